// SPDX-License-Identifier: GPL-3.0-or-later
// Testing functions on the page, here and at the handler, on a real worker and a real sandbox.
#include "gui/payload/codeview.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/logview.h"
#include "gui/payload/payloadpage.h"
#include "gui/payload/scripteditor.h"
#include "pagefixture.h"
#include "support/hostilefunctions.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

using Page = PageFixture<PayloadPage>;

class TestPayloadPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    }

    void cleanup() { m_page.reset(); }

    void readsFormatAndFunctions()
    {
        open();
        const Application application = waited(m_page->server().application()).value();
        QCOMPARE(editors().functions(), application.functions);
        QCOMPARE(m_page->find<QComboBox>("formatCombo")->currentText(), u"Custom functions"_s);
        QVERIFY(!m_page->find<QPushButton>("saveButton")->isEnabled());
        QVERIFY(!m_page->find<QPushButton>("revertButton")->isEnabled());
        QCOMPARE(m_page->page().unsavedWork(), QString());
        savePicture(m_page->page(), u"payload-read"_s);
    }

    void decodesHereAndAtTheHandler()
    {
        open();
        setFunctions(u"function Decoder(bytes, port) {\n  console.log(\"got\", bytes.length);\n"
                     "  return { first: bytes[0] + 0, port: port };\n}\n"_s);
        enterBytes(u"021C"_s, 2);
        QTRY_COMPARE_WITH_TIMEOUT(text("uplinkHereView"), u"{\n  \"first\": 2,\n  \"port\": 2\n}"_s, patience);
        QVERIFY(status("uplinkHereStatusLabel").startsWith(u"valid"));
        QCOMPARE(m_page->find<QLabel>("bytesCountLabel")->text(), u"2 bytes"_s);
        QVERIFY(m_page->find<LogView>("logView")->toPlainText().contains(u"Decoder: \"got\", 2"));
        QCOMPARE(status("uplinkHandlerStatusLabel"), u"not asked yet"_s);
        QTest::keyClick(m_page->find<QLineEdit>("bytesEdit"), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(status("uplinkHandlerStatusLabel").startsWith(u"same"), patience);
        QCOMPARE(text("uplinkHandlerView"), text("uplinkHereView"));
        QCOMPARE(m_page->find<LogView>("logView")->count(), 2);
        savePicture(m_page->page(), u"payload-same"_s);
        // Another input: what the handler said is no longer about it.
        enterBytes(u"03"_s, 2);
        QCOMPARE(status("uplinkHandlerStatusLabel"), u"not asked yet"_s);
        QTRY_VERIFY_WITH_TIMEOUT(text("uplinkHereView").contains(u"\"first\": 3"), patience);
    }

    void differencesAreMarked()
    {
        open();
        setFunctions(u"function Decoder(bytes) { return { same: 1, random: Math.random() }; }"_s);
        enterBytes(u"00"_s, 1);
        QTRY_VERIFY_WITH_TIMEOUT(text("uplinkHereView").contains(u"random"), patience);
        QVERIFY(m_page->click("uplinkHandlerButton"));
        QTRY_VERIFY_WITH_TIMEOUT(status("uplinkHandlerStatusLabel").startsWith(u"1 line differs"), patience);
        auto *view = m_page->find<CodeView>("uplinkHandlerView");
        QCOMPARE(view->markersAtLine(1), 2U);
        QCOMPARE(view->markersAtLine(2), 0U);
        savePicture(m_page->page(), u"payload-different"_s);
    }

    void bytesThatMayComeAsBase64AreTold()
    {
        open();
        setFunctions(u"function Decoder(bytes) { return { raw: bytes, n: [1.5], o: { l: [1, 300], b: [[7]] } }; }"_s);
        enterBytes(u"01 FF"_s, 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("uplinkNoteLabel"), patience);
        QVERIFY2(status("uplinkNoteLabel").contains(u"numbers: o.b[0], raw."), qPrintable(status("uplinkNoteLabel")));
        savePicture(m_page->page(), u"payload-base64"_s);
        setFunctions(u"function Decoder(bytes) { return { n: bytes.length }; }"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->isShown("uplinkNoteLabel"), patience);
        // Lists of lists pass here, and may end the function there.
        setFunctions(
            u"function Decoder(bytes) { return { o: { l: [[1.5], [300]] }, one: [[1]], s: [['a'], ['b']] }; }"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("uplinkNoteLabel"), patience);
        QVERIFY2(status("uplinkNoteLabel").contains(u"lists within o.l hold"), qPrintable(status("uplinkNoteLabel")));
        savePicture(m_page->page(), u"payload-lists"_s);
    }

    void invalidUplinksAreTold()
    {
        open();
        setFunctions(u"function Decoder() { return {}; }"_s);
        editors().setText(FunctionKind::Validator, u"function Validator() { return false; }"_s);
        enterBytes(u"00"_s, 1);
        QTRY_VERIFY_WITH_TIMEOUT(status("uplinkHereStatusLabel").contains(u"not valid"), patience);
    }

    void syntaxErrorsAreMarkedAtTheirLine()
    {
        open();
        setFunctions(u"function Decoder(bytes) {\n  return {;\n}\n"_s);
        enterBytes(u"00"_s, 1);
        QTRY_COMPARE_WITH_TIMEOUT(editors().editor(FunctionKind::Decoder).errorLine(), 2, patience);
        QVERIFY(m_page->isShown("functionErrorButton"));
        QVERIFY(status("uplinkHereStatusLabel").contains(u"failed"));
        savePicture(m_page->page(), u"payload-error"_s);
        m_page->page().resize(800, 600); // beside the sidebar in a window of 1024
        QCOMPARE(m_page->page().width(), 800);
        savePicture(m_page->page(), u"payload-narrow"_s);
        setFunctions(u"function Decoder(bytes) {\n  return {};\n}\n"_s);
        QTRY_COMPARE_WITH_TIMEOUT(editors().editor(FunctionKind::Decoder).errorLine(), 0, patience);
        QVERIFY(!m_page->isShown("functionErrorButton"));
    }

    void loopsCostOneResultAndAreNeverSent()
    {
        open();
        const Application before = waited(m_page->server().application()).value();
        setFunctions(u"function Decoder(bytes) {\n  for (;;) {}\n}\n"_s);
        enterBytes(u"00"_s, 1);
        QTRY_VERIFY_WITH_TIMEOUT(text("uplinkHereView").contains(u"Interrupted javascript execution"), patience);
        QVERIFY(m_page->click("uplinkHandlerButton"));
        QVERIFY(m_page->banner().contains(u"line 2 of the Decoder"));
        QCOMPARE(status("uplinkHandlerStatusLabel"), u"not asked yet"_s);
        QCOMPARE(editors().editor(FunctionKind::Decoder).errorLine(), 2);
        m_page->find<Banner>("banner")->clear();
        QVERIFY(m_page->click("saveButton"));
        QVERIFY(m_page->banner().contains(u"line 2 of the Decoder"));
        QCOMPARE(waited(m_page->server().application()).value(), before);
        savePicture(m_page->page(), u"payload-loop"_s);
    }

    void encodesAndDecodesAgain()
    {
        open();
        setFunctions(u"function Decoder(bytes) { return { on: bytes[0] === 1 }; }"_s);
        editors().setText(FunctionKind::Encoder, u"function Encoder(object) { return [object.on ? 1 : 0, 255]; }"_s);
        editors().setCurrent(FunctionKind::Encoder);
        auto *fields = m_page->find<QPlainTextEdit>("downlinkFieldsEdit");
        QVERIFY(fields->isVisible());
        QTest::keyClicks(fields, u"{ \"on\": tru"_s);
        QVERIFY(!m_page->find<QLabel>("downlinkFieldsMessage")->text().trimmed().isEmpty());
        QVERIFY(!m_page->find<QPushButton>("downlinkHandlerButton")->isEnabled());
        QTest::keyClicks(fields, u"e }"_s);
        QVERIFY(m_page->find<QLabel>("downlinkFieldsMessage")->text().trimmed().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(text("downlinkHereView"), u"01 FF"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(text("againResultView"), u"{\n  \"on\": true\n}"_s, patience);
        QVERIFY2(status("againStatusLabel").startsWith(u"the same fields"), qPrintable(status("againStatusLabel")));
        QTest::keyClick(fields, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(status("downlinkHandlerStatusLabel").startsWith(u"same"), patience);
        savePicture(m_page->page(), u"payload-encoder"_s);
        // What does not come back is told.
        fields->setPlainText(u"{ \"on\": 1 }"_s);
        QTRY_VERIFY_WITH_TIMEOUT(status("againStatusLabel").startsWith(u"other fields"), patience);
        QCOMPARE(m_page->find<QLabel>("againStatusLabel")->toolTip(), u"on: 1 expected, true given"_s);
        // An object it must be.
        fields->setPlainText(u"[1]"_s);
        QVERIFY(m_page->find<QLabel>("downlinkFieldsMessage")->text().contains(u"JSON object"));
    }

    void bytesComeInThreeForms()
    {
        open();
        auto *edit = m_page->find<QLineEdit>("bytesEdit");
        auto *form = m_page->find<QComboBox>("bytesFormCombo");
        enterBytes(u"6F 6e"_s, 1);
        form->setCurrentIndex(1);
        QCOMPARE(edit->text(), u"b24="_s);
        form->setCurrentIndex(2);
        QCOMPARE(edit->text(), u"on"_s);
        form->setCurrentIndex(0);
        QCOMPARE(edit->text(), u"6F 6E"_s);
        enterBytes(u"FF 0"_s, 1);
        QVERIFY(m_page->isShown("bytesMessage"));
        form->setCurrentIndex(1); // what cannot be read stays as it was typed
        QCOMPARE(edit->text(), u"FF 0"_s);
        form->setCurrentIndex(0);
        enterBytes(u"FF"_s, 1);
        form->setCurrentIndex(2); // no text
        QCOMPARE(form->currentIndex(), 0);
        QCOMPARE(edit->text(), u"FF"_s);
    }

    void takesAnUplinkOfTheHistory()
    {
        m_page = std::make_unique<Page>(m_sandbox);
        UplinkMessage uplink;
        uplink.devId = DevId::fromServer(u"sensor"_s);
        uplink.port = 7;
        uplink.payload = QByteArray::fromHex("0a0b");
        const TrafficMessage message{Timestamp::now(), uplink};
        QVERIFY(waited(m_page->session().history().append({message})));
        QVERIFY(m_page->open());
        waitUntilRead();
        auto *edit = m_page->find<QLineEdit>("bytesEdit");
        QTRY_COMPARE_WITH_TIMEOUT(edit->text(), u"0A 0B"_s, patience);
        QCOMPARE(m_page->find<QSpinBox>("uplinkPortBox")->value(), 7);
        enterBytes(u"01"_s, 1);
        QVERIFY(m_page->click("fromUplinkButton"));
        QMenu *menu = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((menu = m_page->page().findChild<QMenu *>(u"fromUplinkMenu"_s)) && menu->isVisible(),
                                 patience);
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(menu->actions().first()->text().contains(u"sensor"));
        menu->actions().first()->trigger();
        menu->close();
        QCOMPARE(edit->text(), u"0A 0B"_s);

        uplink.payload = QByteArray::fromHex("ff");
        m_page->page().testUplink(uplink);
        QCOMPARE(edit->text(), u"FF"_s);
    }

    void hostileFunctionsCostOneAnswer()
    {
        open();
        const QString right = u"{\n  \"n\": 8\n}"_s;
        // A third of them, of every kind: tst_workerabuse runs all, and here each waits twice for the typing to pause.
        for (std::size_t i = 0; i < std::size(hostile::functions); i += 3) {
            const hostile::Function &function = hostile::functions[i];
            setFunctions(u"function Decoder(bytes, port) {\n  if (bytes[0] === 0) { "_s +
                         QString::fromUtf8(function.body) + u" }\n  return { n: bytes[0] + 1 };\n}\n"_s);
            enterBytes(u"00"_s, 1);
            const QString error = QString::fromUtf8(function.error);
            const auto isAnswered = [&] {
                const QString answer = text("uplinkHereView");
                return answer != right && answer.contains(error) &&
                       status("uplinkHereStatusLabel").contains(u"failed") == !error.isEmpty();
            };
            if (!QTest::qWaitFor(isAnswered, patience))
                QFAIL(qPrintable(QString::fromLatin1(function.name) + u": "_s + status("uplinkHereStatusLabel") +
                                 u" | "_s + text("uplinkHereView").left(300)));
            enterBytes(u"07"_s, 1);
            QTRY_COMPARE_WITH_TIMEOUT(text("uplinkHereView"), right, patience);
        }
        savePicture(m_page->page(), u"payload-after-hostile"_s);
    }

    void opensAndSavesFiles()
    {
        open();
        const QString path = m_page->folder() + u"/mine.js"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("function Decoder() { return { from: \"file\" }; }");
        file.close();
        auto *dialog = openDialog("openFunctionAction", "openFunctionDialog");
        dialog->setDirectory(m_page->folder());
        dialog->findChild<QLineEdit *>()->setText(path);
        static_cast<QDialog *>(dialog)->accept();
        QTRY_VERIFY(editors().functions().decoder.contains(u"from: \"file\""));
        QVERIFY(m_page->banner().contains(u"mine.js"));
        QVERIFY(editors().isUnsaved(FunctionKind::Decoder));

        const QString saved = m_page->folder() + u"/saved.js"_s;
        dialog = openDialog("saveFunctionAsAction", "saveFunctionDialog");
        dialog->findChild<QLineEdit *>()->setText(saved);
        static_cast<QDialog *>(dialog)->accept();
        QTRY_VERIFY(QFile::exists(saved));
        QFile written(saved);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(written.readAll()), editors().functions().decoder);
    }

    void aKeyWithoutTheRightIsTold()
    {
        const QByteArray key = m_sandbox.application(u"weather-station"_s).keyWith({u"messages:up:r"_s});
        QVERIFY(!key.isEmpty());
        m_page = std::make_unique<Page>(m_sandbox, u"weather-station"_s, key);
        QVERIFY(m_page->open());
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->banner().isEmpty() || stateText().contains(u"settings"), patience);
        QVERIFY(!m_page->find<QPushButton>("saveButton")->isEnabled());
        QVERIFY(m_page->isShown("payloadState"));
        QVERIFY(m_page->goOnline());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->session().rights().settings == false, patience);
        QTRY_VERIFY(stateText().contains(u"\"settings\""));
        savePicture(m_page->page(), u"payload-no-right"_s);
    }

    void theKeyboardIsEnough()
    {
        open();
        setFunctions(QString());
        QTest::keyClick(&editors().editor(FunctionKind::Decoder), Qt::Key_1, Qt::AltModifier);
        auto *editor = &editors().editor(FunctionKind::Decoder);
        QTRY_VERIFY(editor->hasFocus());
        QTest::keyClicks(editor, u"function Decoder(bytes) { return { n: bytes.length }; }"_s);
        QTest::keyClick(editor, Qt::Key_F6);
        auto *bytes = m_page->find<QLineEdit>("bytesEdit");
        QTRY_VERIFY(bytes->hasFocus());
        QTest::keyClicks(bytes, u"01 02 03"_s);
        QTRY_COMPARE_WITH_TIMEOUT(text("uplinkHereView"), u"{\n  \"n\": 3\n}"_s, patience);
        QTest::keyClick(bytes, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(status("uplinkHandlerStatusLabel").startsWith(u"same"), patience);
        QTest::keyClick(bytes, Qt::Key_F6, Qt::ShiftModifier);
        QTRY_VERIFY(editor->hasFocus());
    }

    void everyControlHasAName()
    {
        open();
        for (const auto *widget : m_page->page().findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_") ||
                widget->inherits("QLabel") ||
                widget->parentWidget()->objectName() == u"confirmBar" || // named by what is asked

                widget->objectName() == u"emptyButton" || // has its action's text when it is shown

                widget->parentWidget()->inherits("QSpinBox") || widget->inherits("QTabBar") ||
                widget->inherits("QAbstractItemView") || widget->inherits("QMenu") || widget->inherits("QScrollBar"))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool hasName = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(hasName,
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
    }

private:
    void open()
    {
        m_page = std::make_unique<Page>(m_sandbox);
        QVERIFY(m_page->open());
        waitUntilRead();
    }
    void waitUntilRead() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("functionEditors"), patience); }
    FunctionEditors &editors() { return *m_page->find<FunctionEditors>("functionEditors"); }
    /// A decoder of its own, without the other functions.
    void setFunctions(const QString &decoder)
    {
        editors().setText(FunctionKind::Decoder, decoder);
        for (const FunctionKind kind : {FunctionKind::Converter, FunctionKind::Validator, FunctionKind::Encoder})
            editors().setText(kind, {});
    }
    void enterBytes(const QString &text, int port)
    {
        auto *edit = m_page->find<QLineEdit>("bytesEdit");
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        m_page->find<QSpinBox>("uplinkPortBox")->setValue(port);
    }
    QString text(const char *view) { return m_page->find<CodeView>(view)->text(); }
    QString status(const char *label) { return m_page->find<QLabel>(label)->text(); }
    QString stateText()
    {
        QString all;
        for (const auto *label : m_page->find<QWidget>("payloadState")->findChildren<QLabel *>())
            all += label->text();
        return all;
    }
    QFileDialog *openDialog(const char *action, const char *name)
    {
        m_page->find<QAction>(action)->trigger();
        return m_page->find<QFileDialog>(name);
    }

    SandboxProcess m_sandbox;
    std::unique_ptr<Page> m_page;
};

QTEST_MAIN(TestPayloadPage)
#include "tst_payloadpage.moc"
