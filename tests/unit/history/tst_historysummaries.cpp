// SPDX-License-Identifier: GPL-3.0-or-later
// Facets, statistics, device activity, series and field paths: before the index has reached the records, and after.
#include "history/historyfile.h"
#include "history/historyreader.h"
#include "history/historywriter.h"

#include "messagemaker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::history;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 start = 1'790'000'000'000;
constexpr qint64 minute = 60'000;

bool never()
{
    return false;
}

} // namespace

class TestHistorySummaries final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void facetsCountEverything();
    void countsAgreeWithFacets();
    void statisticsOfTheDay();
    void activity_data();
    void activity();
    void activitySurvivesRestart();
    void series();
    void seriesOfLoss();
    void fieldPaths();

private:
    void open();
    void indexAll();
    void append(const QList<TrafficMessage> &messages) { m_writer->append(messages, {}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryWriter> m_writer;
    std::unique_ptr<HistoryReader> m_reader;
};

void TestHistorySummaries::init()
{
    m_reader.reset();
    m_writer.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void TestHistorySummaries::open()
{
    m_reader.reset();
    m_writer.reset();
    const QString file = m_folder->filePath(u"history.sqlite"_s);
    auto opened = openHistoryFile(file);
    QVERIFY(opened);
    m_writer = std::make_unique<HistoryWriter>(std::move(opened->database), testAppId, SegmentSizes{10, 40, 160});
    m_reader = std::make_unique<HistoryReader>(file, testAppId);
}

void TestHistorySummaries::indexAll()
{
    while (m_writer->work(Timestamp::now())) {
    }
}

void TestHistorySummaries::facetsCountEverything()
{
    MessageMaker maker(17);
    HistoryFacets expected;
    for (int i = 0; i < 30; ++i) {
        QList<TrafficMessage> batch;
        for (int j = 0; j < 50; ++j)
            batch.append(maker.next());
        append(batch);
    }
    m_writer->append(RecordingGap{});
    PublishedDownlink downlink;
    downlink.message.devId = DevId::fromServer(u"sensor-1"_s);
    downlink.message.port = 99;
    m_writer->append(downlink, Timestamp::now());
    for (const HistoryRecord &record : m_reader->page({}, Direction::Forward, 0, 10'000, never).records) {
        ++expected.kinds[record.kind];
        if (!record.devId().isEmpty())
            ++expected.devices[record.devId()];
        const UplinkMessage *uplink = record.uplink();
        const DeviceEvent *event = record.event();
        if (uplink) {
            ++expected.ports[uplink->port];
            ++expected.gateways[uplink->metadata.bestGateway()->gatewayId];
            ++expected.dataRates[uplink->metadata.dataRate];
        } else if (event) {
            if (event->message)
                ++expected.ports[event->message->port];
            if (!event->gatewayId.isEmpty())
                ++expected.gateways[event->gatewayId];
            if (event->transmission || event->metadata)
                ++expected.dataRates[event->transmission ? event->transmission->dataRate : event->metadata->dataRate];
        }
    }
    ++expected.ports[99];
    const HistoryFacets facets = m_reader->facets();
    QCOMPARE(facets.kinds, expected.kinds);
    QCOMPARE(facets.devices, expected.devices);
    QCOMPARE(facets.ports, expected.ports);
    QCOMPARE(facets.gateways, expected.gateways);
    QCOMPARE(facets.dataRates, expected.dataRates);
    QCOMPARE(facets.kinds.size(), 11);
}

void TestHistorySummaries::countsAgreeWithFacets()
{
    MessageMaker maker(18);
    QList<TrafficMessage> batch;
    for (int j = 0; j < 500; ++j)
        batch.append(maker.next());
    append(batch);
    indexAll();
    const HistoryFacets facets = m_reader->facets();
    for (auto device = facets.devices.cbegin(); device != facets.devices.cend(); ++device) {
        HistoryFilter filter;
        filter.devices = {device.key()};
        QCOMPARE(m_reader->count(filter, never), device.value());
        QCOMPARE(quint64(m_reader->page(filter, Direction::Backward, 0, 10'000, never).records.size()), device.value());
        filter.text = u"sensor"_s;
        QCOMPARE(m_reader->count(filter, never), device.value());
    }
}

void TestHistorySummaries::statisticsOfTheDay()
{
    QCOMPARE(m_reader->statistics(Timestamp::now()).lastDay.size(), 24);
    QVERIFY(!m_reader->statistics(Timestamp::now()).first);
    const QDateTime noon(QDate(2026, 11, 24), QTime(12, 30), Qt::LocalTime);
    const auto at = [&](int minutes) { return noon.addSecs(qint64(minutes) * 60).toMSecsSinceEpoch(); };
    const auto uplink = [&](int minutes) {
        UplinkParts parts;
        parts.networkTime = at(minutes);
        parts.counter = quint32(minutes + 10'000);
        return received(makeUplink(parts), at(minutes));
    };
    QList<TrafficMessage> messages{uplink(-13 * 60), uplink(-12 * 60), uplink(-31), uplink(-29), uplink(-1)};
    messages.append(received(makeEvent(u"sensor-1"_s, u"up/errors"_s, "{\"error\":\"x\"}"), at(-2)));
    messages.append(received(makeEvent(u"sensor-1"_s, u"down/sent"_s, "{\"payload\":\"AQ==\"}"), at(-40)));
    messages.append(received(makeEvent(u"sensor-1"_s, u"down/scheduled"_s, "{}"), at(-40)));
    append(messages);
    const HistoryStatistics statistics = m_reader->statistics(Timestamp::fromMilliseconds(noon.toMSecsSinceEpoch()));
    QCOMPARE(statistics.extent, (HistoryExtent{1, 8, 8}));
    QCOMPARE(statistics.first, Timestamp::fromMilliseconds(at(-13 * 60)));
    QCOMPARE(statistics.last, Timestamp::fromMilliseconds(at(-40)));
    QCOMPARE(statistics.today, 7U); // one was yesterday
    QVERIFY(statistics.bytesOnDisk > 0);
    QCOMPARE(statistics.lastDay.size(), 24);
    const HistoryStatistics::Hour &now = statistics.lastDay.last();
    QCOMPARE(now.begin, Timestamp::fromMilliseconds(noon.addSecs(-30 * 60).toMSecsSinceEpoch()));
    QCOMPARE(now.uplinks, 2U);
    QCOMPARE(now.errors, 1U);
    QCOMPARE(now.downlinks, 0U);
    QCOMPARE(statistics.lastDay[22].uplinks, 1U);
    QCOMPARE(statistics.lastDay[22].downlinks, 1U);
    QCOMPARE(statistics.lastDay[11].uplinks, 1U);
    QCOMPARE(statistics.lastDay[10].uplinks, 1U);
}

void TestHistorySummaries::activity_data()
{
    QTest::addColumn<bool>("isIndexed");
    QTest::addRow("in the tail") << false;
    QTest::addRow("indexed") << true;
}

void TestHistorySummaries::activity()
{
    QFETCH(bool, isIndexed);
    QVERIFY(m_reader->deviceActivity(never).isEmpty());
    QList<TrafficMessage> messages;
    const auto uplink = [&](const QString &device, quint32 counter, qint64 milliseconds, double rssi) {
        UplinkParts parts;
        parts.device = device;
        parts.counter = counter;
        parts.networkTime = milliseconds;
        parts.rssi = rssi;
        parts.port = quint8(counter % 200);
        messages.append(received(makeUplink(parts), milliseconds));
    };
    for (int i = 0; i < 150; ++i)
        uplink(u"steady"_s, quint32(i * (i >= 140 ? 2 : 1)), start + i * minute, -i);
    messages.append(messages.last()); // a replay counts once
    uplink(u"reset"_s, 500, start, -50);
    uplink(u"reset"_s, 503, start + 10 * minute, -51);
    uplink(u"reset"_s, 0, start + 20 * minute, -52);
    uplink(u"reset"_s, 2, start + 30 * minute, -53);
    uplink(u"once"_s, 7, start, -99.5);
    messages.append(received(makeEvent(u"silent"_s, u"create"_s, "null")));
    append(messages);
    if (isIndexed)
        indexAll();
    const QHash<DevId, DeviceActivity> activity = m_reader->deviceActivity(never);
    QCOMPARE(activity.size(), 3);
    const DeviceActivity steady = activity[DevId::fromServer(u"steady"_s)];
    QCOMPARE(steady.lastUplinkId, 150);
    QCOMPARE(steady.lastSeen, Timestamp::fromMilliseconds(start + 149 * minute));
    QCOMPARE(steady.rssi, -149.0);
    QCOMPARE(steady.snr, 7.5);
    QCOMPARE(steady.dataRate, u"SF7BW125"_s);
    QCOMPARE(steady.lastCounter, 298U);
    QCOMPARE(steady.lastPort, 98);
    QCOMPARE(steady.uplinks, 100U);
    QCOMPARE(steady.lost, 140U + 9U); // from 139 to 280, then every second one
    QCOMPARE(steady.usualInterval, std::chrono::minutes(1));
    const DeviceActivity reset = activity[DevId::fromServer(u"reset"_s)];
    QCOMPARE(reset.uplinks, 4U);
    QCOMPARE(reset.lost, 3U);
    QCOMPARE(reset.usualInterval, std::chrono::minutes(10));
    QCOMPARE(activity[DevId::fromServer(u"once"_s)].usualInterval.count(), 0);
    QCOMPARE(activity[DevId::fromServer(u"once"_s)].rssi, -99.5);
}

void TestHistorySummaries::activitySurvivesRestart()
{
    // Opened anew at every stage of the index, also where devices are noted later than the index.
    for (int i = 0; i < 130; ++i) {
        UplinkParts parts;
        parts.device = i % 3 ? u"often"_s : u"rare"_s;
        parts.counter = quint32(i);
        parts.networkTime = start + i * minute;
        append({received(makeUplink(parts), start + i * minute)});
        if (i % 7 == 0)
            indexAll();
        if (i % 13 == 0)
            open();
    }
    const QHash<DevId, DeviceActivity> activity = m_reader->deviceActivity(never);
    const DeviceActivity rare = activity[DevId::fromServer(u"rare"_s)];
    QCOMPARE(rare.uplinks, 44U);
    QCOMPARE(rare.lost, 43U * 2);
    QCOMPARE(rare.lastCounter, 129U);
    const DeviceActivity often = activity[DevId::fromServer(u"often"_s)];
    QCOMPARE(often.uplinks, 86U);
    QCOMPARE(often.lost, 42U);
}

void TestHistorySummaries::series()
{
    QList<TrafficMessage> messages;
    for (int i = 0; i < 100; ++i) {
        UplinkParts parts;
        parts.counter = quint32(i);
        parts.networkTime = start + i * minute;
        parts.rssi = -i;
        parts.snr = i / 4.0;
        parts.dataRate = i % 2 ? u"SF12BW125"_s : u"SF7BW125"_s;
        if (i % 10 == 0)
            parts.dataRate.clear();
        parts.fields = i % 4 == 3 ? QByteArray("{\"other\":1}")
                                  : "{\"a\":{\"b\":" + QByteArray::number(i * 0.5) +
                                        "},\"door\":" + (i % 2 ? "true" : "false") + ",\"word\":\"x\"}";
        messages.append(received(makeUplink(parts), start + i * minute));
        parts.device = u"other"_s;
        messages.append(received(makeUplink(parts), start + i * minute));
    }
    append(messages);
    indexAll();
    SeriesRequest request;
    request.devId = DevId::fromServer(u"sensor-1"_s);
    request.fieldPath = u"a.b"_s;
    QList<SeriesPoint> points = m_reader->series(request, never);
    QCOMPARE(points.size(), 75);
    QCOMPARE(points[1].value, 0.5);
    QCOMPARE(points[1].time, Timestamp::fromMilliseconds(start + minute));
    QCOMPARE(points[1].recordId, 3);
    request.limit = 5;
    points = m_reader->series(request, never);
    QCOMPARE(points.size(), 5);
    QCOMPARE(points.last().value, 49.0); // the newest ones
    request.limit = 1000;
    request.since = Timestamp::fromMilliseconds(start + 10 * minute);
    request.until = Timestamp::fromMilliseconds(start + 14 * minute);
    QCOMPARE(m_reader->series(request, never).size(), 3);
    request.fieldPath = u"door"_s;
    points = m_reader->series(request, never);
    QCOMPARE(points.size(), 3);
    QCOMPARE(points[0].value + points[1].value + points[2].value, 1.0);
    request.fieldPath = u"word"_s;
    QVERIFY(m_reader->series(request, never).isEmpty());
    request.fieldPath = u"a."_s;
    QVERIFY(m_reader->series(request, never).isEmpty());
    request.quantity = SeriesRequest::Quantity::Rssi;
    points = m_reader->series(request, never);
    QCOMPARE(points.size(), 4);
    QCOMPARE(points.first().value, -10.0);
    request.quantity = SeriesRequest::Quantity::Snr;
    QCOMPARE(m_reader->series(request, never).first().value, 2.5);
    request.quantity = SeriesRequest::Quantity::SpreadingFactor;
    points = m_reader->series(request, never);
    QCOMPARE(points.size(), 3); // one has none
    QCOMPARE(points.first().value, 12.0);
    request.devId = DevId::fromServer(u"nobody"_s);
    QVERIFY(m_reader->series(request, never).isEmpty());
}

void TestHistorySummaries::seriesOfLoss()
{
    QList<TrafficMessage> messages;
    quint32 counter = 100;
    for (int i = 0; i < 60; ++i) {
        UplinkParts parts;
        counter += i < 30 ? 1 : 2; // from then on every second one is lost
        parts.counter = i == 59 ? 0 : counter;
        parts.networkTime = start + i * minute;
        messages.append(received(makeUplink(parts), start + i * minute));
    }
    append(messages);
    SeriesRequest request;
    request.devId = DevId::fromServer(u"sensor-1"_s);
    request.quantity = SeriesRequest::Quantity::Loss;
    const QList<SeriesPoint> points = m_reader->series(request, never);
    QCOMPARE(points.size(), 60);
    QCOMPARE(points[0].value, 0.0);
    QCOMPARE(points[29].value, 0.0);
    QCOMPARE(points[30].value, 100.0 / 21);
    QCOMPARE(points[55].value, 50.0);
    QVERIFY(points[59].value < 50.0); // a device that begins anew has lost nothing by that
}

void TestHistorySummaries::fieldPaths()
{
    const auto add = [&](const QString &device, const QByteArray &fields) {
        static quint32 counter = 0;
        UplinkParts parts;
        parts.device = device;
        parts.counter = ++counter;
        parts.fields = fields;
        append({received(makeUplink(parts))});
    };
    for (int i = 0; i < 10; ++i)
        add(u"one"_s, "{\"b\":1,\"a\":{\"x y\":[1,{\"z\":2}]}}");
    indexAll();
    add(u"two"_s, "{\"new\":{\"\":1},\"" + QByteArray(1000, 'k') + "\":1}");
    QCOMPARE(m_reader->fieldPaths({}, never), (QStringList{u"a"_s, u"a.`x y`"_s, u"a.`x y`.0"_s, u"a.`x y`.1"_s,
                                                           u"a.`x y`.1.z"_s, u"b"_s, u"new"_s, u"new.``"_s}));
    QCOMPARE(m_reader->fieldPaths(DevId::fromServer(u"one"_s), never).size(), 6);
    QCOMPARE(m_reader->fieldPaths(DevId::fromServer(u"two"_s), never), (QStringList{u"new"_s, u"new.``"_s}));
    QVERIFY(m_reader->fieldPaths(DevId::fromServer(u"none"_s), never).isEmpty());
    for (const QString &path : m_reader->fieldPaths({}, never))
        QVERIFY(FieldExpression::parse(path));
}

QTEST_GUILESS_MAIN(TestHistorySummaries)
#include "tst_historysummaries.moc"
