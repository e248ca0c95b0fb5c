// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakes.h"
#include "sandbox/devices/demodevices.h"
#include "sandbox/devices/loadgenerator.h"

#include <QMap>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<DeviceSpec> devices(int count)
{
    std::vector<DeviceSpec> list = loadDevices(AppId::fromServer(u"weather-station"_s), count);
    fillIn(list);
    return list;
}

} // namespace

class LoadGeneratorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsRate_data();
    void keepsItsRate();
    void spreadsEvenlyAndRoundRobin();
    void tellsWhatItSkipped();
    void countersGoOnAfterARestart();
    void stopsAndStartsAgain();
};

void LoadGeneratorTest::keepsItsRate_data()
{
    QTest::addColumn<double>("rate");
    QTest::addRow("slow") << 0.5;
    QTest::addRow("some") << 33.0;
    QTest::addRow("many") << 2000.0;
}

void LoadGeneratorTest::keepsItsRate()
{
    QFETCH(double, rate);
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    LoadGenerator load(air, scheduler, store, devices(50), rate, 1);
    load.start();
    scheduler.advance(20s);
    const LoadReport report = load.report();
    QVERIFY2(std::abs(double(report.sent) - 20 * rate) <= 1 + rate * 0.011, qPrintable(QString::number(report.sent)));
    QCOMPARE(report.sent, quint64(air.uplinks.size()));
    QCOMPARE(report.skipped, quint64(0));
    QCOMPARE(report.seconds, 20.0);
    QVERIFY(std::abs(report.rate() - rate) <= 0.1 + rate * 0.01);
}

void LoadGeneratorTest::spreadsEvenlyAndRoundRobin()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    LoadGenerator load(air, scheduler, store, devices(7), 1000, 1);
    load.start();
    scheduler.advance(3s);
    QMap<qint64, int> batches;
    QMap<QString, quint32> next;
    for (std::size_t i = 0; i < air.uplinks.size(); ++i) {
        const AirUplink &uplink = air.uplinks[i].uplink;
        batches[air.uplinks[i].at] += 1;
        QCOMPARE(uplink.devId.toString(), u"load-%1"_s.arg(i % 7 + 1));
        QCOMPARE(uplink.counter, next[uplink.devId.toString()]++);
        QVERIFY(!uplink.gateways.isEmpty());
        QVERIFY(!uplink.payload.isEmpty());
        QVERIFY(!uplink.confirmed);
    }
    QVERIFY(batches.size() >= 290);
    QVERIFY(*std::max_element(batches.begin(), batches.end()) <= 11);
}

void LoadGeneratorTest::tellsWhatItSkipped()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    LoadGenerator load(air, scheduler, store, devices(10), 100, 1);
    load.start();
    scheduler.advance(1s);
    scheduler.stall(10s); // the thread hangs
    scheduler.advance(1s);
    const LoadReport report = load.report();
    QCOMPARE(report.seconds, 12.0);
    QVERIFY(std::abs(double(report.sent + report.skipped) - 1200) <= 2);
    QVERIFY(std::abs(double(report.skipped) - 975) <= 3); // a quarter of a second was caught up on
    QVERIFY(report.rate() < 20);
}

void LoadGeneratorTest::countersGoOnAfterARestart()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    const auto counters = [&air] {
        QMap<QString, QList<quint32>> all;
        for (const FakeAir::Sent &sent : air.uplinks)
            all[sent.uplink.devId.toString()].append(sent.uplink.counter);
        return all;
    };
    {
        LoadGenerator load(air, scheduler, store, devices(2), 100, 1);
        load.start();
        scheduler.advance(5s);
    } // stopped in order: no gap
    VolatileMemoryStore crashed;
    {
        LoadGenerator load(air, scheduler, store, devices(2), 100, 1);
        load.start();
        scheduler.advance(5s);
        crashed = store; // what a crash leaves behind
    }
    QMap<QString, QList<quint32>> all = counters();
    QCOMPARE(all.size(), 2);
    for (const QList<quint32> &list : std::as_const(all)) {
        QCOMPARE(list.size(), 500);
        for (qsizetype i = 0; i < list.size(); ++i)
            QCOMPARE(list[i], quint32(i));
    }
    LoadGenerator load(air, scheduler, crashed, devices(2), 100, 1);
    load.start();
    scheduler.advance(1s);
    all = counters();
    for (const QList<quint32> &list : std::as_const(all)) {
        QVERIFY(list[500] > 499);
        QVERIFY(list[500] <= 499 + 2 * LoadGenerator::counterBlock);
    }
}

void LoadGeneratorTest::stopsAndStartsAgain()
{
    FakeScheduler scheduler;
    FakeAir air(scheduler);
    VolatileMemoryStore store;
    LoadGenerator load(air, scheduler, store, devices(3), 10, 1);
    load.start();
    scheduler.advance(2s);
    load.stop();
    const LoadReport stopped = load.report();
    scheduler.advance(10s);
    QCOMPARE(load.report().sent, stopped.sent);
    QCOMPARE(load.report().seconds, 2.0);
    load.start();
    QCOMPARE(load.report().sent, quint64(0));
    scheduler.advance(1s);
    QVERIFY(load.report().sent >= 9);
}

QTEST_APPLESS_MAIN(LoadGeneratorTest)
#include "tst_loadgenerator.moc"
