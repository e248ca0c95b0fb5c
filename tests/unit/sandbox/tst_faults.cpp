// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordednetwork.h"

#include "sandbox/faults.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace thingsdesk::test;

namespace {

struct Sink final : public MessageSink
{
    void publish(const QByteArray &topic, const QByteArray &payload) override { messages.append({topic, payload}); }
    void breakConnection() override { ++breaks; }

    QList<QPair<QByteArray, QByteArray>> messages;
    int breaks = 0;
};

} // namespace

/// The real stack's own faults, which come only when they are asked for.
class TestFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testAsleep();
    void testRegistrationDelay();
    void testHashTrap();
    void testStrayMessages();
    void testConnectionComesBack();
};

void TestFaults::testAsleep()
{
    Faults faults;
    Sink sink;
    const AppId appId = AppId::fromServer(QStringLiteral("my-app"));
    faults.registrationDelay.registered(appId);
    QVERIFY(!faults.registrationDelay.loses(appId));
    QVERIFY(!faults.hashTrap.lets("a/up/b#", sink));
    for (int i = 0; i < 10 * StrayMessages::everyNth; ++i)
        faults.strayMessages.uplinkPublished("a/up", sink);
    QVERIFY(sink.messages.isEmpty());
    QCOMPARE(sink.breaks, 0);
}

void TestFaults::testRegistrationDelay()
{
    Faults faults;
    faults.enableAll();
    const AppId appId = AppId::fromServer(QStringLiteral("my-app"));
    QVERIFY(!faults.registrationDelay.loses(appId)); // registered long ago
    faults.registrationDelay.registered(appId);
    QVERIFY(faults.registrationDelay.loses(appId));
}

void TestFaults::testHashTrap()
{
    Faults faults;
    faults.enableAll();
    Sink sink;
    QVERIFY(faults.hashTrap.lets("a/up/b", sink));
    QCOMPARE(sink.breaks, 0);
    QVERIFY(!faults.hashTrap.lets("a/up/b#", sink));
    QCOMPARE(sink.breaks, 1);
}

void TestFaults::testStrayMessages()
{
    Faults faults;
    faults.enableAll();
    Sink sink;
    for (int i = 0; i < 20 * StrayMessages::everyNth; ++i)
        faults.strayMessages.uplinkPublished("a/up", sink);
    QCOMPARE(sink.messages.size(), 20);
    QSet<QByteArray> kinds;
    for (const auto &[topic, payload] : std::as_const(sink.messages)) {
        QCOMPARE(topic, QByteArray("a/up"));
        kinds.insert(payload);
    }
    QVERIFY(kinds.size() > 3);
}

void TestFaults::testConnectionComesBack()
{
    RecordedNetwork network;
    QVERIFY(network.start(true));
    QVERIFY(network.observe());
    const QString path = QStringLiteral("/handler.ApplicationManager/");
    const QString myApp = QStringLiteral("my-app");
    QCOMPARE(network
                 .call(path + QStringLiteral("SetApplication"),
                       {{QStringLiteral("app_id"), myApp},
                        {QStringLiteral("payload_format"), QStringLiteral("custom")},
                        {QStringLiteral("decoder"), QStringLiteral("function Decoder() { return {'b#': 1}; }")}})
                 .code,
             QStringLiteral("OK"));
    const QJsonObject simulated{{QStringLiteral("app_id"), myApp},
                                {QStringLiteral("dev_id"), QStringLiteral("marker")}};
    QCOMPARE(network.call(path + QStringLiteral("SimulateUplink"), simulated).code, QStringLiteral("OK"));
    // The handler's connection is closed, and it connects again: sooner or later an uplink comes.
    network.observer().takeMessages();
    QTRY_VERIFY_WITH_TIMEOUT((network.call(path + QStringLiteral("SimulateUplink"), simulated), QTest::qWait(50),
                              !network.observer().messages().isEmpty()),
                             30'000);
    // Uplinks by radio are lost in the first minute after registering.
    AirUplink uplink;
    uplink.appId = AppId::fromServer(myApp);
    uplink.devId = DevId::fromServer(QStringLiteral("marker"));
    uplink.dataRate = QStringLiteral("SF7BW125");
    uplink.counter = 5;
    uplink.gateways = {GatewayReception()};
    network.uplink(uplink);
    const auto device = network.call(path + QStringLiteral("GetDevice"), simulated);
    QVERIFY(
        !RpcClient::responseJson(path + QStringLiteral("GetDevice"), device.response)[QLatin1String("lorawan_device")]
             .toObject()
             .contains(QLatin1String("last_seen")));
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
