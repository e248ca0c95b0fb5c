// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/radiolandscape.h"

#include <QSet>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace Qt::StringLiterals;

namespace {

Location north(const Location &place, double metres)
{
    Location moved = place;
    moved.latitude += metres / 111'195;
    return moved;
}

} // namespace

class RadioLandscapeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distances();
    void signalFallsWithDistance();
    void slowerRatesReachFurther();
    void receptionIsComplete();
    void listenerAloneCannotAnswer();
    void channelsAreEu868();
};

void RadioLandscapeTest::distances()
{
    const Location place{52.2215, 6.8937, 0, 0, {}};
    QCOMPARE(distanceBetween(place, place), 0.0);
    QVERIFY(std::abs(distanceBetween(place, north(place, 1000)) - 1000) < 1);
    // Amsterdam to Enschede, about 140 km
    QVERIFY(std::abs(distanceBetween({52.3731, 4.8924, 0, 0, {}}, {52.2215, 6.8937, 0, 0, {}}) - 137'500) < 1500);
}

void RadioLandscapeTest::signalFallsWithDistance()
{
    const std::vector<Gateway> one{demoGateways().front()};
    const RadioLandscape landscape(one);
    Chance chance(1, u"test"_s);
    const auto meanRssi = [&](double metres) {
        double sum = 0;
        for (int i = 0; i < 200; ++i) {
            const auto heard = landscape.hear(landscape.pathsFrom(u"dev%1"_s.arg(i), north(one.front().place, metres)),
                                              12, RadioLandscape::pickChannel(chance, false), {}, chance);
            if (heard.gateways.size() != 1)
                return 0.0; // nobody hears it: no power to compare
            sum += heard.gateways.front().rssi;
        }
        return sum / 200;
    };
    const double near = meanRssi(100);
    const double far = meanRssi(1000);
    QVERIFY(near < -60 && near > -90);
    QVERIFY(near - far > 25 && near - far < 38); // 32 dB a decade, less what the noise floor adds
    const RadioChannel channel{868'100'000, 0, 1};
    QVERIFY(landscape.hear(landscape.pathsFrom(u"dev"_s, north(one.front().place, 200'000)), 12, channel, {}, chance)
                .gateways.isEmpty());
}

void RadioLandscapeTest::slowerRatesReachFurther()
{
    const RadioLandscape landscape;
    QCOMPARE(requiredSnr(7), -7.5);
    QCOMPARE(requiredSnr(12), -20.0);
    QCOMPARE(dataRateOf(9), u"SF9BW125"_s);
    const Location gateway = landscape.gateways().front().place;
    QCOMPARE(landscape.settledSpreadingFactor(landscape.pathsFrom(u"a"_s, gateway)), 7);
    QCOMPARE(landscape.settledSpreadingFactor(landscape.pathsFrom(u"a"_s, north(gateway, -40'000))), 12);
    QSet<int> between;
    for (int metres = 500; metres < 15'000; metres += 500)
        between.insert(landscape.settledSpreadingFactor(landscape.pathsFrom(u"a"_s, north(gateway, -metres))));
    QVERIFY(between.size() >= 4);
}

void RadioLandscapeTest::receptionIsComplete()
{
    const RadioLandscape landscape;
    Chance chance(1, u"test"_s);
    const Timestamp now = Timestamp::fromMilliseconds(1'790'000'000'123);
    const auto heard =
        landscape.hear(landscape.pathsFrom(u"dev"_s, {52.23, 6.87, 0, 0, {}}), 10, {867'300'000, 4, 0}, now, chance);
    QCOMPARE(heard.gateways.size(), 3);
    QVERIFY(heard.canAnswer);
    QSet<QString> ids;
    for (const GatewayReception &reception : heard.gateways) {
        ids.insert(reception.gatewayId);
        QVERIFY(reception.timestamp != 0);
        QCOMPARE(reception.channel, 4);
        QCOMPARE(reception.rfChain, 0);
        QVERIFY(reception.rssi < -40 && reception.rssi > -125);
        QVERIFY(reception.snr >= requiredSnr(10) && reception.snr < 15);
        QVERIFY(reception.location.isSet());
    }
    QCOMPARE(ids.size(), 3);
    QVERIFY(heard.gateways[0].rssi >= heard.gateways[1].rssi && heard.gateways[1].rssi >= heard.gateways[2].rssi);
}

void RadioLandscapeTest::listenerAloneCannotAnswer()
{
    std::vector<Gateway> gateways = demoGateways();
    gateways.erase(gateways.begin(), gateways.begin() + 2);
    QVERIFY(!gateways.front().transmits);
    const RadioLandscape landscape(gateways);
    Chance chance(1, u"test"_s);
    const auto heard =
        landscape.hear(landscape.pathsFrom(u"dev"_s, gateways.front().place), 7, {868'100'000, 0, 1}, {}, chance);
    QCOMPARE(heard.gateways.size(), 1);
    QVERIFY(!heard.canAnswer);
}

void RadioLandscapeTest::channelsAreEu868()
{
    Chance chance(1, u"test"_s);
    QSet<quint64> all;
    QSet<quint64> join;
    for (int i = 0; i < 500; ++i) {
        all.insert(RadioLandscape::pickChannel(chance, false).frequency);
        join.insert(RadioLandscape::pickChannel(chance, true).frequency);
    }
    QCOMPARE(all.size(), 8);
    QCOMPARE(join, QSet<quint64>({868'100'000, 868'300'000, 868'500'000}));
}

QTEST_APPLESS_MAIN(RadioLandscapeTest)
#include "tst_radiolandscape.moc"
