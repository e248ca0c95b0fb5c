// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/mqtttransport.h"

#include "rawmqtt.h"
#include "testbroker.h"

#include <QSignalSpy>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace std::chrono_literals;
using Cause = Failure::Cause;
using State = MqttTransport::State;

namespace {

constexpr int patience = 30'000;

/// A transport and what it told.
struct Probe
{
    std::unique_ptr<MqttTransport> transport = createMqttTransport();
    QSignalSpy connected{transport.get(), &MqttTransport::connected};
    QSignalSpy disconnected{transport.get(), &MqttTransport::disconnected};
    QSignalSpy errors{transport.get(), &MqttTransport::errorChanged};
    QSignalSpy received{transport.get(), &MqttTransport::messageReceived};
    QSignalSpy sent{transport.get(), &MqttTransport::messageSent};
    QSignalSpy subscribed{transport.get(), &MqttTransport::subscribed};
    QSignalSpy refused{transport.get(), &MqttTransport::subscriptionRefused};

    Failure failure() const { return errors.isEmpty() ? Failure{} : errors.last().first().value<Failure>(); }

    bool online(const MqttConnectOptions &options, const QList<QByteArray> &filters)
    {
        transport->connectToHost(options);
        if (!QTest::qWaitFor([this] { return !connected.isEmpty() || !disconnected.isEmpty(); }, patience))
            return false;
        transport->subscribe(filters);
        return QTest::qWaitFor([this] { return !subscribed.isEmpty(); }, patience);
    }
};

} // namespace

class TestMqttTransport final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void connectsSubscribesAndReceives_data();
    void connectsSubscribesAndReceives();
    void publishes();
    void tellsFailuresApart_data();
    void tellsFailuresApart();
    void refusesAnUnusableCa();
    void timesOut_data();
    void timesOut();
    void survivesOddAnswers_data();
    void survivesOddAnswers();
    void tellsARefusedSubscription();
    void tellsThatTheBrokerDied();
    void comesBackAfterADeath();
    void tellsAClosedConnectionAfterAForbiddenPublish();
    void saysGoodbye();
    void endsWhileConnecting();
    void pausesReading();
    void takesHugeMessages();

private:
    MqttConnectOptions options(quint16 port, bool tls = false) const;

    TestBroker m_broker;
    KeyAndCertificate m_ca = makeCa("CA under test");
    quint16 m_tlsPort = 0;
    quint16 m_wrongHostPort = 0;
    quint16 m_expiredPort = 0;
    quint16 m_addressOnlyPort = 0;
};

MqttConnectOptions TestMqttTransport::options(quint16 port, bool tls) const
{
    MqttConnectOptions options;
    options.host = QStringLiteral("localhost");
    options.port = port;
    options.tls = tls;
    options.caCertificates = tls ? m_ca.certificate : QByteArray();
    options.clientId = "thingsdesk-test";
    options.userName = QStringLiteral("my-app");
    options.password = Secret(TestBroker::password);
    return options;
}

void TestMqttTransport::initTestCase()
{
    qInfo("%s", qPrintable(mqttLibraryName()));
    m_tlsPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:localhost,IP:127.0.0.1"));
    m_wrongHostPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:elsewhere.example"));
    m_expiredPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:localhost", -86400, -3600));
    m_addressOnlyPort = m_broker.addTlsListener(makeServer(m_ca, "IP:127.0.0.1"));
    QVERIFY(m_broker.start());
}

void TestMqttTransport::connectsSubscribesAndReceives_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<quint16>("port");
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << QStringLiteral("localhost") << m_broker.plainPort() << false;
    QTest::newRow("plain, by address") << QStringLiteral("127.0.0.1") << m_broker.plainPort() << false;
    QTest::newRow("TLS") << QStringLiteral("localhost") << m_tlsPort << true;
    QTest::newRow("TLS, by address") << QStringLiteral("127.0.0.1") << m_addressOnlyPort << true;
}

void TestMqttTransport::connectsSubscribesAndReceives()
{
    QFETCH(const QString, host);
    QFETCH(const quint16, port);
    QFETCH(const bool, tls);
    Probe probe;
    MqttConnectOptions settings = options(port, tls);
    settings.host = host;
    QVERIFY2(probe.online(settings, {"my-app/devices/+/up", "my-app/devices/+/events/#"}),
             qPrintable(probe.failure().text + probe.failure().detail));
    QCOMPARE(probe.transport->state(), State::Connected);

    NetworkPublisher network(m_broker.plainPort());
    QVERIFY(network.isConnected());
    const QByteArray odd("\x00\xff{}\n", 5);
    network.publish("my-app/devices/a/up", odd);
    network.publish("my-app/devices/a/events/down/sent", "{}");
    network.publish("my-app/devices/a/up", {});
    QTRY_COMPARE_WITH_TIMEOUT(probe.received.size(), 3, patience);
    QCOMPARE(probe.received[0][0].toByteArray(), odd);
    QCOMPARE(probe.received[0][1].toByteArray(), QByteArray("my-app/devices/a/up"));
    QCOMPARE(probe.received[1][1].toByteArray(), QByteArray("my-app/devices/a/events/down/sent"));
    QCOMPARE(probe.received[2][0].toByteArray(), QByteArray());
    QVERIFY(probe.errors.isEmpty());
}

void TestMqttTransport::publishes()
{
    Probe network;
    MqttConnectOptions settings = options(m_tlsPort, true);
    settings.userName = QStringLiteral("network");
    settings.clientId = "network";
    QVERIFY(network.online(settings, {"my-app/devices/+/down"}));
    Probe probe;
    probe.transport->connectToHost(options(m_tlsPort, true));
    QTRY_COMPARE_WITH_TIMEOUT(probe.connected.size(), 1, patience);
    const Result<qint32> first = probe.transport->publish("my-app/devices/a/down", "one");
    const Result<qint32> second = probe.transport->publish("my-app/devices/a/down", "two");
    QVERIFY(first && second);
    QVERIFY(*first > 0 && *first != *second);
    QTRY_COMPARE_WITH_TIMEOUT(probe.sent.size(), 2, patience);
    QCOMPARE(probe.sent[0][0].toInt(), *first);
    QCOMPARE(probe.sent[1][0].toInt(), *second);
    QTRY_COMPARE_WITH_TIMEOUT(network.received.size(), 2, patience);
    QCOMPARE(network.received[1][0].toByteArray(), QByteArray("two"));
    QVERIFY(!probe.transport->publish("my-app/devices/+/down", "a wildcard"));
}

void TestMqttTransport::tellsFailuresApart_data()
{
    QTest::addColumn<MqttConnectOptions>("settings");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<bool>("isTransient");
    MqttConnectOptions name = options(m_broker.plainPort());
    name.host = QStringLiteral("no-such-host.invalid");
    QTest::newRow("name not found") << name << Cause::NameNotFound << true;
    QTest::newRow("closed port") << options(freePort()) << Cause::ConnectionRefused << true;
    MqttConnectOptions untrusted = options(m_tlsPort, true);
    untrusted.caCertificates = makeCa("another CA").certificate;
    QTest::newRow("another CA") << untrusted << Cause::CertificateNotTrusted << false;
    untrusted.caCertificates.clear();
    QTest::newRow("only the system's roots") << untrusted << Cause::CertificateNotTrusted << false;
    QTest::newRow("wrong host") << options(m_wrongHostPort, true) << Cause::CertificateWrongHost << false;
    QTest::newRow("address, not name") << options(m_addressOnlyPort, true) << Cause::CertificateWrongHost << false;
    QTest::newRow("expired") << options(m_expiredPort, true) << Cause::CertificateExpired << false;
    QTest::newRow("no TLS there") << options(m_broker.plainPort(), true) << Cause::NotTls << true;
    QTest::newRow("only TLS there") << options(m_tlsPort) << Cause::ConnectionClosed << true;
    MqttConnectOptions wrongKey = options(m_broker.plainPort());
    wrongKey.password = Secret("ttn-account-v2.wrong");
    QTest::newRow("wrong key") << wrongKey << Cause::KeyRejected << false;
    wrongKey = options(m_tlsPort, true);
    wrongKey.userName = QStringLiteral("nobody");
    QTest::newRow("unknown application, over TLS") << wrongKey << Cause::KeyRejected << false;
}

void TestMqttTransport::tellsFailuresApart()
{
    QFETCH(const MqttConnectOptions, settings);
    QFETCH(const bool, isTransient);
    Probe probe;
    probe.transport->connectToHost(settings);
    QCOMPARE(probe.transport->state(), State::Connecting);
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QCOMPARE(probe.errors.size(), 1);
    const Failure failure = probe.failure();
    qInfo("%s [%s]", qPrintable(failure.text), qPrintable(failure.detail));
    QTEST(failure.cause, "cause");
    QCOMPARE(failure.isTransient(), isTransient);
    QVERIFY(probe.connected.isEmpty());
    QVERIFY(!failure.text.isEmpty());
    QVERIFY(!(failure.text + failure.detail).contains(QString::fromUtf8(settings.password.expose())));
    if (failure.cause == Cause::KeyRejected)
        QVERIFY(failure.text.contains(settings.userName));
    QCOMPARE(probe.transport->state(), State::Disconnected);
}

void TestMqttTransport::refusesAnUnusableCa()
{
    Probe probe;
    MqttConnectOptions settings = options(m_tlsPort, true);
    settings.caCertificates = "this is no certificate";
    probe.transport->connectToHost(settings);
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QCOMPARE(probe.failure().cause, Cause::InvalidInput);
}

void TestMqttTransport::timesOut_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("onConnect");
    QTest::newRow("login") << false << QByteArray();
    QTest::newRow("handshake") << true << QByteArray();
    QTest::newRow("subscription") << false << QByteArray("\x20\x02\x00\x00", 4);
}

void TestMqttTransport::timesOut()
{
    QFETCH(const bool, tls);
    ScriptedBroker broker;
    QFETCH(const QByteArray, onConnect);
    broker.onConnect = onConnect;
    broker.onSubscribe = [](const QByteArray &) { return QByteArray(); };
    Probe probe;
    connect(probe.transport.get(), &MqttTransport::connected, probe.transport.get(),
            [&] { probe.transport->subscribe({"my-app/devices/+/up"}); });
    MqttConnectOptions settings = options(broker.port(), tls);
    settings.timeout = 300ms;
    probe.transport->connectToHost(settings);
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QCOMPARE(probe.failure().cause, Cause::TimedOut);
    QVERIFY(probe.failure().isTransient());
    QCOMPARE(probe.connected.size(), onConnect.isEmpty() ? 0 : 1);
}

void TestMqttTransport::survivesOddAnswers_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("close");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("broker unavailable") << false << QByteArray("\x20\x02\x00\x03", 4) << true << Cause::ServerFault;
    QTest::newRow("bad user or password") << false << QByteArray("\x20\x02\x00\x04", 4) << true << Cause::KeyRejected;
    QTest::newRow("not authorised") << false << QByteArray("\x20\x02\x00\x05", 4) << false << Cause::KeyRejected;
    QTest::newRow("protocol version") << false << QByteArray("\x20\x02\x00\x01", 4) << false << Cause::ServerFault;
    QTest::newRow("a web server") << false << QByteArray("HTTP/1.1 400 Bad Request\r\n") + QByteArray(200, 'x') << true
                                  << Cause::ServerFault;
    QTest::newRow("closed") << false << QByteArray() << true << Cause::ConnectionClosed;
}

void TestMqttTransport::survivesOddAnswers()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, close);
    QFETCH(const QByteArray, answer);
    ScriptedBroker broker;
    broker.onConnect = answer;
    broker.closeAfterConnect = close;
    Probe probe;
    probe.transport->connectToHost(options(broker.port(), tls));
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    qInfo("%s [%s]", qPrintable(probe.failure().text), qPrintable(probe.failure().detail));
    QTEST(probe.failure().cause, "cause");
}

void TestMqttTransport::tellsARefusedSubscription()
{
    ScriptedBroker broker;
    broker.refuseFilters = {"other/devices/+/up"};
    Probe probe;
    probe.transport->connectToHost(options(broker.port()));
    QTRY_COMPARE_WITH_TIMEOUT(probe.connected.size(), 1, patience);
    probe.transport->subscribe({"other/devices/+/up", "my-app/devices/+/up"});
    QTRY_COMPARE_WITH_TIMEOUT(probe.refused.size(), 1, patience);
    QCOMPARE(probe.refused[0][0].value<QList<QByteArray>>(), QList<QByteArray>{"other/devices/+/up"});
    QVERIFY(probe.subscribed.isEmpty());
    QCOMPARE(probe.transport->state(), State::Connected);
}

void TestMqttTransport::tellsThatTheBrokerDied()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Probe probe;
    QVERIFY(probe.online(options(broker.plainPort()), {"my-app/devices/+/up"}));
    broker.kill();
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QCOMPARE(probe.failure().cause, Cause::ConnectionClosed);
    QVERIFY(probe.failure().isTransient());
    QVERIFY(!probe.transport->publish("my-app/devices/a/down", "{}"));
}

void TestMqttTransport::comesBackAfterADeath()
{
    TestBroker broker;
    const quint16 tlsPort = broker.addTlsListener(makeServer(m_ca, "DNS:localhost"));
    QVERIFY(broker.start());
    Probe probe;
    QVERIFY(probe.online(options(tlsPort, true), {"my-app/devices/+/up"}));
    broker.kill();
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QVERIFY(broker.start());
    for (QSignalSpy *spy : {&probe.subscribed, &probe.connected, &probe.disconnected})
        spy->clear();
    QVERIFY(probe.online(options(tlsPort, true), {"my-app/devices/+/up"}));
    NetworkPublisher network(broker.plainPort());
    network.publish("my-app/devices/a/up", "again");
    QTRY_COMPARE_WITH_TIMEOUT(probe.received.size(), 1, patience);
}

void TestMqttTransport::tellsAClosedConnectionAfterAForbiddenPublish()
{
    Probe probe;
    MqttConnectOptions settings = options(m_broker.plainPort());
    settings.userName = QStringLiteral("read-only");
    QVERIFY(probe.online(settings, {"read-only/devices/+/up"}));
    QVERIFY(probe.transport->publish("read-only/devices/a/down", "{}"));
    QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
    QCOMPARE(probe.failure().cause, Cause::ConnectionClosed);
    QCOMPARE(probe.sent.size(), 1);
}

void TestMqttTransport::saysGoodbye()
{
    for (const bool tls : {false, true}) {
        Probe probe;
        QVERIFY(probe.online(options(tls ? m_tlsPort : m_broker.plainPort(), tls), {"my-app/devices/+/up"}));
        probe.transport->disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(probe.disconnected.size(), 1, patience);
        QVERIFY(probe.errors.isEmpty());
        QCOMPARE(probe.transport->state(), State::Disconnected);
    }
}

void TestMqttTransport::endsWhileConnecting()
{
    ScriptedBroker silent;
    silent.onConnect.clear();
    for (const bool tls : {false, true}) {
        Probe probe;
        probe.transport->connectToHost(options(silent.port(), tls));
        QTRY_VERIFY_WITH_TIMEOUT(silent.connections() > (tls ? 1 : 0), patience);
        probe.transport->disconnectFromHost();
        QCOMPARE(probe.disconnected.size(), 1);
        QVERIFY(probe.errors.isEmpty());
        // Gone in the middle, without a word.
        probe.transport->connectToHost(options(silent.port(), tls));
    }
}

void TestMqttTransport::pausesReading()
{
    Probe probe;
    QVERIFY(probe.online(options(m_tlsPort, true), {"my-app/devices/+/up"}));
    probe.transport->setReadingPaused(true);
    NetworkPublisher network(m_broker.plainPort());
    for (int i = 0; i < 1000; ++i)
        network.publish("my-app/devices/a/up", QByteArray::number(i));
    // The broker has passed them on when another subscriber has them all.
    Probe other;
    MqttConnectOptions settings = options(m_broker.plainPort());
    settings.clientId = "other";
    QVERIFY(other.online(settings, {"my-app/devices/+/up"}));
    network.publish("my-app/devices/a/up", "last");
    QTRY_VERIFY_WITH_TIMEOUT(!other.received.isEmpty() && other.received.last().first().toByteArray() == "last",
                             patience);
    QCOMPARE(probe.received.size(), 0);
    probe.transport->setReadingPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(probe.received.size(), 1001, patience);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(probe.received[i][0].toByteArray(), QByteArray::number(i));
}

void TestMqttTransport::takesHugeMessages()
{
    Probe probe;
    QVERIFY(probe.online(options(m_tlsPort, true), {"my-app/devices/+/up"}));
    NetworkPublisher network(m_broker.plainPort());
    const QByteArray huge(3'000'000, 'x');
    network.publish("my-app/devices/a/up", huge);
    network.publish("my-app/devices/b/up", "small");
    QTRY_COMPARE_WITH_TIMEOUT(probe.received.size(), 2, patience);
    QCOMPARE(probe.received[0][0].toByteArray(), huge);
    QCOMPARE(probe.received[1][0].toByteArray(), QByteArray("small"));
}

QTEST_GUILESS_MAIN(TestMqttTransport)
#include "tst_mqtttransport.moc"
