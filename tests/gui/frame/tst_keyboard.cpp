// SPDX-License-Identifier: GPL-3.0-or-later
// The whole main job without a mouse: every step is a key, given to what has the focus. Where a key must go to a field,
// Tab has to lead there.
#include "jobfixture.h"

#include <QFileDialog>
#include <QTimer>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestKeyboard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_job.start(), qPrintable(m_job.sandbox.error())); }

    void cleanup()
    {
        if (QTest::currentTestFailed())
            m_job.console.savePicture(QString::fromLatin1(QTest::currentTestFunction()));
    }

    void addsTheApplication()
    {
        m_job.console.console().start({});
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QVERIFY(tabTo(u"connectButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY(m_job.hand().sees(u"appIdEdit"_s));
        QVERIFY(tabTo(u"appIdEdit"_s));
        type(u"weather-station"_s);
        QVERIFY(tabTo(u"secretEdit"_s));
        type(QString::fromLatin1(m_job.key()));
        QVERIFY(tabTo(u"discoveryEdit"_s));
        press(Qt::Key_A, Qt::ControlModifier);
        type(m_job.sandbox.discovery());
        QVERIFY(tabTo(u"advancedButton"_s));
        press(Qt::Key_Space);
        QVERIFY(tabTo(u"discoveryCaField/chooseButton"_s));
        chooseFile(m_job.sandbox.authorityPath());
        QVERIFY(tabTo(u"checkButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.hand().says(u"checkSummaryLabel"_s).contains(u"send downlinks: yes"), patience);
        QVERIFY(tabTo(u"addButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.console.isOnline(), patience);
    }

    void registersADevice()
    {
        goTo(2);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.deviceRow(u"plug-ws523"_s).isValid(), patience);
        press(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(tabTo(u"deviceSheet/idEdit"_s));
        type(u"by-keyboard"_s);
        QVERIFY(tabTo(u"deviceSheet/devEuiGenerateButton"_s));
        press(Qt::Key_Space);
        QVERIFY(tabTo(u"deviceSheet/registerDeviceButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.hand().sees(u"firmwareSheet"_s), patience);
        QVERIFY(tabTo(u"firmwareSheet/firmwareCloseButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.deviceRow(u"by-keyboard"_s).isValid(), patience);
    }

    void seesItsUplink()
    {
        QVERIFY(tabTo(u"deviceTable"_s)); // where the new device is the current one
        simulate();
        goTo(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesFields(u"by-keyboard"_s, "temperature"), patience);
        // Only what has a temperature: the filter, by its key.
        QVERIFY(!m_job.seesOnlyFields("temperature"));
        QVERIFY(tabTo(u"trafficTable"_s));
        press(Qt::Key_Slash);
        QVERIFY(focus() && qobject_cast<QLineEdit *>(focus()));
        type(u"temperature > 0"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesOnlyFields("temperature"), patience);
        QVERIFY(m_job.seesFields(u"by-keyboard"_s, "temperature"));
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_Delete);
    }

    void changesTheDecoder()
    {
        goTo(4);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.hand().sees(u"decoderEditor"_s), patience);
        press(Qt::Key_F6, Qt::ShiftModifier);
        QTRY_VERIFY(focus() && focus()->objectName() == u"decoderEditor");
        press(Qt::Key_End, Qt::ControlModifier);
        press(Qt::Key_Return);
        type(u"var before = Decoder; Decoder = function (bytes, port) { var fields = before(bytes, port); "
             "fields.changed_by = 'keys'; return fields; };"_s);
        press(Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.hand().says(u"payloadPage/unsavedLabel"_s).isEmpty(), patience);
        press(Qt::Key_F6); // out of the editor, where Tab is a character
        QVERIFY(focus() && focus()->objectName() != u"decoderEditor");
        goTo(2);
        QVERIFY(tabTo(u"deviceTable"_s));
        simulate();
        goTo(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesFields(u"by-keyboard"_s, "changed_by"), patience);
    }

    void sendsADownlink()
    {
        goTo(5);
        QVERIFY(tabTo(u"downlinkComposer/deviceEdit"_s));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"plug-ws523"_s);
        QVERIFY(tabTo(u"downlinkComposer/payloadEdit"_s));
        type(u"080100FF"_s);
        QVERIFY(tabTo(u"downlinkComposer/portBox"_s));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"85"_s);
        QVERIFY(tabTo(u"downlinkComposer/confirmedBox"_s));
        press(Qt::Key_Space);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesAcknowledgement(), 4 * patience);
    }

    void deletesAndUndoes()
    {
        goTo(2);
        QVERIFY(tabTo(u"deviceTable"_s));
        press(Qt::Key_Delete);
        QVERIFY(tabTo(u"confirmDeleteButton"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!m_job.deviceRow(u"by-keyboard"_s).isValid(), patience);
        QVERIFY(tabTo(u"deviceTable"_s));
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_job.deviceRow(u"by-keyboard"_s).isValid(), patience);
    }

private:
    MainWindow &window() { return m_job.console.window(); }
    static QWidget *focus() { return QApplication::focusWidget(); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // When a list of proposals closes, a window manager gives the focus back; offscreen there is none.
        if (!window().isActiveWindow() && !QApplication::activePopupWidget()) {
            window().activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window()));
        }
        QTest::keyClick(focus() ? focus() : &window(), key, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(focus(), text); }
    void goTo(int page) { press(Qt::Key(Qt::Key_0 + page), Qt::ControlModifier); }

    /// Presses Tab until this has the focus; a field that stands for another one counts.
    bool tabTo(const QString &path)
    {
        QWidget *wanted = nullptr;
        if (!QTest::qWaitFor([&] { return (wanted = m_job.hand().find(path)) && wanted->isEnabled(); }, patience))
            return false;
        QStringList way;
        for (int tabs = 0; tabs < 120; ++tabs) {
            const QWidget *at = focus();
            way += at ? QString::fromLatin1(at->metaObject()->className()) + u" "_s + at->objectName() : u"nothing"_s;
            if (at && (at == wanted || at->focusProxy() == wanted || wanted->focusProxy() == at ||
                       at->parentWidget() == wanted))
                return true;
            press(Qt::Key_Tab);
        }
        qWarning() << "Tab does not lead to" << path << "but along" << way;
        return false;
    }

    /// Opens the file dialog of the button that has the focus, and types a name into it.
    void chooseFile(const QString &path)
    {
        press(Qt::Key_Space);
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = window().findChild<QFileDialog *>()) && dialog->isVisible());
        QTRY_VERIFY(dialog->isActiveWindow() && dialog->focusWidget());
        QTest::keyClicks(dialog->focusWidget(), path);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!dialog->isVisible());
        window().activateWindow(); // as a window manager does; offscreen there is none
        QTRY_VERIFY(window().isActiveWindow());
    }

    /// By the menu of the toolbar: a temperature of 30.8 °C, as a Milesight EM300 sends it.
    void simulate()
    {
        QVERIFY(tabTo(u"moreButton"_s));
        // The menu runs an event loop of Qt's own until an entry is chosen.
        QTimer::singleShot(300, this, [] {
            QWidget *menu = QApplication::activePopupWidget();
            QVERIFY(menu);
            QTest::keyClick(menu, Qt::Key_M);
        });
        press(Qt::Key_Space);
        QVERIFY(tabTo(u"simulateForm/simulateBytesEdit"_s));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"01755A03673401046865"_s);
        QVERIFY(tabTo(u"simulateForm/simulatePortBox"_s));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"85"_s);
        QVERIFY(tabTo(u"simulateForm/simulateButton"_s));
        press(Qt::Key_Space);
    }

    JobFixture m_job;
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
