// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetfakes.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class DeviceSessionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsFirst();
    void joinIsRetriedEverMoreSlowly();
    void rejoinsNowAndThen();
    void onJoinDeviceTakesItsNewId();
    void memorySurvivesARestart();
    void memoryHasATextForm();
    void lateAnswersAreIgnored();
};

void DeviceSessionsTest::joinsFirst()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::MilesightWs523, Activation::Otaa, {.interval = 6s, .first = 1s});
    bool accept = false;
    answerAll(air, {spec});
    const auto accepting = air.onJoin;
    air.onJoin = [&](const AirJoin &request) { return accept ? accepting(request) : std::nullopt; };
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(1min);
    QVERIFY(air.uplinks.empty());
    QVERIFY(air.joins.size() >= 2);
    accept = true;
    scheduler.advance(2min);
    QVERIFY(air.uplinks.size() > 5);
    QCOMPARE(air.uplinks.front().uplink.counter, 0U);
    const AirJoin &request = air.joins.front().request;
    QCOMPARE(request.devEui, spec.device.devEui);
    QCOMPARE(request.appEui, spec.device.appEui);
    QCOMPARE(request.appKey, spec.device.appKey);
    QCOMPARE(request.dataRate, u"SF7BW125"_s);
    QVERIFY(request.frequency >= 868'100'000);
    QVERIFY(!request.gateways.isEmpty());
    QCOMPARE(fleet.counts().joins, quint64(1));
}

void DeviceSessionsTest::joinIsRetriedEverMoreSlowly()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    DeviceFleet fleet(air, scheduler, store, {nearbyDevice(SensorKind::LppIo, Activation::Otaa, {.first = 1s})}, 1);
    fleet.start();
    scheduler.advance(2h);
    QVERIFY(air.joins.size() > 8);
    QVERIFY(air.joins.size() < 60);
    for (std::size_t i = 1; i < air.joins.size(); ++i)
        QVERIFY(air.joins[i].request.devNonce > air.joins[i - 1].request.devNonce);
    const qint64 firstPause = air.joins[1].at - air.joins[0].at;
    const qint64 lastPause = air.joins.back().at - air.joins[air.joins.size() - 2].at;
    QVERIFY(firstPause < 10'000);
    QVERIFY(lastPause > 200'000);
    QCOMPARE(air.joins.back().request.dataRate, u"SF12BW125"_s);
    QVERIFY(air.uplinks.empty());
}

void DeviceSessionsTest::rejoinsNowAndThen()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec =
        nearbyDevice(SensorKind::LppTracker, Activation::Otaa, {.interval = 6s, .first = 1s, .rejoinEvery = 8min});
    answerAll(air, {spec});
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(1h);
    QVERIFY(fleet.counts().joins >= 5);
    QVERIFY(fleet.counts().joins <= 10);
    quint16 last = 0;
    for (const FakeAir::Asked &asked : air.joins) {
        QVERIFY(asked.request.devNonce > last);
        last = asked.request.devNonce;
    }
    const auto zeros = std::count_if(air.uplinks.begin(), air.uplinks.end(),
                                     [](const FakeAir::Sent &sent) { return sent.uplink.counter == 0; });
    QCOMPARE(quint64(zeros), fleet.counts().joins); // each session counts from 0
}

void DeviceSessionsTest::onJoinDeviceTakesItsNewId()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec =
        nearbyDevice(SensorKind::LppWeather, Activation::OnJoinTemplate, {.interval = 5s, .first = 1s});
    QVERIFY(!spec.device.devEui.isSet());
    answerAll(air, {spec});
    QString id;
    for (int run = 0; run < 2; ++run) { // the second time from its memory, without a join
        DeviceFleet fleet(air, scheduler, store, {spec}, quint32(run));
        fleet.start();
        scheduler.advance(1min);
        id = u"bay-new-%1"_s.arg(air.joins.front().request.devEui.toHex().toLower());
        QVERIFY(air.joins.front().request.devEui.isSet());
        QCOMPARE(byDevice(air).keys(), QStringList{id});
        QCOMPARE(air.joins.size(), std::size_t(1));
    }
    QVERIFY(byDevice(air)[id].size() > 15);
}

void DeviceSessionsTest::memorySurvivesARestart()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const std::vector<DeviceSpec> devices = demo();
    answerAll(air, devices);
    QMap<QString, quint32> last;
    quint64 joins = 0;
    {
        DeviceFleet fleet(air, scheduler, store, devices, 1);
        fleet.start();
        scheduler.advance(5min);
        joins = air.joins.size();
        for (const FakeAir::Sent &sent : air.uplinks)
            last[sent.uplink.devId.toString()] = sent.uplink.counter;
    }
    air.uplinks.clear();
    DeviceFleet fleet(air, scheduler, store, devices, 2);
    fleet.start();
    scheduler.advance(30s);
    QCOMPARE(quint64(air.joins.size()), joins); // sessions are kept: nothing joins anew
    QSet<QString> seen;
    for (const FakeAir::Sent &sent : air.uplinks) {
        const QString id = sent.uplink.devId.toString();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        QVERIFY2(sent.uplink.counter > last.value(id), qPrintable(id));
        QVERIFY2(sent.uplink.counter <= last.value(id) + 10, qPrintable(id));
    }
    QVERIFY(seen.size() >= 15);
}

void DeviceSessionsTest::memoryHasATextForm()
{
    DeviceMemory memory;
    memory.nextCounter = 4'000'000'000U;
    memory.lastDevNonce = 65535;
    memory.joined = true;
    memory.sessionDevId = DevId::fromServer(u"bay-new-0004a30b001b7ad2"_s);
    memory.devEui = DevEui({2, 1, 2, 3, 4, 5, 6, 7});
    memory.sensor = {{u"tips"_s, 16538}, {u"battery"_s, 3.25}};
    QCOMPARE(DeviceMemory::fromJson(memory.toJson()), memory);
    QCOMPARE(DeviceMemory::fromJson(DeviceMemory().toJson()), DeviceMemory());
    QCOMPARE(DeviceMemory::fromJson("no JSON"), DeviceMemory());
}

void DeviceSessionsTest::lateAnswersAreIgnored()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::LppIo, Activation::Otaa, {.interval = 5s, .first = 1s});
    answerAll(air, {spec});
    {
        DeviceFleet fleet(air, scheduler, store, {spec}, 1);
        fleet.start();
        while (air.joins.empty())
            scheduler.advance(10ms);
    } // gone before the join accept comes
    scheduler.advance(1min);
    QCOMPARE(scheduler.waiting(), std::size_t(0));
    QVERIFY(air.uplinks.empty());
    QVERIFY(!store.load(spec.device.appId, spec.device.devId).joined);
}

QTEST_APPLESS_MAIN(DeviceSessionsTest)
#include "tst_devicesessions.moc"
