// SPDX-License-Identifier: GPL-3.0-or-later
// What helps while one writes a function: drafts that outlive a crash, files of another program, completion, examples,
// composed payloads, dropped uplinks, the tests' signs in the margin.
#include "gui/base/timerangebutton.h"
#include "gui/payload/draftfile.h"
#include "gui/payload/lppcomposer.h"
#include "gui/payload/scripteditor.h"
#include "models/uplinkmime.h"
#include "workbenchfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QString decoder = u"function Decoder(bytes, port) {\n  return { value: bytes[0] };\n}\n"_s;
const QString other = u"function Decoder(bytes, port) {\n  return { value: bytes[0] / 2 };\n}\n"_s;

} // namespace

class TestWorkbenchParts final : public QObject, private WorkbenchFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    }
    void cleanup() { m_page.reset(); }

    void draftOutlivesACrash();
    void draftMeetsWhatOthersSaved();
    void droppedDraftIsGone();
    void damagedDraftIsSetAside();
    void filesOfAnotherProgramAreFollowed();
    void wordsAreCompleted();
    void completionMindsTheScreen();
    void examplesAreOffered();
    void lppPayloadIsComposed();
    void uplinkIsDropped();
    void testsStandInTheMargin();
    void replayTakesConditionsAndTimes();
    void newFieldsAreStoredOnRequest();

private:
    QString draftPath() { return m_page->session().history().file() + u".draft.json"_s; }
    /// Opens the page as after a crash that left this draft.
    void openWith(const QByteArray &draft)
    {
        m_page = std::make_unique<Page>(m_sandbox);
        QFile file(draftPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(draft);
        file.close();
        QVERIFY(m_page->open());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("functionEditors"), patience);
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &path, const QString &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text.toUtf8());
    }
    ScriptEditor &decoderEditor() { return editors().editor(FunctionKind::Decoder); }
    /// The words in the open list, or none where it is closed.
    QStringList offeredWords()
    {
        QStringList words;
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *list = widget->isVisible() ? widget->findChild<QListWidget *>() : nullptr;
            if (auto *itself = qobject_cast<QListWidget *>(widget); itself && itself->isVisible())
                list = itself;
            for (int row = 0; list && row < list->count(); ++row)
                words.append(list->item(row)->text());
        }
        return words;
    }

    QByteArray m_draft; ///< left by the first test
};

void TestWorkbenchParts::draftOutlivesACrash()
{
    open();
    setDecoder(decoder);
    save();
    setDecoder(other);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(draftPath()), patience);
    m_draft = contents(draftPath()); // what a program that ends now leaves

    openWith(m_draft);
    QCOMPARE(editors().functions().decoder, other);
    QVERIFY(editors().isUnsaved(FunctionKind::Decoder));
    QVERIFY2(m_page->banner().contains(u"are back"), qPrintable(m_page->banner()));
    savePicture(m_page->page(), u"workbench-draft"_s);
    save();
    QTRY_VERIFY(!QFile::exists(draftPath()));
    QCOMPARE(waited(m_page->server().application())->functions.decoder, other);

    // What is saved by now is no draft.
    openWith(m_draft);
    QVERIFY(!editors().isUnsaved(FunctionKind::Decoder));
    QCOMPARE(m_page->banner(), QString());
}

void TestWorkbenchParts::draftMeetsWhatOthersSaved()
{
    PayloadFunctionChanges theirs;
    theirs.decoder = u"function Decoder() {\n  return { theirs: 1 };\n}\n"_s;
    open();
    QVERIFY(waited(m_page->server().setPayloadFunctions(theirs)));
    openWith(m_draft);
    QCOMPARE(editors().functions().decoder, other);
    QVERIFY2(m_page->banner().contains(u"Someone else changed"), qPrintable(m_page->banner()));
    // Saving does not overwrite theirs: the three versions.
    QVERIFY(m_page->click("saveButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("conflictView"), patience);
    QCOMPARE(waited(m_page->server().application())->functions.decoder, *theirs.decoder);
    savePicture(m_page->page(), u"workbench-draft-conflict"_s);
}

void TestWorkbenchParts::droppedDraftIsGone()
{
    open();
    setDecoder(decoder);
    save();
    const QString saved = editors().functions().decoder;
    setDecoder(other);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(draftPath()), patience);
    const QByteArray draft = contents(draftPath());
    openWith(draft);
    QVERIFY(m_page->click("dropDraftAction"));
    QCOMPARE(editors().functions().decoder, saved);
    QTRY_VERIFY(!QFile::exists(draftPath()));
    // And by the window that closes.
    setDecoder(other);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(draftPath()), patience);
    m_page->page().dropUnsavedWork();
    QTRY_VERIFY(!QFile::exists(draftPath()));
}

void TestWorkbenchParts::damagedDraftIsSetAside()
{
    openWith("{ half");
    QVERIFY2(m_page->banner().contains(u"set aside"), qPrintable(m_page->banner()));
    QVERIFY(!QFile::exists(draftPath()));
    QCOMPARE(contents(draftPath() + u".damaged"_s), "{ half");
}

void TestWorkbenchParts::filesOfAnotherProgramAreFollowed()
{
    open();
    setDecoder(decoder + u"// followed\n"_s);
    save();
    setDecoder(decoder);
    save();
    const QString folder = QDir(m_page->folder()).filePath(u"functions"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString path = QDir(folder).filePath(u"decoder.js"_s);
    write(path, decoder);
    m_page->page().findChild<QAction *>(u"followFunctionFolderAction"_s)->trigger();
    auto *dialog = m_page->find<QFileDialog>("followFunctionFolderDialog");
    Q_EMIT dialog->fileSelected(folder);
    dialog->reject();
    QVERIFY(!editors().isUnsaved(FunctionKind::Decoder));
    auto *stop = m_page->page().findChild<QAction *>(u"stopFollowingAction"_s);
    QVERIFY(stop->isVisible());

    // Written by another program: taken, and it can be undone.
    write(path, other);
    QTRY_COMPARE_WITH_TIMEOUT(editors().functions().decoder, other, patience);
    QVERIFY2(m_page->banner().contains(u"decoder.js"), qPrintable(m_page->banner()));
    editors().undo(FunctionKind::Decoder);
    QCOMPARE(editors().functions().decoder, decoder);
    setDecoder(other);

    // Edited on both sides: told, and the editor stays.
    const QString mine = other + u"// mine\n"_s;
    editors().setText(FunctionKind::Decoder, mine);
    write(path, other + u"// theirs\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().contains(u"left as it is"), patience);
    QCOMPARE(editors().functions().decoder, mine);
    savePicture(m_page->page(), u"workbench-followed"_s);
    QVERIFY(m_page->click("loadFilesAction"));
    QCOMPARE(editors().functions().decoder, other + u"// theirs\n"_s);

    stop->trigger();
    QVERIFY(!stop->isVisible());
    write(path, decoder);
    QTest::qWait(400);
    QCOMPARE(editors().functions().decoder, other + u"// theirs\n"_s);
}

void TestWorkbenchParts::wordsAreCompleted()
{
    open();
    setDecoder(u"function Decoder(bytes, port) {\n  \n}\n"_s);
    editors().setFields({u"temperature"_s});
    decoderEditor().setFocus();
    decoderEditor().setCursorPosition(1, 2);
    QTest::keyClicks(&decoderEditor(), u"by"_s);
    QTRY_VERIFY(decoderEditor().isListActive());
    QTest::keyClick(&decoderEditor(), Qt::Key_Tab);
    QCOMPARE(decoderEditor().text(1), u"  bytes\n"_s);
    QTest::keyClicks(&decoderEditor(), u"."_s);
    QTRY_VERIFY(decoderEditor().isListActive());
    QVERIFY2(offeredWords().contains(u"temperature"_s), qPrintable(offeredWords().join(u' ')));
    savePicture(m_page->page(), u"workbench-completion"_s);
    QTest::keyClicks(&decoderEditor(), u"len"_s);
    QTest::keyClick(&decoderEditor(), Qt::Key_Return);
    QCOMPARE(decoderEditor().text(1), u"  bytes.length\n"_s);
    QTest::keyClicks(&decoderEditor(), u"; // by"_s);
    QVERIFY(!decoderEditor().isListActive());
    QTest::keyClick(&decoderEditor(), Qt::Key_Return);
    QTest::keyClicks(&decoderEditor(), u"por"_s);
    if (decoderEditor().isListActive())
        QTest::keyClick(&decoderEditor(), Qt::Key_Escape);
    QVERIFY(!decoderEditor().isListActive());
    QTest::keyClick(&decoderEditor(), Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY2(decoderEditor().text(2).trimmed() == u"port"_s, qPrintable(decoderEditor().text(2))); // the only one
}

/// A window that is partly off the screen: no list, and nothing worse.
void TestWorkbenchParts::completionMindsTheScreen()
{
    open();
    setDecoder(u"function Decoder(bytes, port) {\n  \n}\n"_s);
    m_page->page().move(-5000, -5000);
    decoderEditor().setFocus();
    decoderEditor().setCursorPosition(1, 2);
    QTest::keyClicks(&decoderEditor(), u"by."_s);
    QTest::keyClick(&decoderEditor(), Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(!decoderEditor().isListActive());
    QCOMPARE(decoderEditor().text(1), u"  by.\n"_s);
}

void TestWorkbenchParts::examplesAreOffered()
{
    open();
    setDecoder(decoder);
    auto *menu = m_page->find<QToolButton>("examplesButton")->menu();
    QCOMPARE(menu->actions().size(), 9);
    menu->actions().at(0)->trigger();
    QVERIFY(editors().functions().decoder.contains(u"most significant byte first"_s));
    editors().undo(FunctionKind::Decoder);
    QCOMPARE(editors().functions().decoder, decoder);
    editors().setCurrent(FunctionKind::Encoder);
    QCOMPARE(menu->actions().size(), 2);
}

void TestWorkbenchParts::lppPayloadIsComposed()
{
    open();
    QVERIFY(!m_page->isShown("lppComposer"));
    auto *format = m_page->find<QComboBox>("formatCombo");
    format->setCurrentIndex(format->findData(int(PayloadFormat::CayenneLpp)));
    QVERIFY(m_page->isShown("lppComposer"));
    auto *bytes = m_page->find<QLineEdit>("bytesEdit");
    bytes->selectAll();
    QTest::keyClick(bytes, Qt::Key_Delete);
    m_page->find<QSpinBox>("lppChannelBox")->setValue(7);
    m_page->find<QDoubleSpinBox>("lppValueBox0")->setValue(-15.6);
    QVERIFY(m_page->click("lppAppendButton"));
    QCOMPARE(bytes->text(), u"07 67 FF 64"_s);
    auto *type = m_page->find<QComboBox>("lppTypeCombo");
    type->setCurrentIndex(type->findText(u"gps"_s));
    QVERIFY(m_page->isShown("lppValueBox2"));
    m_page->find<QDoubleSpinBox>("lppValueBox0")->setValue(52.3765);
    QVERIFY(m_page->click("lppAppendButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QLabel>("uplinkHereStatusLabel")->text().startsWith(u"valid"), patience);
    savePicture(m_page->page(), u"workbench-lpp"_s);
    QVERIFY(m_page->click("lppRemoveButton"));
    QCOMPARE(bytes->text(), u"07 67 FF 64"_s);
}

void TestWorkbenchParts::uplinkIsDropped()
{
    open();
    UplinkMessage uplink;
    uplink.appId = m_page->session().profile().appId;
    uplink.devId = DevId::fromServer(u"dev"_s);
    uplink.port = 42;
    uplink.payload = QByteArray::fromHex("0102ff");
    uplink.raw = uplink.toJson();
    const std::unique_ptr<QMimeData> data(uplinkMimeData(uplink));
    QCOMPARE(data->text(), u"01 02 FF"_s);
    auto *pane = m_page->find<QSpinBox>("uplinkPortBox")->parentWidget();
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QCoreApplication::sendEvent(pane, &enter));
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QCoreApplication::sendEvent(pane, &drop));
    QCOMPARE(m_page->find<QSpinBox>("uplinkPortBox")->value(), 42);
    QCOMPARE(m_page->find<QLineEdit>("bytesEdit")->text(), u"01 02 FF"_s);
    // What is none of ours.
    QMimeData foreign;
    foreign.setData(uplinkMimeType(), "17");
    QDropEvent strange(QPointF(10, 10), Qt::CopyAction, &foreign, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(pane, &strange);
    QCOMPARE(m_page->find<QSpinBox>("uplinkPortBox")->value(), 42);
}

void TestWorkbenchParts::testsStandInTheMargin()
{
    open();
    setDecoder(u"// one line\n"_s + decoder);
    enterBytes(u"07"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QLabel>("uplinkHereStatusLabel")->text().startsWith(u"valid"), patience);
    showTab("vectorsTable");
    QCOMPARE(decoderEditor().marginWidth(2), 0);
    QVERIFY(m_page->click("addVectorButton"));
    constexpr unsigned passed = 1U << 4;
    constexpr unsigned failed = 1U << 5;
    QTRY_COMPARE_WITH_TIMEOUT(decoderEditor().markersAtLine(1) & (passed | failed), passed, patience);
    QVERIFY(decoderEditor().marginWidth(2) > 0);
    setDecoder(u"// one line\n"_s + other);
    QTRY_COMPARE_WITH_TIMEOUT(decoderEditor().markersAtLine(1) & (passed | failed), failed, patience);
    savePicture(m_page->page(), u"workbench-margin"_s);
}

void TestWorkbenchParts::replayTakesConditionsAndTimes()
{
    open();
    store(100); // of a day in 2026-09, without fields
    setDecoder(decoder);
    showTab("replayTable");
    auto *condition = m_page->find<QLineEdit>("replayConditionEdit");
    condition->setText(u"value >"_s);
    QVERIFY(m_page->click("replayStartButton"));
    QVERIFY2(!m_page->banner().isEmpty(), "a wrong condition is told");
    condition->setText(u"value > 3"_s); // none has fields
    QVERIFY(m_page->click("replayStartButton"));
    QTRY_COMPARE_WITH_TIMEOUT(summary(), u"There are no such uplinks in the history."_s, patience);
    condition->clear();
    auto *range = m_page->find<TimeRangeButton>("replayRangeButton");
    const Timestamp begin = Timestamp::fromMilliseconds(1'790'000'000'000 + 20 * 1000);
    const Timestamp end = Timestamp::fromMilliseconds(1'790'000'000'000 + 50 * 1000);
    range->setRange({TimeRange::Kind::Custom, begin, end});
    QVERIFY(m_page->click("replayStartButton"));
    QTRY_VERIFY2_WITH_TIMEOUT(summary().startsWith(u"30 looked at"), qPrintable(summary()), patience);
}

void TestWorkbenchParts::newFieldsAreStoredOnRequest()
{
    open();
    store(100); // without received fields
    setDecoder(decoder);
    showTab("replayTable");
    const auto found = [this](const QString &expression) {
        HistoryFilter filter;
        filter.fields = *FieldExpression::parse(expression);
        return waited(m_page->session().history().count(filter)).value_or(999);
    };
    const auto run = [this] {
        QVERIFY(m_page->click("replayStartButton"));
        QTRY_VERIFY_WITH_TIMEOUT(summary().startsWith(u"100 looked at") && !summary().contains(u"left."), patience);
        QTRY_COMPARE(m_page->find<QPushButton>("replayStartButton")->text(), u"Co&mpare"_s);
    };
    run();
    QCOMPARE(found(u"ours.value"_s), 0U); // only when asked for
    m_page->find<QCheckBox>("replayStoreCheck")->setChecked(true);
    run();
    QCOMPARE(found(u"ours.value >= 40"_s), 60U); // the bytes are 0 to 99
    savePicture(m_page->page(), u"workbench-stored"_s);
    QVERIFY(m_page->click("replayForgetButton"));
    QTRY_COMPARE(found(u"ours.value >= 0"_s), 0U);
}

QTEST_MAIN(TestWorkbenchParts)
#include "tst_workbenchparts.moc"
