// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleetfakes.h"
#include "sandbox/devices/samplefunctions.h"
#include "scriptengine.h"

#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class DeviceFleetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDeviceHasItsRhythm();
    void firstUplinksComeSoon();
    void countersHaveGapsButNoRepeats();
    void confirmedUplinksAreRepeated();
    void givesUpAfterEightTransmissions();
    void acknowledgesConfirmedDownlinks();
    void answersCommandsSoon();
    void newIntervalIsKept();
    void cutOffPayloadsMakeDecoderErrors();
    void goesQuiet();
};

void DeviceFleetTest::everyDeviceHasItsRhythm()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const std::vector<DeviceSpec> devices = demo();
    answerAll(air, devices);
    DeviceFleet fleet(air, scheduler, store, devices, 42);
    fleet.start();
    scheduler.advance(1h);
    const auto sent = byDevice(air);
    QCOMPARE(std::size_t(sent.size()), devices.size()); // the template's device under its own ID
    QSet<QString> dataRates;
    QSet<qsizetype> hearing;
    for (const DeviceSpec &spec : devices) {
        const QString id = spec.device.devId.toString();
        if (spec.activation == Activation::OnJoinTemplate || spec.behaviour.quietAfter)
            continue;
        const QList<FakeAir::Sent> list = sent.value(id);
        const double due = 3'600'000.0 / double(spec.behaviour.interval.count());
        QVERIFY2(double(list.size()) > 0.7 * due, qPrintable(id + u' ' + QString::number(list.size())));
        QVERIFY2(double(list.size()) < 1.5 * due, qPrintable(id + u' ' + QString::number(list.size())));
        QSet<qint64> pauses;
        for (qsizetype i = 1; i < list.size(); ++i)
            pauses.insert(list[i].at - list[i - 1].at);
        QVERIFY2(pauses.size() > 10, qPrintable(id)); // jittered
        for (const FakeAir::Sent &each : list) {
            QVERIFY(!each.uplink.gateways.isEmpty());
            QCOMPARE(each.uplink.port, std::optional(sensorPort(spec.sensor)));
            if (!each.uplink.confirmed) // repeats are sent more slowly
                dataRates.insert(each.uplink.dataRate);
            hearing.insert(each.uplink.gateways.size());
        }
    }
    QVERIFY2(dataRates.size() >= 3, qPrintable(QStringList(dataRates.values()).join(u' ')));
    QCOMPARE(hearing, QSet<qsizetype>({1, 2, 3}));
    QCOMPARE(fleet.counts().transmissions - fleet.counts().unheard, quint64(air.uplinks.size()));
    QVERIFY(fleet.counts().unheard > 0);
}

void DeviceFleetTest::firstUplinksComeSoon()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    answerAll(air, demo());
    DeviceFleet fleet(air, scheduler, store, demo(), 1);
    fleet.start();
    QVERIFY(air.uplinks.empty());
    scheduler.advance(2s);
    QVERIFY(air.uplinks.size() >= 3);
}

void DeviceFleetTest::countersHaveGapsButNoRepeats()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec =
        nearbyDevice(SensorKind::LppTracker, Activation::Abp, {.interval = 10s, .first = 1s, .uplinkLoss = 0.2});
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(2h);
    const DeviceCounts &counts = fleet.counts();
    const double lost = double(counts.unheard) / double(counts.frames);
    QVERIFY2(lost > 0.12 && lost < 0.28, qPrintable(QString::number(lost)));
    for (std::size_t i = 1; i < air.uplinks.size(); ++i)
        QVERIFY(air.uplinks[i].uplink.counter > air.uplinks[i - 1].uplink.counter);
    QVERIFY(air.uplinks.back().uplink.counter + 1 > air.uplinks.size());
}

void DeviceFleetTest::confirmedUplinksAreRepeated()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::ElsysErsCo2, Activation::Abp,
                                         {.interval = 30s, .first = 1s, .confirmed = 1, .downlinkLoss = 0.4});
    answerAll(air, {spec});
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(2h);
    QVERIFY(fleet.counts().repeats > 30);
    QVERIFY(fleet.counts().missedDownlinks > 30);
    quint64 repeats = 0;
    for (std::size_t i = 1; i < air.uplinks.size(); ++i) {
        const AirUplink &before = air.uplinks[i - 1].uplink;
        const AirUplink &now = air.uplinks[i].uplink;
        QVERIFY(now.confirmed);
        if (now.counter != before.counter) {
            QCOMPARE(now.counter, before.counter + 1);
            continue;
        }
        ++repeats;
        QCOMPARE(now.payload, before.payload);
        const qint64 pause = air.uplinks[i].at - air.uplinks[i - 1].at;
        QVERIFY(pause >= 3000 && pause <= 5000);
    }
    QCOMPARE(repeats, fleet.counts().repeats);
}

void DeviceFleetTest::givesUpAfterEightTransmissions()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec =
        nearbyDevice(SensorKind::ElsysErsCo2, Activation::Abp, {.interval = 10s, .first = 1s, .confirmed = 1});
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(5min);
    QMap<quint32, int> transmissions;
    for (const FakeAir::Sent &sent : air.uplinks)
        transmissions[sent.uplink.counter] += 1;
    QVERIFY(transmissions.size() >= 4);
    transmissions.remove(transmissions.lastKey()); // may be under way
    for (const int count : std::as_const(transmissions))
        QCOMPARE(count, VirtualDevice::maximumTransmissions);
    QVERIFY(fleet.counts().givenUp >= quint64(transmissions.size()));
    QCOMPARE(air.uplinks[0].uplink.dataRate, u"SF7BW125"_s);
    QCOMPARE(air.uplinks[7].uplink.dataRate, u"SF10BW125"_s);
}

void DeviceFleetTest::acknowledgesConfirmedDownlinks()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::LppWeather, Activation::Abp, {.interval = 5s, .first = 1s});
    int answers = 0;
    air.onUplink = [&answers](const AirUplink &) -> std::optional<AirDownlink> {
        if (++answers != 3)
            return std::nullopt;
        AirDownlink downlink;
        downlink.port = 1;
        downlink.payload = QByteArray::fromHex("00");
        downlink.confirmed = true;
        return downlink;
    };
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(1min);
    QVERIFY(air.uplinks.size() > 8);
    for (std::size_t i = 0; i < air.uplinks.size(); ++i)
        QCOMPARE(air.uplinks[i].uplink.acknowledges, i == 3);
}

void DeviceFleetTest::answersCommandsSoon()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::MilesightWs523, Activation::Abp, {.interval = 60s, .first = 1s});
    int answers = 0;
    air.onUplink = [&answers](const AirUplink &) -> std::optional<AirDownlink> {
        AirDownlink downlink;
        downlink.port = 85;
        downlink.payload = QByteArray::fromHex("080000ff");
        downlink.confirmed = true;
        downlink.pending = true;
        if (++answers == 1)
            return downlink;
        return std::nullopt;
    };
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(10s);
    QCOMPARE(air.uplinks.size(), std::size_t(2));
    QVERIFY(air.uplinks[1].uplink.acknowledges);
    const QString decoder = sampleFunctions(u"weather-station"_s).decoder;
    const auto status = [&](std::size_t i) {
        return scriptengine::decode(decoder, air.uplinks[i].uplink.payload, 85).value[u"socket_status"_s].toString();
    };
    QCOMPARE(status(0), u"on"_s);
    QCOMPARE(status(1), u"off"_s);
    scheduler.advance(5min);
    QCOMPARE(status(air.uplinks.size() - 1), u"off"_s);
}

void DeviceFleetTest::newIntervalIsKept()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const DeviceSpec spec = nearbyDevice(SensorKind::MilesightWs523, Activation::Abp, {.interval = 6s, .first = 1s});
    int answers = 0;
    air.onUplink = [&answers](const AirUplink &) -> std::optional<AirDownlink> {
        AirDownlink downlink;
        downlink.port = 85;
        downlink.payload = QByteArray::fromHex("ff033c00"); // 60 s
        if (++answers == 1)
            return downlink;
        return std::nullopt;
    };
    DeviceFleet fleet(air, scheduler, store, {spec}, 1);
    fleet.start();
    scheduler.advance(10min);
    QVERIFY(air.uplinks.size() >= 8 && air.uplinks.size() <= 13);
}

void DeviceFleetTest::cutOffPayloadsMakeDecoderErrors()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const std::vector<DeviceSpec> devices = demo();
    answerAll(air, devices);
    DeviceFleet fleet(air, scheduler, store, devices, 5);
    fleet.start();
    scheduler.advance(30min);
    QVERIFY(fleet.counts().cutOff > 10);
    const PayloadFunctions functions = sampleFunctions(u"weather-station"_s);
    QMap<QString, int> errors;
    QMap<QString, int> invalid;
    for (const FakeAir::Sent &sent : air.uplinks) {
        if (sent.uplink.appId.toString() != u"weather-station"_s)
            continue;
        const QString id = sent.uplink.devId.toString();
        const auto decoded = scriptengine::decode(functions.decoder, sent.uplink.payload, *sent.uplink.port);
        if (!decoded.error.isEmpty()) {
            errors[id] += 1;
            continue;
        }
        const QByteArray fields = QJsonDocument(decoded.value.toObject()).toJson(QJsonDocument::Compact);
        const auto valid = scriptengine::call(functions.validator, u"Validator"_s, fields, *sent.uplink.port);
        invalid[id] += valid.value.toBool() ? 0 : 1;
    }
    QCOMPARE(errors.keys(), QStringList{u"shed-lht65"_s});
    QVERIFY(errors.first() > 10 && errors.first() < 100);
    QVERIFY(invalid.value(u"hive-ruuvi"_s) > 5);
    invalid.remove(u"hive-ruuvi"_s);
    for (auto each = invalid.begin(); each != invalid.end(); ++each)
        QVERIFY2(each.value() == 0, qPrintable(each.key()));
}

void DeviceFleetTest::goesQuiet()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const std::vector<DeviceSpec> devices = demo();
    answerAll(air, devices);
    DeviceFleet fleet(air, scheduler, store, devices, 1);
    fleet.start();
    scheduler.advance(20min);
    const QList<FakeAir::Sent> bay = byDevice(air).value(u"bay-7"_s);
    QVERIFY(bay.size() >= 8);
    QVERIFY(bay.last().at <= 180'000);
    fleet.stop();
    const std::size_t before = air.uplinks.size();
    scheduler.advance(10min);
    QCOMPARE(air.uplinks.size(), before);
    fleet.start(); // switched on again, it sends again
    scheduler.advance(1min);
    QVERIFY(byDevice(air).value(u"bay-7"_s).size() > bay.size());
}

QTEST_APPLESS_MAIN(DeviceFleetTest)
#include "tst_devicefleet.moc"
