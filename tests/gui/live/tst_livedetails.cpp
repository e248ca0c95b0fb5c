// SPDX-License-Identifier: GPL-3.0-or-later
// The detail pane from all sides, and the chart.
#include "gui/base/banner.h"
#include "gui/live/bytesview.h"
#include "gui/live/chartpane.h"
#include "gui/live/detailpane.h"
#include "gui/live/jsonview.h"
#include "gui/live/readingtable.h"
#include "gui/live/seriesplot.h"
#include "gui/live/trafficview.h"
#include "livefixture.h"
#include "models/fieldtreemodel.h"
#include "models/gatewaytablemodel.h"
#include "models/trafficmodel.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestLiveDetails final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_live.open()); }
    void cleanup() { m_live.close(); }
    void showsFields();
    void filtersByAValue();
    void showsJsonAsReceived();
    void findsInJson();
    void showsLargeMessages();
    void readsChosenBytes();
    void choosesBytesByMouse();
    void showsGateways();
    void showsRadio();
    void showsErrors();
    void copies();
    void asksOtherPages();
    void plotsAField();
    void followsInTheChart();
    void savesTheChart();

private:
    void showTab(const char *name);
    QString reading(const QString &name, int column);
    QString clipboard() { return QGuiApplication::clipboard()->text(); }
    SeriesPlot &plot() { return *m_live.find<SeriesPlot>("seriesPlot"); }

    LiveFixture m_live;
};

void TestLiveDetails::initTestCase()
{
    QVERIFY(m_live.fill(3'000));
}

void TestLiveDetails::showTab(const char *name)
{
    m_live.find<QTabWidget>("detailTabs")->setCurrentWidget(m_live.find<QWidget>(name));
}

QString TestLiveDetails::reading(const QString &name, int column)
{
    const auto *table = m_live.find<ReadingTable>("readingTable");
    for (int row = 0; row < table->rowCount(); ++row)
        if (table->item(row, 0)->text() == name)
            return table->item(row, column)->text();
    return {};
}

void TestLiveDetails::showsFields()
{
    QVERIFY(m_live.choose(100));
    const auto *tree = m_live.find<QTreeView>("fieldTree");
    QCOMPARE(tree->model()->rowCount(), 2);
    QCOMPARE(tree->model()->index(1, FieldTreeModel::NameColumn).data().toString(), QStringLiteral("temperature"));
    QVERIFY(m_live.labelText("titleLabel").contains(QStringLiteral("greenhouse")));
    // The same field stays chosen from one message to the next.
    m_live.find<QTreeView>("fieldTree")->setCurrentIndex(tree->model()->index(1, 0));
    QTest::keyClick(&m_live.table(), Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(m_live.table().currentRecordId(), 101, patience);
    QCOMPARE(tree->currentIndex().row(), 1);
    m_live.trigger("copyPathAction");
    QCOMPARE(clipboard(), QStringLiteral("temperature"));
    m_live.trigger("copyValueAction");
    QCOMPARE(clipboard(), QStringLiteral("0"));
}

void TestLiveDetails::filtersByAValue()
{
    QVERIFY(m_live.choose(100));
    auto *tree = m_live.find<QTreeView>("fieldTree");
    tree->setCurrentIndex(tree->model()->index(0, 0));
    m_live.trigger("filterByValueAction");
    QCOMPARE(m_live.model().filter().fields.text(), QStringLiteral("n = 99"));
    QTRY_COMPARE_WITH_TIMEOUT(m_live.model().rowCount(), 1, patience);
}

void TestLiveDetails::showsJsonAsReceived()
{
    QVERIFY(m_live.choose(100));
    showTab("jsonTab");
    const QString shown = m_live.find<QPlainTextEdit>("jsonText")->toPlainText();
    const QByteArray raw = m_live.model().record(m_live.table().currentIndex().row())->raw();
    QVERIFY(shown.count(u'\n') > 10);
    QCOMPARE(QJsonDocument::fromJson(shown.toUtf8()), QJsonDocument::fromJson(raw));
    QVERIFY(shown.indexOf(QStringLiteral("app_id")) < shown.indexOf(QStringLiteral("payload_raw")));
}

void TestLiveDetails::findsInJson()
{
    QVERIFY(m_live.choose(100));
    showTab("jsonTab");
    auto *text = m_live.find<QPlainTextEdit>("jsonText");
    text->setFocus();
    QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_live.find<QWidget>("jsonFindEdit")->hasFocus());
    m_live.type("jsonFindEdit", QStringLiteral("gateway-"));
    QCOMPARE(m_live.labelText("jsonFoundLabel"), QStringLiteral("2 found"));
    QTest::keyClick(m_live.find<QWidget>("jsonFindEdit"), Qt::Key_Return);
    QCOMPARE(text->textCursor().selectedText(), QStringLiteral("gateway-"));
    m_live.type("jsonFindEdit", QStringLiteral("nowhere"));
    QCOMPARE(m_live.labelText("jsonFoundLabel"), QStringLiteral("Not found"));
}

void TestLiveDetails::showsLargeMessages()
{
    QByteArray large("{\"list\":[");
    for (int i = 0; large.size() < 200'000; ++i)
        large += (i > 0 ? "," : "") + QByteArray("{\"x\":") + QByteArray::number(i) + '}';
    large += "]}";
    QVERIFY(m_live.addUplink(large));
    QVERIFY(m_live.choose(m_live.lastId()));
    for (const char *tab : {"fieldsTab", "jsonTab", "bytesTab", "gatewaysTab", "radioTab"})
        showTab(tab);
    showTab("jsonTab");
    QVERIFY(m_live.find<QPlainTextEdit>("jsonText")->toPlainText().size() > 200'000);
}

void TestLiveDetails::readsChosenBytes()
{
    QVERIFY(m_live.choose(100)); // 02 1C 00 7B
    showTab("bytesTab");
    auto *bytes = m_live.find<BytesView>("bytesView");
    QCOMPARE(bytes->bytes().size(), 4);
    QCOMPARE(reading(QStringLiteral("16 bit unsigned"), 2), QString::number(0x021c));
    QCOMPARE(reading(QStringLiteral("32 bit unsigned"), 1), QString::number(0x7b001c02));
    bytes->setFocus();
    QTest::keyClick(bytes, Qt::Key_Right);
    QCOMPARE(reading(QStringLiteral("8 bit unsigned"), 1), QStringLiteral("28"));
    QCOMPARE(reading(QStringLiteral("32 bit unsigned"), 1), QStringLiteral("–")); // three bytes are left
    QTest::keyClick(bytes, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(bytes->selectedBytes(), QByteArray::fromHex("1c00"));
    QCOMPARE(reading(QStringLiteral("16 bit unsigned"), 1), QStringLiteral("28"));
    QCOMPARE(reading(QStringLiteral("16 bit unsigned"), 2), QString::number(0x1c00));
    QCOMPARE(reading(QStringLiteral("24 bit unsigned"), 1), QStringLiteral("–"));
    QTest::keyClick(bytes, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), QStringLiteral("1C 00"));
    QVERIFY(bytes->accessibleDescription().contains(QStringLiteral("1C 00")));
    QTest::keyClick(bytes, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bytes->selectionCount(), 4);
}

void TestLiveDetails::choosesBytesByMouse()
{
    QVERIFY(m_live.choose(100));
    showTab("bytesTab");
    auto *bytes = m_live.find<BytesView>("bytesView");
    QTest::mousePress(bytes->viewport(), Qt::LeftButton, {}, bytes->byteRect(1).center());
    QTest::mouseMove(bytes->viewport(), bytes->byteRect(2).center());
    QTest::mouseRelease(bytes->viewport(), Qt::LeftButton, {}, bytes->byteRect(2).center());
    QCOMPARE(bytes->selectionBegin(), 1);
    QTest::mouseClick(bytes->viewport(), Qt::LeftButton, Qt::ShiftModifier, bytes->byteRect(3).center());
    QCOMPARE(bytes->selectedBytes(), QByteArray::fromHex("1c007b"));
}

void TestLiveDetails::showsGateways()
{
    QVERIFY(m_live.choose(100));
    showTab("gatewaysTab");
    const auto *model = m_live.page().findChild<GatewayTableModel *>();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, GatewayTableModel::GatewayColumn).data().toString(), QStringLiteral("gateway-roof"));
}

void TestLiveDetails::showsRadio()
{
    QVERIFY(m_live.choose(100));
    showTab("radioTab");
    QVERIFY(m_live.labelText("frequencyLabel").contains(QStringLiteral("868")));
    QVERIFY(m_live.labelText("airtimeLabel").contains(QStringLiteral("ms")));
    QCOMPARE(m_live.labelText("codingRateLabel"), QStringLiteral("4/5"));
    QCOMPARE(m_live.labelText("counterLabel"), QStringLiteral("33"));
    QCOMPARE(m_live.labelText("powerLabel"), QStringLiteral("–"));
    QVERIFY(m_live.labelText("receivedLabel").contains(QStringLiteral("UTC")));
}

void TestLiveDetails::showsErrors()
{
    DeviceEvent error;
    error.appId = AppId::fromServer(QStringLiteral("weather-station"));
    error.devId = DevId::fromServer(QStringLiteral("door-2"));
    error.type = EventType::UplinkError;
    error.typeName = eventTypeName(error.type);
    error.error = QStringLiteral("Decoder threw: <b>b</b> is not defined");
    error.raw = error.toJson();
    QVERIFY(m_live.add({received(error, Timestamp::now().nanoseconds / 1'000'000)}));
    QVERIFY(m_live.choose(m_live.lastId()));
    QVERIFY(m_live.find<QLabel>("errorLabel")->isVisible());
    QVERIFY(m_live.labelText("errorLabel").contains(QStringLiteral("is not defined")));
    QVERIFY(m_live.find<QLabel>("noFieldsLabel")->isVisible());
    QVERIFY(!m_live.find<QAbstractButton>("testButton")->isEnabled());
    QVERIFY(!m_live.find<QAbstractButton>("simulateButton")->isEnabled());
}

void TestLiveDetails::copies()
{
    QVERIFY(m_live.choose(100));
    m_live.trigger("copyHexAction");
    QCOMPARE(clipboard(), QStringLiteral("02 1C 00 7B"));
    m_live.trigger("copyBase64Action");
    QCOMPARE(clipboard(), QStringLiteral("AhwAew=="));
    m_live.trigger("copyFieldsAction");
    QCOMPARE(clipboard(), QStringLiteral("{\"n\":99,\"temperature\":49}"));
    m_live.trigger("copyJsonAction");
    QVERIFY(clipboard().startsWith(QStringLiteral("{\"app_id\"")));
    m_live.trigger("copyCsvAction");
    QVERIFY(clipboard().contains(QStringLiteral(",greenhouse,uplink,1,33,021C007B,")));
}

void TestLiveDetails::asksOtherPages()
{
    QVERIFY(m_live.choose(101));
    QSignalSpy reply(&m_live.page(), &ApplicationPage::downlinkWanted);
    QSignalSpy functions(&m_live.page(), &ApplicationPage::functionTestWanted);
    QSignalSpy device(&m_live.page(), &ApplicationPage::deviceWanted);
    m_live.click("replyButton");
    QCOMPARE(reply.count(), 1);
    const auto draft = reply.first().first().value<DownlinkMessage>();
    QCOMPARE(draft.devId.toString(), QStringLiteral("door-2"));
    QCOMPARE(draft.port, quint8(2));
    QCOMPARE(draft.appId, m_live.session().appId());
    m_live.click("testButton");
    QCOMPARE(functions.count(), 1);
    QCOMPARE(functions.first().first().value<UplinkMessage>().payload, QByteArray::fromHex("021c007b"));
    m_live.trigger("showDeviceAction");
    QCOMPARE(device.count(), 1);
}

void TestLiveDetails::plotsAField()
{
    QVERIFY(m_live.choose(m_live.lastId() > 3'000 ? 2'998 : m_live.lastId()));
    auto *tree = m_live.find<QTreeView>("fieldTree");
    tree->setCurrentIndex(tree->model()->index(1, 0));
    m_live.trigger("plotFieldAction");
    QVERIFY(m_live.find<QWidget>("chartPane")->isVisible());
    auto *stack = m_live.find<QStackedWidget>("chartStack");
    QTRY_COMPARE_WITH_TIMEOUT(stack->currentWidget()->objectName(), QStringLiteral("plotPage"), patience);
    QVERIFY2(plot().accessibleDescription().contains(QStringLiteral("greenhouse temperature: ")),
             qPrintable(plot().accessibleDescription()));
    // A second device and a radio value beside it.
    QVERIFY(m_live.tick("chartDevicesButton", QStringLiteral("door-2")));
    QVERIFY(m_live.tick("chartValuesButton", QStringLiteral("RSSI")));
    QTRY_VERIFY_WITH_TIMEOUT(plot().accessibleDescription().contains(QStringLiteral("door-2 RSSI")), patience);
    plot().setFocus();
    QTest::keyClick(&plot(), Qt::Key_Plus);
    QVERIFY(plot().isZoomed());
    m_live.click("resetZoomButton");
    QVERIFY(!plot().isZoomed());
    m_live.page().saveState();
    QVERIFY(m_live.open());
    QTRY_VERIFY_WITH_TIMEOUT(plot().accessibleDescription().contains(QStringLiteral("door-2 RSSI")), patience);
}

void TestLiveDetails::followsInTheChart()
{
    m_live.find<ChartPane>("chartPane")->show();
    m_live.find<ChartPane>("chartPane")->setChoices(R"({"devices":["greenhouse"],"values":["field:temperature"]})");
    QTRY_VERIFY_WITH_TIMEOUT(!plot().accessibleDescription().isEmpty(), patience);
    QVERIFY(m_live.addUplink(R"({"temperature":77.25})"));
    QTRY_VERIFY_WITH_TIMEOUT(plot().accessibleDescription().contains(QLocale().toString(77.25)), patience);
}

void TestLiveDetails::savesTheChart()
{
    m_live.find<ChartPane>("chartPane")->show();
    m_live.find<ChartPane>("chartPane")->setChoices(R"({"devices":["door-2"],"values":["field:n"]})");
    QTRY_VERIFY_WITH_TIMEOUT(plot().accessibleDescription().contains(QStringLiteral("door-2 n")), patience);
    const auto saved = [this](const char *action, const QString &name) {
        m_live.trigger(action);
        auto *dialog = m_live.find<QFileDialog>("saveChartDialog");
        Q_EMIT dialog->fileSelected(m_live.filePath(name));
        delete dialog;
        QFile file(m_live.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(saved("savePngAction", QStringLiteral("chart.png")).startsWith("\x89PNG"));
    QVERIFY(saved("saveSvgAction", QStringLiteral("chart.svg")).contains("<svg"));
    const QByteArray csv = saved("saveCsvAction", QStringLiteral("chart.csv"));
    QCOMPARE(csv.count('\n'), 1'001);
    QVERIFY(csv.contains(",door-2,n,1\r\n"));
}

QTEST_MAIN(TestLiveDetails)
#include "tst_livedetails.moc"
