// SPDX-License-Identifier: GPL-3.0-or-later
// What the live page's widgets stand on: readings of bytes, filters in words and in files, series of charts.
#include "gui/live/bytereading.h"
#include "gui/live/chartseries.h"
#include "gui/live/fieldcondition.h"
#include "gui/live/livefilter.h"
#include "gui/live/recordparts.h"
#include "gui/live/savedviews.h"
#include "livefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestLiveParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBytes_data();
    void readsBytes();
    void readsFewBytes();
    void keepsFilters();
    void leavesOutWhatItCannotRead();
    void appliesTimes();
    void makesConditions_data();
    void makesConditions();
    void thinsSeries();
    void writesSeries();
    void writesLines();
    void keepsViews();
};

void TestLiveParts::readsBytes_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("little");
    QTest::addColumn<QString>("big");
    const auto row = [](const char *hex, const char *name, const char *little, const char *big) {
        QTest::addRow("%s of %s", name, hex)
            << QByteArray(hex) << QString::fromLatin1(name) << QString::fromLatin1(little) << QString::fromLatin1(big);
    };
    row("ff", "8 bit unsigned", "255", "");
    row("ff", "8 bit signed", "-1", "");
    row("0102", "16 bit unsigned", "513", "258");
    row("feff", "16 bit signed", "-2", "-257");
    row("ffffff", "24 bit signed", "-1", "-1");
    row("010203", "24 bit unsigned", "197121", "66051");
    row("000000ff", "32 bit unsigned", "4278190080", "255");
    row("000000ff", "32 bit signed", "-16777216", "255");
    row("0000ac41", "Float", "21.5", "6.1793058e-41");
    row("41ac0000", "Float", "6.1793058e-41", "21.5");
    row("0000000000803540", "Double", "21.5", "4.151258e-317");
    row("a5", "Bits", "1010 0101", "");
    row("a50f", "Bits", "1010 0101  0000 1111", "");
}

void TestLiveParts::readsBytes()
{
    QFETCH(QByteArray, hex);
    QFETCH(QString, name);
    QFETCH(QString, little);
    QFETCH(QString, big);
    for (const ByteReading &reading : byteReadings(QByteArray::fromHex(hex))) {
        if (reading.name != name)
            continue;
        QCOMPARE(reading.littleEndian, little);
        QCOMPARE(reading.bigEndian, big);
        return;
    }
    QFAIL("there is no such reading");
}

void TestLiveParts::readsFewBytes()
{
    QCOMPARE(byteReadings({}).size(), byteReadings(QByteArray(8, '\1')).size());
    for (const ByteReading &reading : byteReadings({}))
        QVERIFY(reading.littleEndian.isEmpty() && reading.bigEndian.isEmpty());
}

void TestLiveParts::keepsFilters()
{
    LiveFilter filter;
    filter.condition.kinds = {RecordKind::Uplink, RecordKind::DownlinkSent};
    filter.condition.devices = {DevId::fromServer(QStringLiteral("door-2"))};
    filter.condition.ports = {1, 223};
    filter.condition.gateways = {QStringLiteral("roof")};
    filter.condition.dataRates = {QStringLiteral("SF7BW125")};
    filter.condition.text = QStringLiteral("باب 🚪");
    filter.condition.fields = *FieldExpression::parse(QStringLiteral("temperature > 30"));
    filter.condition.withoutDuplicates = true;
    filter.range = {TimeRange::Kind::Custom, Timestamp::fromMilliseconds(1000), Timestamp::fromMilliseconds(2000)};
    QVERIFY(LiveFilter::fromJson(filter.toJson()) == filter);
    QVERIFY(!filter.summary().isEmpty());
    QVERIFY(LiveFilter::fromJson({}).isEmpty());
    QCOMPARE(LiveFilter().summary(), QString());

    const HistoryFilter applied = filter.at(Timestamp::now());
    QCOMPARE(applied.since, filter.range.from);
    QVERIFY(LiveFilter::fromHistoryFilter(applied) == filter);
}

void TestLiveParts::leavesOutWhatItCannotRead()
{
    const QJsonObject json{{QStringLiteral("kinds"), QJsonArray{QStringLiteral("nonsense"), QStringLiteral("uplink")}},
                           {QStringLiteral("fields"), QStringLiteral("a > ")},
                           {QStringLiteral("time"), 7}};
    const LiveFilter filter = LiveFilter::fromJson(json);
    QCOMPARE(filter.condition.kinds, QSet<RecordKind>{RecordKind::Uplink});
    QVERIFY(filter.condition.fields.isEmpty());
    QVERIFY(filter.range.kind == TimeRange::Kind::All);
}

void TestLiveParts::appliesTimes()
{
    const Timestamp now = Timestamp::fromMilliseconds(10'000'000'000);
    QCOMPARE(TimeRange().since(now), std::nullopt);
    QCOMPARE(TimeRange({TimeRange::Kind::LastHour, {}, {}}).since(now)->nanoseconds,
             now.nanoseconds - 3'600'000'000'000);
    QCOMPARE(TimeRange({TimeRange::Kind::LastWeek, {}, {}}).until(), std::nullopt);
}

void TestLiveParts::makesConditions_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("number") << QByteArray("21.50") << QByteArray(R"({"a":21.5})");
    QTest::newRow("text") << QByteArray(R"("open")") << QByteArray(R"({"a":"open"})");
    QTest::newRow("quotes") << QByteArray(R"("say \"hi\" \\ there")") << QByteArray(R"({"a":"say \"hi\" \\ there"})");
    QTest::newRow("true") << QByteArray("true") << QByteArray(R"({"a":true})");
    QTest::newRow("null") << QByteArray("null") << QByteArray(R"({"a":null})");
}

void TestLiveParts::makesConditions()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, fields);
    const auto expression = FieldExpression::parse(fieldCondition(QStringLiteral("a"), json));
    QVERIFY2(expression, qPrintable(said(expression)));
    QVERIFY(expression->fits(fields));
    QVERIFY(!expression->fits(R"({"a":"another"})"));
    QCOMPARE(fieldCondition(QStringLiteral("a"), "{}"), QString());
}

void TestLiveParts::thinsSeries()
{
    QList<SeriesPoint> points;
    for (int i = 0; i < 10'000; ++i)
        points.append({Timestamp::fromMilliseconds(i * 1000), i == 5'000 ? 99.0 : double(i % 7), i});
    const QList<SeriesPoint> few = thinned(points, 100);
    QVERIFY(few.size() <= 200);
    QVERIFY(std::any_of(few.begin(), few.end(), [](const SeriesPoint &point) { return point.value == 99.0; }));
    QVERIFY(std::is_sorted(few.begin(), few.end(),
                           [](const SeriesPoint &a, const SeriesPoint &b) { return a.time < b.time; }));
    QCOMPARE(thinned(points.first(150), 100).size(), 150);
    QVERIFY(thinned({}, 100).isEmpty());
    const QList<SeriesPoint> atOnce(1000, SeriesPoint{Timestamp::fromMilliseconds(5), 1, 1});
    QVERIFY(thinned(atOnce, 10).size() <= 20);
}

void TestLiveParts::writesSeries()
{
    const ChartSeries series{DevId::fromServer(QStringLiteral("a")),
                             SeriesRequest::Quantity::Field,
                             QStringLiteral("`x,y`"),
                             {{Timestamp::fromMilliseconds(1500), 21.5, 1}}};
    QCOMPARE(seriesCsv({series}), QByteArray("time,device,name,value\r\n1970-01-01T00:00:01.5Z,a,\"`x,y`\",21.5\r\n"));
    QVERIFY(seriesOfKey(series.devId, quantityKey(series.quantity, series.fieldPath))->isSameAs(series));
    QVERIFY(!seriesOfKey(series.devId, QStringLiteral("nonsense")));
}

void TestLiveParts::writesLines()
{
    HistoryRecord record;
    record.id = 1;
    record.received = Timestamp::fromMilliseconds(1500);
    record.body = madeUplink(QStringLiteral("door-2"), 7, R"({"a":"x, \"y\""})", 2);
    const QString line = recordparts::csvLine(record);
    QVERIFY2(line.startsWith(QStringLiteral("1970-01-01T00:00:01.5Z,door-2,uplink,2,7,021C007B,\"{\"\"a\"\"")),
             qPrintable(line));
    QVERIFY(line.endsWith(QStringLiteral(",-97,7.2,SF7BW125,gateway-roof")));
}

void TestLiveParts::keepsViews()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("preferences.ini"));
    const QUuid application = QUuid::createUuid();
    LiveFilter filter;
    filter.condition.text = QStringLiteral("door");
    {
        Preferences preferences(file);
        SavedViews views(preferences, application);
        QVERIFY(views.save(QStringLiteral(" Doors "), filter));
        QVERIFY(views.save(QStringLiteral("Alarm"), {}));
        QVERIFY(!views.save(QStringLiteral("  "), filter));
    }
    Preferences preferences(file);
    SavedViews views(preferences, application);
    QCOMPARE(views.views().size(), 2);
    QCOMPARE(views.views().at(1).name, QStringLiteral("Doors"));
    QVERIFY(views.views().at(1).filter == filter);
    views.remove(QStringLiteral("Alarm"));
    QCOMPARE(SavedViews(preferences, application).views().size(), 1);
    QCOMPARE(SavedViews(preferences, QUuid::createUuid()).views().size(), 0);
}

QTEST_GUILESS_MAIN(TestLiveParts)
#include "tst_liveparts.moc"
