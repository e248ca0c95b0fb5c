// SPDX-License-Identifier: GPL-3.0-or-later
// From an edit to a safe save: marks while typing, tests at every edit, the stored uplinks decoded anew, and the
// question where tests fail. On a real worker and a real sandbox.
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage.h"
#include "gui/payload/replaypane.h"
#include "gui/payload/scripteditor.h"
#include "gui/payload/vectorspane.h"
#include "gui/payload/versionfile.h"
#include "workbenchfixture.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int storedUplinks = 3000;

const QString saved = u"function Decoder(bytes, port) {\n  return { value: bytes[0] + 0 };\n}\n"_s;
const QString edited =
    u"function Decoder(bytes, port) {\n  return { value: bytes[0] * (bytes[0] > 200 ? 2 : 1) };\n}\n"_s;

} // namespace

class TestWorkbench final : public QObject, private WorkbenchFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    }

    void cleanup() { m_page.reset(); }

    void fromTheMarkToTheSave();
    void testsAreKeptEditedAndPassedOn();
    void versionsAreKeptAndRestored();
    void anotherNetworksScriptIsWrapped();
    void cancelsAtOnce();
    void emptyHistoryIsTold();
};

void TestWorkbench::fromTheMarkToTheSave()
{
    open();
    store(storedUplinks);
    setDecoder(saved);
    save();

    // A test from what stands in the uplink test.
    enterBytes(u"2A"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QLabel>("uplinkHereStatusLabel")->text().startsWith(u"valid"), patience);
    showTab("vectorsTable");
    QVERIFY(m_page->click("addVectorButton"));
    QTRY_COMPARE_WITH_TIMEOUT(testsTab(), u"Tests 1/1"_s, patience);
    QCOMPARE(cell("vectorsTable", 0, VectorModel::FieldsColumn), u"{\"value\":42}"_s);

    // An edit that the handler would not take: a mark at its line, and the test fails.
    setDecoder(u"function Decoder(bytes, port) {\n  let b = bytes[0];\n  return { value: b };\n}\n"_s);
    QTRY_COMPARE_WITH_TIMEOUT(editors().editor(FunctionKind::Decoder).handlerMarks().size(), 1, patience);
    QCOMPARE(editors().editor(FunctionKind::Decoder).handlerMarks().first().line, 2);
    QTRY_COMPARE_WITH_TIMEOUT(testsTab(), u"Tests 0/1"_s, patience);
    savePicture(m_page->page(), u"workbench-mark"_s);

    // Saving it would break something: the question, and nothing is saved when it is refused.
    const Application before = waited(m_page->server().application()).value();
    QVERIFY(m_page->click("saveButton"));
    QTRY_VERIFY(m_page->isShown("confirmBar"));
    savePicture(m_page->page(), u"workbench-ask"_s);
    QTest::keyClick(m_page->find<QWidget>("confirmBar"), Qt::Key_Escape);
    QTRY_VERIFY(!m_page->isShown("confirmBar"));
    QCOMPARE(waited(m_page->server().application()).value(), before);

    // Mended: no mark, the test passes.
    setDecoder(edited);
    QTRY_COMPARE_WITH_TIMEOUT(editors().editor(FunctionKind::Decoder).handlerMarks().size(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(testsTab(), u"Tests 1/1"_s, patience);

    // Over the history: bytes above 200 come out doubled.
    showTab("replayTable");
    m_page->find<QComboBox>("replayScopeCombo")->setCurrentIndex(3); // all
    QVERIFY(m_page->click("replayStartButton"));
    QTRY_COMPARE_WITH_TIMEOUT(m_page->find<QPushButton>("replayStartButton")->text(), u"Co&mpare"_s, patience);
    int expected = 0;
    for (int i = 0; i < storedUplinks; ++i)
        expected += i % 256 > 200 ? 1 : 0;
    auto *table = m_page->find<QTableView>("replayTable");
    QCOMPARE(table->model()->rowCount(), expected);
    QVERIFY2(summary().startsWith(u"3,000 looked at"), qPrintable(summary()));
    QVERIFY2(summary().contains(u"%1 changed"_s.arg(expected)), qPrintable(summary()));
    QCOMPARE(cell("replayTable", 0, ReplayModel::OutcomeColumn), u"Changed"_s);
    auto *fields = m_page->find<QTreeWidget>("replayFieldsView");
    QCOMPARE(fields->topLevelItemCount(), 1);
    QCOMPARE(fields->topLevelItem(0)->text(4), u"255 → 510"_s);
    QSignalSpy wanted(&m_page->page(), &ApplicationPage::recordWanted);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(wanted[0][0].toLongLong() > storedUplinks - 256);
    savePicture(m_page->page(), u"workbench-history"_s);

    save();
    QCOMPARE(waited(m_page->server().application())->functions.decoder, edited);
}

void TestWorkbench::testsAreKeptEditedAndPassedOn()
{
    open();
    setDecoder(saved);
    enterBytes(u"07"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QLabel>("uplinkHereStatusLabel")->text().startsWith(u"valid"), patience);
    auto *vectors = m_page->find<VectorsPane>("vectorsPane");
    showTab("vectorsTable");
    QVERIFY(m_page->click("addVectorButton"));
    QVERIFY(m_page->click("addVectorButton"));
    QTRY_COMPARE_WITH_TIMEOUT(testsTab(), u"Tests 2/2"_s, patience);
    QVERIFY(cell("vectorsTable", 1, VectorModel::NameColumn).endsWith(u"(2)"));

    // An edit in place; one that breaks a rule changes nothing and is told.
    auto *table = m_page->find<QTableView>("vectorsTable");
    QVERIFY(!table->model()->setData(table->model()->index(1, VectorModel::PortColumn), u"300"_s));
    QVERIFY2(m_page->banner().contains(u"0 to 255"), qPrintable(m_page->banner()));
    QVERIFY(!table->model()->setData(table->model()->index(1, VectorModel::FieldsColumn), u"[1]"_s));
    QVERIFY(table->model()->setData(table->model()->index(1, VectorModel::FieldsColumn), u"{\"value\": 8}"_s));
    QTRY_COMPARE_WITH_TIMEOUT(cell("vectorsTable", 1, VectorModel::DifferenceColumn), u"value: 8 expected, 7 given"_s,
                              patience);
    QCOMPARE(testsTab(), u"Tests 1/2"_s);
    savePicture(m_page->page(), u"workbench-tests"_s);

    // Out to a file, away, and in again; kept for the next start of the page.
    const QString file = QDir(m_page->folder()).filePath(u"vectors.json"_s);
    QVERIFY(m_page->click("exportVectorsButton"));
    auto *dialog = m_page->find<QFileDialog>("exportVectorsDialog");
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    Q_EMIT dialog->fileSelected(file);
    QTRY_VERIFY(QFile::exists(file));
    dialog->reject();
    table->selectAll();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(vectors->count(), 0);
    QCOMPARE(testsTab(), u"Tests"_s);
    savePicture(m_page->page(), u"workbench-notests"_s);
    QVERIFY(m_page->click("importVectorsButton"));
    auto *import = m_page->find<QFileDialog>("importVectorsDialog");
    Q_EMIT import->fileSelected(file);
    import->reject();
    QTRY_COMPARE_WITH_TIMEOUT(testsTab(), u"Tests 1/2"_s, patience);
    VectorsPane again(m_page->context());
    QCOMPARE(again.count(), 2);
}

void TestWorkbench::versionsAreKeptAndRestored()
{
    open();
    setDecoder(saved);
    save();
    m_page->find<Banner>("banner")->clear();
    setDecoder(edited);
    save();
    m_page->find<Banner>("banner")->clear();
    QVERIFY(m_page->click("compareButton"));
    auto *combo = m_page->find<QComboBox>("versionCombo");
    auto *note = m_page->find<QLineEdit>("versionNoteEdit");
    QCOMPARE(combo->currentText(), u"Saved at the handler"_s);
    QVERIFY(combo->count() >= 3);
    QVERIFY(!m_page->find<QPushButton>("restoreVersionButton")->isEnabled());
    combo->setCurrentIndex(2); // the one before the newest
    note->setText(u"before doubling"_s);
    Q_EMIT note->editingFinished();
    QVERIFY(combo->currentText().endsWith(u"before doubling"));
    QVERIFY(m_page->find<QWidget>("compareDifference")
                ->findChild<QLabel *>(u"differenceTitle0"_s)
                ->text()
                .startsWith(u"Version of"));
    savePicture(m_page->page(), u"workbench-versions"_s);
    QVERIFY(m_page->click("restoreVersionButton"));
    QCOMPARE(editors().functions().decoder, saved);
    QVERIFY(editors().isUnsaved(FunctionKind::Decoder));
    QVERIFY2(m_page->banner().contains(u"not saved"), qPrintable(m_page->banner()));

    // For the next start; what cannot be understood is left as it is.
    const QString path = m_page->session().history().file() + u".versions.json"_s;
    VersionFile again(path);
    QVERIFY(again.load());
    QCOMPARE(again.versions().last().functions.decoder, edited);
    QCOMPARE(again.versions()[again.versions().size() - 2].note, u"before doubling"_s);
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
    damaged.write("{ half");
    damaged.close();
    VersionFile careful(path);
    QVERIFY(!careful.load());
    QVERIFY(careful.add({Timestamp::now(), {}, PayloadFormat::Custom, {edited, {}, {}, {}}}));
    QVERIFY(damaged.open(QIODevice::ReadOnly));
    QCOMPARE(damaged.readAll(), "{ half");
}

void TestWorkbench::anotherNetworksScriptIsWrapped()
{
    open();
    const QString script =
        u"function decodeUplink(input) {\n  return { data: { n: input.bytes.length }, warnings: [] };\n}\n"_s;
    setDecoder(script);
    enterBytes(u"01 02"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("wrapScriptButton"), patience);
    QCOMPARE(editors().editor(FunctionKind::Decoder).handlerMarks().size(), 1);
    savePicture(m_page->page(), u"workbench-foreign"_s);
    QVERIFY(m_page->click("wrapScriptButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QLabel>("uplinkHereStatusLabel")->text().startsWith(u"valid"), patience);
    QVERIFY(editors().functions().decoder.contains(u"function Decoder(bytes, port)"));
    QVERIFY2(m_page->banner().contains(u"warnings"), qPrintable(m_page->banner()));
    QTRY_VERIFY(!m_page->isShown("wrapScriptButton"));
    QTRY_COMPARE(editors().editor(FunctionKind::Decoder).handlerMarks().size(), 0);
    editors().undo(FunctionKind::Decoder);
    QCOMPARE(editors().functions().decoder, script);

    // And for moving away.
    setDecoder(edited);
    const QString file = QDir(m_page->folder()).filePath(u"formatter.js"_s);
    m_page->page().findChild<QAction *>(u"saveFormatterAction"_s)->trigger();
    auto *dialog = m_page->find<QFileDialog>("saveFormatterDialog");
    Q_EMIT dialog->fileSelected(file);
    dialog->reject();
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("function decodeUplink(input)"));
}

void TestWorkbench::cancelsAtOnce()
{
    open();
    store(storedUplinks);
    setDecoder(
        u"function Decoder(bytes) {\n  var s = 0;\n  for (var i = 0; i < 20000; i++) { s += i; }\n  return { s: s };\n}\n"_s);
    showTab("replayTable");
    m_page->find<QComboBox>("replayScopeCombo")->setCurrentIndex(3);
    QVERIFY(m_page->click("replayStartButton"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->find<QTableView>("replayTable")->model()->rowCount() > 0, patience);
    QCOMPARE(m_page->find<QPushButton>("replayStartButton")->text(), u"C&ancel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(summary().contains(u"left."), patience);
    savePicture(m_page->page(), u"workbench-running"_s);
    QVERIFY(m_page->click("replayStartButton"));
    QCOMPARE(m_page->find<QPushButton>("replayStartButton")->text(), u"Co&mpare"_s);
    QVERIFY2(summary().contains(u"Cancelled"), qPrintable(summary()));
    setDecoder(saved);
    QTRY_VERIFY2(summary().contains(u"edited since"), qPrintable(summary()));
}

void TestWorkbench::emptyHistoryIsTold()
{
    open();
    showTab("replayTable");
    QVERIFY(!m_page->find<QPushButton>("replayExportButton")->isEnabled());
    savePicture(m_page->page(), u"workbench-empty"_s);
    QVERIFY(m_page->click("replayStartButton"));
    QTRY_COMPARE_WITH_TIMEOUT(summary(), u"There are no such uplinks in the history."_s, patience);
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
