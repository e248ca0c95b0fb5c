// SPDX-License-Identifier: GPL-3.0-or-later
// Facets, conditions over fields, text, times, saved views, and the export of what is filtered.
#include "gui/base/banner.h"
#include "gui/base/timerangebutton.h"
#include "gui/live/exportjob.h"
#include "gui/live/filterbar.h"
#include "gui/live/trafficview.h"
#include "livefixture.h"
#include "models/trafficmodel.h"

#include <QAction>
#include <QCheckBox>
#include <QDateTimeEdit>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedWidget>
#include <QToolButton>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestLiveFilters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_live.open()); }
    void cleanup();
    void filtersByFacets();
    void filtersByField();
    void explainsAWrongCondition();
    void completesFieldPaths();
    void filtersByText();
    void filtersByTime();
    void leavesOutRepeats();
    void saysThatNothingFits();
    void savesViews();
    void keepsTheFilter();
    void showsWhatIsAskedFor();
    void goesToARecord();
    void filtersByTheChosenRecord();
    void exportsCsv();
    void exportsJsonLines();
    void tellsWhyItCouldNotExport();

private:
    bool allRows(auto condition)
    {
        for (int row = 0; row < m_live.model().rowCount(); ++row)
            if (!condition(*m_live.model().record(row)))
                return false;
        return m_live.model().rowCount() > 0;
    }
    bool settled()
    {
        return QTest::qWaitFor(
            [this] {
                return !m_live.model().isSearching() &&
                       m_live.model().filter().fields == m_live.find<FilterBar>("filterBar")->filter().condition.fields;
            },
            patience);
    }
    QByteArray contents(const QString &file);

    LiveFixture m_live;
};

void TestLiveFilters::initTestCase()
{
    QVERIFY(m_live.fill(20'000));
    QVERIFY(waited(m_live.history().fieldPaths()));
}

void TestLiveFilters::cleanup()
{
    m_live.close();
}

void TestLiveFilters::filtersByFacets()
{
    QVERIFY(m_live.tick("deviceButton", QStringLiteral("door-2")));
    QTRY_VERIFY_WITH_TIMEOUT(
        allRows([](const HistoryRecord &record) { return record.devId().toString() == QStringLiteral("door-2"); }),
        patience);
    QVERIFY(m_live.find<QToolButton>("deviceButton")->text().contains(QStringLiteral("door-2")));
    QVERIFY(m_live.labelText("summaryLabel").contains(QStringLiteral("door-2")));
    QVERIFY(m_live.tick("dataRateButton", QStringLiteral("SF9")));
    QTRY_VERIFY_WITH_TIMEOUT(allRows([](const HistoryRecord &record) {
                                 return record.uplink()->metadata.dataRate == QStringLiteral("SF9BW125");
                             }),
                             patience);
    // Counts stand beside the values.
    auto *list = m_live.find<QWidget>("deviceButton")->findChild<QListWidget *>(QStringLiteral("facetList"));
    QVERIFY(list->item(0)->text().contains(u'('));
    m_live.click("resetButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().filter().isEmpty(), patience);
    QVERIFY(!m_live.find<QToolButton>("deviceButton")->text().contains(QStringLiteral("door-2")));
}

void TestLiveFilters::filtersByField()
{
    m_live.type("fieldsEdit", QStringLiteral("temperature > 48"));
    QTRY_VERIFY_WITH_TIMEOUT(
        settled() && allRows([](const HistoryRecord &record) { return record.uplink()->fields.endsWith("49}"); }),
        patience);
    // Enter does not wait for the typing pause.
    m_live.type("fieldsEdit", QStringLiteral("temperature = 3"));
    QTest::keyClick(m_live.find<QLineEdit>("fieldsEdit"), Qt::Key_Return);
    QCOMPARE(m_live.model().filter().fields.text(), QStringLiteral("temperature = 3"));
}

void TestLiveFilters::explainsAWrongCondition()
{
    m_live.type("fieldsEdit", QStringLiteral("temperature > 40"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().filter().fields.isEmpty(), patience);
    m_live.type("fieldsEdit", QStringLiteral("temperature > "));
    QTRY_VERIFY_WITH_TIMEOUT(m_live.labelText("summaryLabel").startsWith(QStringLiteral("⚠")), patience);
    QVERIFY(!m_live.find<QLineEdit>("fieldsEdit")->accessibleDescription().isEmpty());
    QCOMPARE(m_live.find<QLineEdit>("fieldsEdit")->text(), QStringLiteral("temperature > "));
    QCOMPARE(m_live.model().filter().fields.text(), QStringLiteral("temperature > 40"));
    m_live.type("fieldsEdit", {});
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().filter().isEmpty(), patience);
    QVERIFY(!m_live.labelText("summaryLabel").startsWith(QStringLiteral("⚠")));
}

void TestLiveFilters::completesFieldPaths()
{
    auto *edit = m_live.find<QLineEdit>("fieldsEdit");
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            m_live.type("fieldsEdit", QStringLiteral("n > 5 and tem"));
            auto *popup = QApplication::activePopupWidget();
            if (popup == nullptr)
                return false;
            QTest::keyClick(popup, Qt::Key_Down);
            QTest::keyClick(popup, Qt::Key_Return);
            return true;
        }(),
        patience);
    QCOMPARE(edit->text(), QStringLiteral("n > 5 and temperature"));
}

void TestLiveFilters::filtersByText()
{
    m_live.type("textEdit", QStringLiteral("COLD-1"));
    QTRY_VERIFY_WITH_TIMEOUT(
        allRows([](const HistoryRecord &record) { return record.devId().toString() == QStringLiteral("cold-1"); }),
        patience);
    m_live.type("textEdit", QStringLiteral("1C 00"));
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().filter().text == QStringLiteral("1C 00") && m_live.model().rowCount() > 100,
                             patience);
}

void TestLiveFilters::filtersByTime()
{
    m_live.trigger("lastHourAction");
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().filter().since.has_value() && !m_live.model().isSearching(), patience);
    const Timestamp since = *m_live.model().filter().since;
    QVERIFY(allRows([since](const HistoryRecord &record) { return !(record.received < since); }));
    m_live.table().goToOldest();
    QTRY_VERIFY_WITH_TIMEOUT(m_live.table().topId() > 10'000, patience);

    // A range of one's own; the wrong way round it is explained.
    auto *button = m_live.find<TimeRangeButton>("timeButton");
    button->openCustom();
    auto *until = button->findChild<QDateTimeEdit *>(QStringLiteral("untilEdit"));
    const QDateTime end = until->dateTime();
    until->setDateTime(end.addDays(-30));
    QTest::mouseClick(button->findChild<QAbstractButton *>(QStringLiteral("applyTimeButton")), Qt::LeftButton);
    QVERIFY(button->findChild<QLabel *>(QStringLiteral("timeRuleLabel"))->text().startsWith(QStringLiteral("⚠")));
    until->setDateTime(end);
    QTest::mouseClick(button->findChild<QAbstractButton *>(QStringLiteral("applyTimeButton")), Qt::LeftButton);
    QVERIFY(m_live.model().filter().until.has_value());
    m_live.trigger("allTimeAction");
    QVERIFY(m_live.model().filter().isEmpty());
}

void TestLiveFilters::leavesOutRepeats()
{
    m_live.find<QCheckBox>("withoutRepeatsCheckBox")->click();
    QVERIFY(m_live.model().filter().withoutDuplicates);
}

void TestLiveFilters::saysThatNothingFits()
{
    m_live.type("textEdit", QStringLiteral("zzz-nowhere"));
    auto *stack = m_live.find<QStackedWidget>("listStack");
    QTRY_COMPARE_WITH_TIMEOUT(stack->currentWidget()->objectName(), QStringLiteral("emptyPage"), patience);
    QCOMPARE(m_live.labelText("emptyTitle"), QStringLiteral("Nothing fits the filter"));
    m_live.click("resetFilterAction");
    QTRY_COMPARE_WITH_TIMEOUT(stack->currentWidget()->objectName(), QStringLiteral("listPage"), patience);
    QCOMPARE(m_live.find<QLineEdit>("textEdit")->text(), QString());
}

void TestLiveFilters::savesViews()
{
    m_live.type("fieldsEdit", QStringLiteral("temperature > 48"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().filter().fields.isEmpty(), patience);
    auto *button = m_live.find<QWidget>("viewsButton");
    const auto part = [&button](const char *name) { return button->findChild<QWidget *>(QString::fromLatin1(name)); };
    m_live.click("viewsButton");
    QTest::keyClicks(part("viewNameEdit"), QStringLiteral("Hot"));
    QTest::keyClick(part("viewNameEdit"), Qt::Key_Return);
    part("viewList")->window()->close();
    m_live.click("resetButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().filter().isEmpty(), patience);

    QVERIFY(m_live.open()); // another start
    button = m_live.find<QWidget>("viewsButton");
    m_live.click("viewsButton");
    auto *list = button->findChild<QListWidget *>(QStringLiteral("viewList"));
    QCOMPARE(list->item(0)->text(), QStringLiteral("Hot"));
    QTest::mouseClick(part("chooseViewButton"), Qt::LeftButton);
    QCOMPARE(m_live.model().filter().fields.text(), QStringLiteral("temperature > 48"));
    QCOMPARE(m_live.find<QLineEdit>("fieldsEdit")->text(), QStringLiteral("temperature > 48"));
    m_live.click("viewsButton");
    QTest::mouseClick(part("deleteViewButton"), Qt::LeftButton);
    QVERIFY(!part("chooseViewButton")->isEnabled());
    list->window()->close();
}

void TestLiveFilters::keepsTheFilter()
{
    m_live.type("textEdit", QStringLiteral("door"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().filter().isEmpty(), patience);
    m_live.page().saveState();
    QVERIFY(m_live.open());
    QCOMPARE(m_live.find<QLineEdit>("textEdit")->text(), QStringLiteral("door"));
    QCOMPARE(m_live.model().filter().text, QStringLiteral("door"));
    m_live.click("resetButton");
    m_live.page().saveState();
}

void TestLiveFilters::showsWhatIsAskedFor()
{
    HistoryFilter filter;
    filter.devices = {DevId::fromServer(QStringLiteral("cold-1"))};
    filter.kinds = {RecordKind::Uplink};
    m_live.page().showFiltered(filter);
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().isSearching() && allRows([](const HistoryRecord &record) {
        return record.devId().toString() == QStringLiteral("cold-1");
    }),
                             patience);
    QVERIFY(m_live.find<QToolButton>("kindButton")->text().contains(QStringLiteral("Uplink")));
}

void TestLiveFilters::goesToARecord()
{
    m_live.type("textEdit", QStringLiteral("door-2"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().filter().isEmpty(), patience);
    QVERIFY(m_live.choose(4'002)); // of another device: the filter makes way
    QVERIFY(m_live.model().filter().isEmpty());
    QVERIFY(m_live.table().topId() <= 4'002 && m_live.table().bottomId() >= 4'002);

    m_live.page().showRecord(99'999'999);
    auto *banner = m_live.find<Banner>("banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isShowing(), patience);
}

void TestLiveFilters::filtersByTheChosenRecord()
{
    QVERIFY(m_live.choose(m_live.lastId() - 2));
    const DevId device = m_live.model().record(m_live.table().currentIndex().row())->devId();
    m_live.trigger("onlyDeviceAction");
    QCOMPARE(m_live.model().filter().devices, QSet<DevId>{device});
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().rowOf(m_live.lastId() - 2) >= 0, patience);
}

QByteArray TestLiveFilters::contents(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void TestLiveFilters::exportsCsv()
{
    m_live.type("fieldsEdit", QStringLiteral("n < 10"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_live.model().filter().fields.isEmpty(), patience);
    QTest::keyClick(&m_live.table(), Qt::Key_E, Qt::ControlModifier);
    QPointer<QFileDialog> dialog = m_live.find<QFileDialog>("exportDialog");
    QVERIFY(dialog && dialog->isVisible());
    const QString file = m_live.filePath(QStringLiteral("out.csv"));
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    auto *banner = m_live.find<Banner>("banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isShowing(), patience);
    QVERIFY2(banner->text().startsWith(QStringLiteral("10 ")), qPrintable(banner->text()));
    const QList<QByteArray> lines = contents(file).trimmed().split('\n');
    QCOMPARE(lines.size(), 11);
    QVERIFY(lines.first().contains("temperature"));
    QVERIFY(lines.at(1).contains("greenhouse"));
    QVERIFY(!m_live.find<QWidget>("exportBar")->isVisible());
}

void TestLiveFilters::exportsJsonLines()
{
    const QString file = m_live.filePath(QStringLiteral("out.jsonl"));
    HistoryFilter filter;
    filter.devices = {DevId::fromServer(QStringLiteral("door-2"))};
    m_live.page().findChild<ExportJob *>()->start(file, filter);
    auto *banner = m_live.find<Banner>("banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isShowing(), patience);
    const QList<QByteArray> lines = contents(file).trimmed().split('\n');
    QCOMPARE(lines.size(), 6'667);
    for (const QByteArray &line : {lines.first(), lines.last()})
        QVERIFY(QJsonDocument::fromJson(line).isObject());
}

void TestLiveFilters::tellsWhyItCouldNotExport()
{
    m_live.page().findChild<ExportJob *>()->start(m_live.filePath(QStringLiteral("no/such/folder/out.csv")), {});
    auto *banner = m_live.find<Banner>("banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isShowing(), patience);
    QVERIFY(!m_live.find<QWidget>("exportBar")->isVisible());
}

QTEST_MAIN(TestLiveFilters)
#include "tst_livefilters.moc"
