// SPDX-License-Identifier: GPL-3.0-or-later
// Composing, sending and following downlinks, on a sandbox with its devices.
#include "gui/downlinks/downlinkspage.h"
#include "gui/payload/pagefixture.h"
#include "models/downlinktimelinemodel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

using Page = PageFixture<DownlinksPage>;
using Entry = DownlinkTimelineModel::Entry;

class TestDownlinksPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start({}, true), qPrintable(m_sandbox.error()));
    }

    void cleanup() { m_page.reset(); }

    void nothingCanBeSentOffline()
    {
        open(false);
        QVERIFY(m_page->isShown("downlinkEmptyState"));
        auto *send = m_page->find<QPushButton>("sendButton");
        QVERIFY(!send->isEnabled());
        QVERIFY(send->toolTip().contains(u"Not connected"));
        compose(u"plug-ws523"_s, u"080100FF"_s);
        QTest::keyClick(m_page->find<QPlainTextEdit>("payloadEdit"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_page->find<QPlainTextEdit>("payloadEdit")->toPlainText(), u"080100FF"_s);
        savePicture(m_page->page(), u"downlinks-offline"_s);
    }

    void aKeyWithoutTheRightIsTold()
    {
        const QByteArray key = m_sandbox.application(u"weather-station"_s).keyWith({u"messages:up:r"_s});
        QVERIFY(!key.isEmpty());
        m_page = std::make_unique<Page>(m_sandbox, u"weather-station"_s, key);
        QVERIFY(m_page->open());
        QVERIFY(m_page->goOnline());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().rights().sendDownlinks == false, patience);
        QTRY_VERIFY(m_page->find<QPushButton>("sendButton")->toolTip().contains(u"right"));
        QVERIFY(!m_page->find<QPushButton>("sendButton")->isEnabled());
    }

    void devicesAreCompletedAndUnknownOnesTold()
    {
        open(false);
        m_page->devices().refresh();
        auto *combo = m_page->find<QComboBox>("deviceCombo");
        QTRY_VERIFY_WITH_TIMEOUT(combo->findText(u"plug-ws523"_s) >= 0, patience);
        QCOMPARE(combo->currentText(), QString()); // nobody is chosen by itself
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->devices().isLoading(), patience);
        setDevice(u"no-such-device"_s);
        QVERIFY(message("deviceMessage").contains(u"No such device"));
        setDevice(u"Not an ID"_s);
        QVERIFY(message("deviceMessage").startsWith(u"⚠"));
        setDevice(u"plug-ws523"_s);
        QCOMPARE(message("deviceMessage"), QString());
    }

    void payloadsAreConvertedAndChecked()
    {
        open(false);
        auto *edit = m_page->find<QPlainTextEdit>("payloadEdit");
        auto *form = m_page->find<QComboBox>("formCombo");
        compose(u"plug-ws523"_s, u"08 01 00 FF"_s);
        QCOMPARE(message("countLabel"), u"4 bytes"_s);
        form->setCurrentIndex(1);
        QCOMPARE(edit->toPlainText(), u"CAEA/w=="_s);
        form->setCurrentIndex(2); // no text
        QCOMPARE(form->currentIndex(), 1);
        form->setCurrentIndex(0);
        edit->setPlainText(u"08 0"_s);
        QVERIFY(message("payloadMessage").startsWith(u"⚠"));
        form->setCurrentIndex(3);
        form->setCurrentIndex(0);
        QCOMPARE(edit->toPlainText(), u"08 0"_s);
        edit->setPlainText(QString(2 * 243, u'0'));
        QVERIFY(message("airtimeLabel").contains(u"more than LoRaWAN"));
        QCOMPARE(m_page->find<QSpinBox>("portBox")->minimum(), 1);
        QCOMPARE(m_page->find<QSpinBox>("portBox")->maximum(), 223);
        QVERIFY(!message("scheduleHint").isEmpty());
    }

    void fieldsShowTheEncodersBytes()
    {
        open(false);
        m_page->find<QComboBox>("formCombo")->setCurrentIndex(3);
        m_page->find<QSpinBox>("portBox")->setValue(85);
        auto *edit = m_page->find<QPlainTextEdit>("payloadEdit");
        edit->setPlainText(u"{\"socket_status\": \"on\"}"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message("payloadMessage").startsWith(u"Encoder: 08"), patience);
        QVERIFY(!message("countLabel").isEmpty());
        const QString fields = edit->toPlainText();
        m_page->find<QComboBox>("formCombo")->setCurrentIndex(0);
        QVERIFY(edit->toPlainText().startsWith(u"08"));
        m_page->find<QComboBox>("formCombo")->setCurrentIndex(3);
        QCOMPARE(edit->toPlainText(), fields);
        edit->setPlainText(u"{\"socket_status\": "_s);
        QVERIFY(message("payloadMessage").startsWith(u"⚠"));
    }

    void aConfirmedDownlinkIsFollowedToItsAcknowledgement()
    {
        open(true);
        m_page->devices().refresh();
        compose(u"plug-ws523"_s, u"080100FF"_s);
        m_page->find<QSpinBox>("portBox")->setValue(85);
        m_page->find<QCheckBox>("confirmedBox")->setChecked(true);
        QVERIFY(m_page->page().unsavedWork().contains(u"composer"));
        savePicture(m_page->page(), u"downlinks-composer"_s);
        QTest::keyClick(m_page->find<QPlainTextEdit>("payloadEdit"), Qt::Key_Return, Qt::ControlModifier);
        auto *list = m_page->find<QListView>("downlinkList");
        QTRY_VERIFY_WITH_TIMEOUT(list->currentIndex().isValid(), patience);
        QCOMPARE(m_page->page().unsavedWork(), QString());
        const QPersistentModelIndex card(list->currentIndex());
        const auto entry = [&card] { return card.data(DownlinkTimelineModel::EntryRole).value<Entry>(); };
        QVERIFY(entry().isOurs);
        QTRY_VERIFY_WITH_TIMEOUT(
            !entry().steps.isEmpty() && entry().steps.last().stage == DownlinkTracker::Stage::Acked, 4 * patience);
        const QList<DownlinkTimelineModel::Step> steps = entry().steps;
        QVERIFY(std::any_of(steps.begin(), steps.end(), [](const DownlinkTimelineModel::Step &step) {
            return step.stage == DownlinkTracker::Stage::Sent && step.transmission && step.transmission->airtime > 0;
        }));
        QVERIFY(card.data(Qt::AccessibleTextRole).toString().contains(u"acknowledged"));
        savePicture(m_page->page(), u"downlinks-acknowledged"_s);

        QVERIFY(m_page->click("copyDownlinkButton"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"08 01 00 FF"));
        QSignalSpy shown(&m_page->page(), &ApplicationPage::recordWanted);
        QVERIFY(m_page->click("showInLiveButton"));
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().first().toLongLong(), entry().id);

        // The same again, by the keyboard, as an edited one.
        list->setFocus();
        m_page->find<QPlainTextEdit>("payloadEdit")->clear();
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_page->find<QPlainTextEdit>("payloadEdit")->toPlainText(), u"08 01 00 FF"_s);
        QVERIFY(m_page->find<QCheckBox>("confirmedBox")->isChecked());
        QCOMPARE(m_page->find<QSpinBox>("portBox")->value(), 85);

        const int before = list->model()->rowCount();
        QVERIFY(m_page->click("resendButton"));
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > before, patience);
    }

    void composingOverADraftCanBeUndone()
    {
        open(false);
        compose(u"plug-ws523"_s, u"01 02"_s);
        DownlinkMessage other;
        other.devId = DevId::fromServer(u"barrier-1"_s);
        other.port = 9;
        other.fields = "{\"open\":true}";
        other.schedule = Schedule::Last;
        m_page->page().compose(other);
        auto *edit = m_page->find<QPlainTextEdit>("payloadEdit");
        QCOMPARE(edit->toPlainText(), u"{\"open\":true}"_s);
        QCOMPARE(m_page->find<QComboBox>("deviceCombo")->currentText(), u"barrier-1"_s);
        QCOMPARE(m_page->find<QComboBox>("scheduleCombo")->currentText(), u"Last in the queue"_s);
        QVERIFY(m_page->click("undoComposeAction"));
        QCOMPARE(edit->toPlainText(), u"01 02"_s);
        QCOMPARE(m_page->find<QComboBox>("deviceCombo")->currentText(), u"plug-ws523"_s);
    }

    void clearingAQueueIsExplained()
    {
        open(false);
        PublishedDownlink published;
        published.message.devId = DevId::fromServer(u"plug-ws523"_s);
        published.message.port = 85;
        published.message.payload = "x";
        published.raw = published.message.toPublishJson();
        QVERIFY(waited(m_page->session().history().appendPublished(published)));
        auto *list = m_page->find<QListView>("downlinkList");
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == 1, patience);
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(!m_page->find<QToolButton>("resendButton")->isEnabled()); // offline
        QVERIFY(m_page->click("clearQueueButton"));
        QVERIFY(m_page->banner().contains(u"cannot empty a queue"));
        QVERIFY(m_page->click("composeReplaceAction"));
        QCOMPARE(m_page->find<QComboBox>("scheduleCombo")->currentIndex(), 0);
        QCOMPARE(m_page->find<QComboBox>("deviceCombo")->currentText(), u"plug-ws523"_s);
        QVERIFY(m_page->find<QPlainTextEdit>("payloadEdit")->hasFocus());
    }

    void wrongInputIsShownAtItsField()
    {
        open(true);
        compose(QString(), u"01"_s);
        QVERIFY(m_page->click("sendButton"));
        QVERIFY(message("deviceMessage").startsWith(u"⚠"));
        compose(u"plug-ws523"_s, QString());
        QVERIFY(m_page->click("sendButton"));
        QVERIFY(message("payloadMessage").startsWith(u"⚠"));
        QVERIFY(m_page->find<QPlainTextEdit>("payloadEdit")->hasFocus());
    }

    void errorsAreToldInWords()
    {
        open(false);
        HistoryStore &history = m_page->session().history();
        PublishedDownlink published;
        published.message.devId = DevId::fromServer(u"plug-ws523"_s);
        published.message.port = 85;
        published.message.fields = "{\"on\":true}";
        published.raw = published.message.toPublishJson();
        QVERIFY(waited(history.appendPublished(published)));
        DeviceEvent event;
        event.devId = published.message.devId;
        event.type = EventType::DownlinkError;
        event.typeName = eventTypeName(event.type);
        event.error = u"Downlink Payload not valid: fields supplied, but no Encoder function set"_s;
        event.message = published.message;
        event.raw = event.toJson();
        QVERIFY(waited(history.append({TrafficMessage{Timestamp::now(), event}})));
        published.message.devId = DevId::fromServer(u"barrier-1"_s);
        QVERIFY(waited(history.appendPublished(published)));
        auto *list = m_page->find<QListView>("downlinkList");
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == 2, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"Write one"), patience);
        savePicture(m_page->page(), u"downlinks-error"_s);
        m_page->page().resize(800, 600); // beside the sidebar in a window of 1024
        QCOMPARE(m_page->page().width(), 800);
        savePicture(m_page->page(), u"downlinks-narrow"_s);
    }

    void theKeyboardIsEnough()
    {
        open(true);
        auto *device = m_page->find<QComboBox>("deviceCombo");
        device->setFocus();
        QTest::keyClicks(device->lineEdit(), u"plug-ws523"_s);
        QTest::keyClick(device->lineEdit(), Qt::Key_Escape); // of the completion
        const auto tab = [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); };
        tab();
        QVERIFY(m_page->find<QComboBox>("formCombo")->hasFocus());
        tab();
        QVERIFY(m_page->find<QPlainTextEdit>("payloadEdit")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"080100FF"_s);
        tab();
        QVERIFY(m_page->find<QSpinBox>("portBox")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"85"_s);
        tab();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(m_page->find<QCheckBox>("confirmedBox")->isChecked());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        auto *list = m_page->find<QListView>("downlinkList");
        QTRY_VERIFY_WITH_TIMEOUT(list->currentIndex().isValid(), patience);
        const Entry entry = list->currentIndex().data(DownlinkTimelineModel::EntryRole).value<Entry>();
        QCOMPARE(entry.message.port, 85);
        QVERIFY(entry.message.confirmed);
        QCOMPARE(entry.message.payload, QByteArray::fromHex("080100ff"));
    }

    void everyControlHasAName()
    {
        open(false);
        for (const auto *widget : m_page->page().findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_") ||
                widget->inherits("QLabel") || widget->parentWidget()->inherits("QSpinBox") ||
                widget->inherits("QScrollBar") || widget->parentWidget()->inherits("QComboBoxPrivateContainer") ||
                widget->inherits("QComboBoxListView"))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool hasName = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(hasName,
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

private:
    void open(bool online)
    {
        m_page = std::make_unique<Page>(m_sandbox);
        QVERIFY(m_page->open());
        if (online)
            QVERIFY(m_page->goOnline());
    }
    void setDevice(const QString &id) { m_page->find<QComboBox>("deviceCombo")->setEditText(id); }
    void compose(const QString &device, const QString &payload)
    {
        setDevice(device);
        m_page->find<QPlainTextEdit>("payloadEdit")->setPlainText(payload);
    }
    QString message(const char *label) { return m_page->find<QLabel>(label)->text(); }

    SandboxProcess m_sandbox;
    std::unique_ptr<Page> m_page;
};

QTEST_MAIN(TestDownlinksPage)
#include "tst_downlinkspage.moc"
