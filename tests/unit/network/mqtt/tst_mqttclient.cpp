// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqttclient.h"
#include "network/mqttmailbox.h"

#include "rawmqtt.h"
#include "testbroker.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace std::chrono_literals;
using Cause = Failure::Cause;
using Kind = Failure::Kind;
using State = MqttClient::State;

namespace {

constexpr int patience = 30'000;

struct Recorded
{
    QByteArray topic;
    QByteArray payload;
};

/// What the recorded network published to the broker, in order.
QList<Recorded> recordedMessages(const QString &file)
{
    QFile lines(QStringLiteral(THINGSDESK_TEST_DATA "/v2/mqtt/") + file);
    QList<Recorded> messages;
    if (!lines.open(QIODevice::ReadOnly))
        return messages;
    while (!lines.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(lines.readLine()).object();
        const QString topic = line[u"topic"].toString();
        if (!topic.isEmpty() && !topic.contains(u'#') && !topic.contains(u'+'))
            messages.append({topic.toUtf8(), line.contains(u"payload_hex")
                                                 ? QByteArray::fromHex(line[u"payload_hex"].toString().toLatin1())
                                                 : line[u"payload"].toString().toUtf8()});
    }
    return messages;
}

QByteArray uplinkJson(int counter, const QByteArray &fields = "{\"t\":20.5}")
{
    return "{\"app_id\":\"x\",\"dev_id\":\"y\",\"hardware_serial\":\"0004A30B001B7AD2\",\"port\":1,\"counter\":" +
           QByteArray::number(counter) + ",\"payload_raw\":\"AGQ=\",\"payload_fields\":" + fields +
           ",\"metadata\":{\"time\":\"2019-05-02T09:13:12.1532Z\",\"frequency\":868.3,\"modulation\":\"LORA\","
           "\"data_rate\":\"SF7BW125\",\"airtime\":46336000,\"coding_rate\":\"4/5\",\"gateways\":[]}}";
}

QByteArray rawOf(const TrafficMessage &message)
{
    return std::visit([](const auto &body) { return body.raw; }, message.body);
}

/// A client and what it told.
struct Watched
{
    Watched(const MqttSettings &settings, NetworkThread &network)
        : client(settings, network)
    {
        QObject::connect(&client, &MqttClient::batchReceived, &client, [this](const QList<TrafficMessage> &batch) {
            messages += batch;
            ++batches;
        });
    }

    bool goOnline()
    {
        client.start();
        return QTest::qWaitFor([this] { return !online.isEmpty(); }, patience);
    }

    MqttClient client;
    QList<TrafficMessage> messages;
    int batches = 0;
    QSignalSpy online{&client, &MqttClient::online};
    QSignalSpy closed{&client, &MqttClient::closed};
    QSignalSpy retries{&client, &MqttClient::retryScheduled};
    QSignalSpy failed{&client, &MqttClient::failed};
    QSignalSpy gaps{&client, &MqttClient::gapEnded};
    QSignalSpy sent{&client, &MqttClient::downlinkSent};
    QSignalSpy states{&client, &MqttClient::stateChanged};
};

Failure failureIn(const QSignalSpy &spy, qsizetype argument = 0)
{
    return spy.isEmpty() ? Failure{} : spy.last()[argument].value<Failure>();
}

DownlinkMessage downlinkFor(const QString &device)
{
    DownlinkMessage downlink;
    downlink.devId = DevId::fromServer(device);
    downlink.port = 1;
    downlink.payload = QByteArray::fromHex("0102");
    return downlink;
}

} // namespace

class TestMqttClient final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void replaysWhatARealNetworkSent_data();
    void replaysWhatARealNetworkSent();
    void tellsMessagesSingly();
    void keepsNeighboursOfGarbage();
    void takesLargeFields();
    void losesNothingWhileTheReceiverIsBusy();
    void comesBackAndTellsTheGap();
    void givesUpOnAWrongKey();
    void givesUpWhereReconnectIsOff();
    void triesAgainWhereNothingListens();
    void tellsARefusedSubscription();
    void doesWithoutApplicationEvents();
    void sendsDownlinks();
    void refusesDownlinks();
    void tellsAForbiddenDownlinkOnce();
    void sharesANetworkThread();
    void stopsWhileConnecting();
    void stopsAndStartsAgain();
    void diesInAFlood();
    void diesInASlotOfItsOwn();
    void mailboxIsBounded();

private:
    MqttSettings settings(quint16 port, const QString &app = QStringLiteral("my-app"), bool tls = false) const;

    TestBroker m_broker;
    NetworkThread m_network;
    KeyAndCertificate m_ca = makeCa("CA under test");
    quint16 m_tlsPort = 0;
};

MqttSettings TestMqttClient::settings(quint16 port, const QString &app, bool tls) const
{
    MqttSettings settings;
    settings.appId = AppId::fromServer(app);
    settings.key = Secret(TestBroker::password);
    settings.broker = {QStringLiteral("localhost"), port};
    settings.tls = tls;
    settings.caCertificates = tls ? m_ca.certificate : QByteArray();
    settings.firstPause = 50ms;
    settings.longestPause = 200ms;
    return settings;
}

void TestMqttClient::initTestCase()
{
    m_tlsPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:localhost"));
    QVERIFY(m_broker.start());
}

void TestMqttClient::replaysWhatARealNetworkSent_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file :
         {"uplinks.jsonl", "activations.jsonl", "device-events.jsonl", "downlinks.jsonl", "traps.jsonl"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestMqttClient::replaysWhatARealNetworkSent()
{
    QFETCH(const QString, file);
    Watched watched(settings(m_tlsPort, QStringLiteral("my-app"), true), m_network);
    QVERIFY(watched.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    QList<Recorded> expected;
    for (const Recorded &message : recordedMessages(file)) {
        network.publish(message.topic, message.payload);
        const QList<QByteArray> levels = message.topic.split('/');
        if (levels[0] == "my-app" && (message.topic.endsWith("/up") || levels.value(3) == "events") &&
            levels.size() > 3)
            if (levels[3] == "events" || levels.size() == 4)
                expected.append(message);
    }
    QVERIFY(expected.size() >= 5);
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), expected.size(), patience);
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const TrafficMessage &message = watched.messages[i];
        const QList<QByteArray> levels = expected[i].topic.split('/');
        QCOMPARE(rawOf(message), expected[i].payload);
        if (const auto *uplink = std::get_if<UplinkMessage>(&message.body)) {
            QCOMPARE(uplink->devId.toString().toUtf8(), levels[2]);
            QCOMPARE(levels[3], QByteArray("up"));
        } else if (const auto *event = std::get_if<DeviceEvent>(&message.body)) {
            QCOMPARE(event->devId.toString().toUtf8(), levels[2]);
            QCOMPARE(event->typeName.toUtf8(), levels.sliced(4).join('/'));
            QVERIFY(event->type != EventType::Other);
        } else {
            // Only the value of a field with an empty name comes where uplinks come.
            QVERIFY2(!expected[i].payload.startsWith('{'), expected[i].payload.constData());
        }
    }
}

void TestMqttClient::tellsMessagesSingly()
{
    Watched watched(settings(m_broker.plainPort()), m_network);
    QSignalSpy uplinks(&watched.client, &MqttClient::uplinkReceived);
    QSignalSpy events(&watched.client, &MqttClient::eventReceived);
    QSignalSpy unreadable(&watched.client, &MqttClient::unreadableReceived);
    QSignalSpy raw(&watched.client, &MqttClient::rawReceived);
    QVERIFY(watched.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    network.publish("my-app/devices/dev-1/up", uplinkJson(7));
    network.publish("my-app/devices/dev-1/up/t", "20.5");
    network.publish("my-app/devices/dev-1/events/delete", "null");
    network.publish("my-app/events/whatever", "{}");
    network.publish("my-app/devices/dev-1/up", "6");
    QTRY_COMPARE_WITH_TIMEOUT(raw.size(), 4, patience);
    QCOMPARE(uplinks.size(), 1);
    const auto uplink = uplinks[0][0].value<UplinkMessage>();
    QCOMPARE(uplink.appId.toString(), QStringLiteral("my-app"));
    QCOMPARE(uplink.devId.toString(), QStringLiteral("dev-1"));
    QCOMPARE(uplink.counter, 7u);
    QCOMPARE(uplink.raw, uplinkJson(7));
    QCOMPARE(events.size(), 2);
    QCOMPARE(unreadable.size(), 1);
    QCOMPARE(unreadable[0][0].value<UnreadableMessage>().raw, QByteArray("6"));
    QCOMPARE(watched.messages.size(), 4);
}

void TestMqttClient::keepsNeighboursOfGarbage()
{
    Watched watched(settings(m_broker.plainPort()), m_network);
    QVERIFY(watched.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    const QList<QByteArray> garbage{"",
                                    "6",
                                    "null",
                                    "{",
                                    "[]",
                                    "\"\xff\xfe\"",
                                    R"({"port":-1})",
                                    R"({"payload_raw":"*"})",
                                    R"({"metadata":[]})",
                                    QByteArray(50'000, '['),
                                    QByteArray(20'000, '\0'),
                                    "{\"counter\":1e999}",
                                    "{\"payload_fields\":{\"" + QByteArray(10'000, 'n') + "\":1}} x"};
    constexpr int rounds = 200;
    for (int i = 0; i < rounds; ++i) {
        network.publish("my-app/devices/bad/up", garbage[i % garbage.size()]);
        network.publish("my-app/devices/good/up", uplinkJson(i));
    }
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), 2 * rounds, patience);
    for (int i = 0; i < rounds; ++i) {
        const auto *bad = std::get_if<UnreadableMessage>(&watched.messages[2 * i].body);
        QVERIFY2(bad, garbage[i % garbage.size()].left(80).constData());
        QCOMPARE(bad->raw, garbage[i % garbage.size()]);
        const auto *good = std::get_if<UplinkMessage>(&watched.messages[2 * i + 1].body);
        QVERIFY(good);
        QCOMPARE(good->counter, quint32(i));
    }
    QCOMPARE(watched.online.size(), 1);
    QVERIFY(watched.closed.isEmpty());
}

void TestMqttClient::takesLargeFields()
{
    Watched watched(settings(m_tlsPort, QStringLiteral("my-app"), true), m_network);
    QVERIFY(watched.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    const QByteArray fields = "{\"text\":\"" + QByteArray(200'000, 'x') + "\"}";
    for (int i = 0; i < 20; ++i)
        network.publish("my-app/devices/large/up", uplinkJson(i, fields));
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), 20, patience);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(std::get<UplinkMessage>(watched.messages[i].body).fields, fields);
}

void TestMqttClient::losesNothingWhileTheReceiverIsBusy()
{
    Watched watched(settings(m_broker.plainPort()), m_network);
    QVERIFY(watched.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    constexpr int count = 2 * MqttMailbox::messageBound;
    for (int i = 0; i < count; ++i) {
        network.publish("my-app/devices/dev-1/up", uplinkJson(i));
        if (i % 1000 == 0)
            network.flush(); // this thread takes nothing meanwhile: the mailbox fills up
    }
    network.flush();
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), count, 2 * patience);
    for (int i = 0; i < count; ++i)
        QCOMPARE(std::get<UplinkMessage>(watched.messages[i].body).counter, quint32(i));
    QVERIFY(watched.closed.isEmpty());
}

void TestMqttClient::comesBackAndTellsTheGap()
{
    TestBroker broker;
    QVERIFY(broker.start());
    Watched watched(settings(broker.plainPort()), m_network);
    QVERIFY(watched.goOnline());
    QVERIFY(watched.gaps.isEmpty());
    const Timestamp before = Timestamp::now();
    broker.kill();
    QTRY_VERIFY_WITH_TIMEOUT(watched.retries.size() >= 2, patience);
    QCOMPARE(watched.client.state() == State::BackingOff || watched.client.state() == State::Connecting, true);
    QCOMPARE(watched.closed.size(), 1);
    QCOMPARE(failureIn(watched.closed).cause, Cause::ConnectionClosed);
    QCOMPARE(failureIn(watched.closed).kind, Kind::Transient);
    QCOMPARE(failureIn(watched.retries, 1).cause, Cause::ConnectionRefused);
    QVERIFY(broker.start());
    QTRY_COMPARE_WITH_TIMEOUT(watched.gaps.size(), 1, patience);
    QCOMPARE(watched.online.size(), 2);
    const auto from = watched.gaps[0][0].value<Timestamp>();
    const auto to = watched.gaps[0][1].value<Timestamp>();
    QVERIFY(before <= from && from < to && to <= Timestamp::now());
    QCOMPARE(watched.client.state(), State::Online);
    NetworkPublisher network(broker.plainPort());
    network.publish("my-app/devices/dev-1/up", uplinkJson(1));
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), 1, patience);
    QVERIFY(watched.failed.isEmpty());
}

void TestMqttClient::givesUpOnAWrongKey()
{
    MqttSettings wrong = settings(m_broker.plainPort());
    wrong.key = Secret("ttn-account-v2.wrong-key");
    Watched watched(wrong, m_network);
    watched.client.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.failed.size(), 1, patience);
    const Failure failure = failureIn(watched.failed);
    QCOMPARE(failure.cause, Cause::KeyRejected);
    QCOMPARE(failure.kind, Kind::Permanent);
    QVERIFY(failure.text.contains(u"my-app"));
    QVERIFY(!(failure.text + failure.detail).contains(u"wrong-key"));
    QCOMPARE(watched.client.state(), State::Offline);
    // Another start is another try: by then a retry of the first would have come.
    watched.client.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.failed.size(), 2, patience);
    QVERIFY(watched.retries.isEmpty());
    QVERIFY(watched.online.isEmpty());
}

void TestMqttClient::givesUpWhereReconnectIsOff()
{
    TestBroker broker;
    QVERIFY(broker.start());
    MqttSettings once = settings(broker.plainPort());
    once.reconnect = false;
    Watched watched(once, m_network);
    QVERIFY(watched.goOnline());
    broker.kill();
    QTRY_COMPARE_WITH_TIMEOUT(watched.failed.size(), 1, patience);
    QCOMPARE(watched.closed.size(), 1);
    QVERIFY(watched.retries.isEmpty());
    QCOMPARE(watched.client.state(), State::Offline);
}

void TestMqttClient::triesAgainWhereNothingListens()
{
    Watched watched(settings(freePort()), m_network);
    watched.client.start();
    QTRY_VERIFY_WITH_TIMEOUT(watched.retries.size() >= 3, patience);
    QCOMPARE(failureIn(watched.retries, 1).cause, Cause::ConnectionRefused);
    QVERIFY(watched.failed.isEmpty());
    QVERIFY(watched.closed.isEmpty());
    watched.client.stop();
    QTRY_COMPARE_WITH_TIMEOUT(watched.closed.size(), 1, patience);
    QCOMPARE(failureIn(watched.closed).kind, Kind::Cancelled);
    QCOMPARE(watched.client.state(), State::Offline);
}

void TestMqttClient::tellsARefusedSubscription()
{
    ScriptedBroker broker;
    broker.refuseFilters = {"my-app/devices/+/up", "my-app/devices/+/events/#"};
    Watched watched(settings(broker.port()), m_network);
    watched.client.start();
    QTRY_COMPARE_WITH_TIMEOUT(watched.failed.size(), 1, patience);
    QCOMPARE(failureIn(watched.failed).cause, Cause::RightMissing);
    QVERIFY(failureIn(watched.failed).text.contains(u"messages:up:r"));
    QVERIFY(watched.online.isEmpty());
}

void TestMqttClient::doesWithoutApplicationEvents()
{
    ScriptedBroker broker;
    broker.refuseFilters = {"my-app/events/#"};
    Watched watched(settings(broker.port()), m_network);
    QVERIFY(watched.goOnline());
    QVERIFY(watched.failed.isEmpty());
}

void TestMqttClient::sendsDownlinks()
{
    Watched watched(settings(m_tlsPort, QStringLiteral("my-app"), true), m_network);
    NetworkListener network(m_broker.plainPort(), "my-app/devices/+/down");
    QVERIFY(network.isSubscribed());
    QVERIFY(watched.goOnline());
    DownlinkMessage bytes = downlinkFor(QStringLiteral("dev-1"));
    DownlinkMessage fields = bytes;
    fields.payload.clear();
    fields.fields = "{\"led\":true}";
    fields.confirmed = true;
    fields.schedule = Schedule::Last;
    Future<qint32> first = watched.client.send(bytes);
    Future<qint32> second = watched.client.send(fields);
    QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), patience);
    QVERIFY(first.result() && second.result());
    QVERIFY(*first.result() != *second.result());
    QTRY_COMPARE_WITH_TIMEOUT(watched.sent.size(), 2, patience);
    QCOMPARE(watched.sent[0][0].toInt(), *first.result());
    QTRY_COMPARE_WITH_TIMEOUT(network.messages().size(), 2, patience);
    QCOMPARE(network.messages()[0].first, QByteArray("my-app/devices/dev-1/down"));
    QCOMPARE(network.messages()[0].second, bytes.toPublishJson());
    QCOMPARE(network.messages()[1].second, fields.toPublishJson());
}

void TestMqttClient::refusesDownlinks()
{
    Watched watched(settings(m_broker.plainPort()), m_network);
    Future<qint32> offline = watched.client.send(downlinkFor(QStringLiteral("dev-1")));
    QTRY_VERIFY_WITH_TIMEOUT(offline.isFinished(), patience);
    QCOMPARE(offline.result().error().kind, Kind::Transient);
    QVERIFY(watched.goOnline());
    DownlinkMessage bad = downlinkFor(QStringLiteral("dev-1"));
    bad.port = 0;
    QCOMPARE(watched.client.send(bad).result().error().cause, Cause::InvalidInput);
    QCOMPARE(watched.client.send(downlinkFor(QString())).result().error().cause, Cause::InvalidInput);
    QCOMPARE(watched.client.send(downlinkFor(QStringLiteral("a/b"))).result().error().cause, Cause::InvalidInput);
    DownlinkMessage other = downlinkFor(QStringLiteral("dev-1"));
    other.appId = AppId::fromServer(QStringLiteral("other-app"));
    QCOMPARE(watched.client.send(other).result().error().cause, Cause::InvalidInput);
    QCOMPARE(watched.client.state(), State::Online);
}

void TestMqttClient::tellsAForbiddenDownlinkOnce()
{
    NetworkListener network(m_broker.plainPort(), "#");
    QVERIFY(network.isSubscribed());
    Watched watched(settings(m_broker.plainPort(), QStringLiteral("read-only")), m_network);
    QVERIFY(watched.goOnline());
    watched.client.send(downlinkFor(QStringLiteral("dev-1")));
    QTRY_COMPARE_WITH_TIMEOUT(watched.closed.size(), 1, patience);
    QCOMPARE(failureIn(watched.closed).cause, Cause::RightMissing);
    QCOMPARE(failureIn(watched.closed).kind, Kind::Transient);
    QVERIFY(failureIn(watched.closed).text.contains(u"messages:down:w"));
    QTRY_COMPARE_WITH_TIMEOUT(watched.online.size(), 2, patience);
    QCOMPARE(watched.gaps.size(), 1);
    // A repeated downlink would have closed this connection as well, before this message came.
    NetworkPublisher publisher(m_broker.plainPort());
    publisher.publish("read-only/devices/dev-1/up", uplinkJson(1));
    QTRY_COMPARE_WITH_TIMEOUT(watched.messages.size(), 1, patience);
    QCOMPARE(watched.closed.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(network.messages().size(), 1, patience);
    QCOMPARE(network.messages()[0].first, QByteArray("read-only/devices/dev-1/up"));
}

void TestMqttClient::sharesANetworkThread()
{
    Watched one(settings(m_tlsPort, QStringLiteral("my-app"), true), m_network);
    Watched two(settings(m_broker.plainPort(), QStringLiteral("read-only")), m_network);
    QVERIFY(one.goOnline());
    QVERIFY(two.goOnline());
    NetworkPublisher network(m_broker.plainPort());
    for (int i = 0; i < 500; ++i) {
        network.publish("my-app/devices/a/up", uplinkJson(i));
        network.publish("read-only/devices/b/up", uplinkJson(1000 + i));
    }
    QTRY_COMPARE_WITH_TIMEOUT(one.messages.size(), 500, patience);
    QTRY_COMPARE_WITH_TIMEOUT(two.messages.size(), 500, patience);
    for (int i = 0; i < 500; ++i) {
        QCOMPARE(std::get<UplinkMessage>(one.messages[i].body).counter, quint32(i));
        QCOMPARE(std::get<UplinkMessage>(two.messages[i].body).counter, quint32(1000 + i));
    }
}

void TestMqttClient::stopsWhileConnecting()
{
    ScriptedBroker silent;
    silent.onConnect.clear();
    for (const bool tls : {false, true}) {
        Watched watched(settings(silent.port(), QStringLiteral("my-app"), tls), m_network);
        const int before = silent.connections();
        watched.client.start();
        QTRY_VERIFY_WITH_TIMEOUT(silent.connections() > before, patience);
        watched.client.stop();
        QTRY_COMPARE_WITH_TIMEOUT(watched.closed.size(), 1, patience);
        QCOMPARE(failureIn(watched.closed).kind, Kind::Cancelled);
        QVERIFY(watched.failed.isEmpty());
        QVERIFY(watched.retries.isEmpty());
        QCOMPARE(watched.client.state(), State::Offline);
    }
}

void TestMqttClient::stopsAndStartsAgain()
{
    Watched watched(settings(m_tlsPort, QStringLiteral("my-app"), true), m_network);
    QVERIFY(watched.goOnline());
    for (int i = 0; i < 5; ++i) {
        watched.client.stop();
        watched.client.start();
    }
    QTRY_VERIFY_WITH_TIMEOUT(watched.online.size() >= 2 && watched.client.state() == State::Online, patience);
    watched.client.stop();
    QTRY_COMPARE_WITH_TIMEOUT(watched.client.state(), State::Offline, patience);
    QVERIFY(watched.gaps.isEmpty());
    for (const auto &arguments : std::as_const(watched.closed))
        QCOMPARE(arguments[0].value<Failure>().kind, Kind::Cancelled);
}

void TestMqttClient::diesInAFlood()
{
    NetworkPublisher network(m_broker.plainPort());
    for (int round = 0; round < 20; ++round) {
        auto watched = std::make_unique<Watched>(
            settings(round % 2 ? m_tlsPort : m_broker.plainPort(), QStringLiteral("my-app"), round % 2 == 1),
            m_network);
        QVERIFY(watched->goOnline());
        for (int i = 0; i < 500; ++i)
            network.publish("my-app/devices/a/up", uplinkJson(i));
        QTRY_VERIFY_WITH_TIMEOUT(!watched->messages.isEmpty(), patience);
        const Future<qint32> unanswered = watched->client.send(downlinkFor(QStringLiteral("a")));
        watched.reset();
        QTRY_VERIFY_WITH_TIMEOUT(unanswered.isFinished(), patience);
    }
    // A network thread that ends while its clients say goodbye.
    for (int round = 0; round < 5; ++round) {
        NetworkThread thread;
        Watched watched(settings(m_tlsPort, QStringLiteral("my-app"), true), thread);
        QVERIFY(watched.goOnline());
    }
}

void TestMqttClient::diesInASlotOfItsOwn()
{
    NetworkPublisher network(m_broker.plainPort());
    auto *client = new MqttClient(settings(m_broker.plainPort()), m_network);
    int uplinks = 0;
    connect(client, &MqttClient::uplinkReceived, this, [&] {
        ++uplinks;
        delete std::exchange(client, nullptr);
    });
    QSignalSpy online(client, &MqttClient::online);
    client->start();
    QTRY_COMPARE_WITH_TIMEOUT(online.size(), 1, patience);
    for (int i = 0; i < 100; ++i)
        network.publish("my-app/devices/a/up", uplinkJson(i));
    QTRY_VERIFY_WITH_TIMEOUT(!client, patience);
    QCOMPARE(uplinks, 1);
}

void TestMqttClient::mailboxIsBounded()
{
    QObject receiver;
    int received = 0;
    int resumed = 0;
    MqttMailbox box(
        &receiver, [&] { ++received; }, [&] { ++resumed; });
    const mqttnotice::Batch batch{QList<TrafficMessage>(1024), 1024};
    int posted = 1;
    while (box.post(batch))
        ++posted;
    QCOMPARE(posted, MqttMailbox::messageBound / 1024);
    QCoreApplication::processEvents();
    QCOMPARE(received, 1); // woken once for all of it
    for (int i = 0; i < posted; ++i) {
        QVERIFY(box.take());
        QCOMPARE(resumed, i + 1 >= posted / 2 ? 1 : 0);
    }
    QVERIFY(!box.take());
    QVERIFY(!box.post(mqttnotice::Batch{QList<TrafficMessage>(1), MqttMailbox::byteBound}));
    box.close();
    QVERIFY(!box.take());
    QVERIFY(box.post(batch)); // to nobody
}

QTEST_GUILESS_MAIN(TestMqttClient)
#include "tst_mqttclient.moc"
