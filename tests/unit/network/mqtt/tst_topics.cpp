// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/topics.h"
#include "network/ttnv2/trafficreader.h"

#include <QTest>

using namespace thingsdesk;
using Kind = ttnv2::Topic::Kind;

class TestTopics final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parsesEveryForm_data();
    void parsesEveryForm();
    void buildsTopics();
    void refusesIdsThatAreNoLevel_data();
    void refusesIdsThatAreNoLevel();
    void takesIdsFromTheTopic();
    void keepsWhatCannotBeRead_data();
    void keepsWhatCannotBeRead();
    void leavesFieldsOut();
};

void TestTopics::parsesEveryForm_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QByteArray>("device");
    QTest::addColumn<QByteArray>("rest");
    const auto add = [](const char *name, const QByteArray &topic, Kind kind, const QByteArray &app = {},
                        const QByteArray &device = {},
                        const QByteArray &rest = {}) { QTest::newRow(name) << topic << kind << app << device << rest; };
    add("uplink", "a/devices/d/up", Kind::Uplink, "a", "d");
    add("field", "a/devices/d/up/temperature", Kind::Field, "a", "d", "temperature");
    add("deep field", "a/devices/d/up/gps/lat", Kind::Field, "a", "d", "gps/lat");
    add("field with odd letters", "a/devices/d/up/Größe A", Kind::Field, "a", "d", "Größe A");
    add("empty field path", "a/devices/d/up/", Kind::Field, "a", "d", "");
    add("downlink", "a/devices/d/down", Kind::Downlink, "a", "d");
    add("below downlink", "a/devices/d/down/x", Kind::Other);
    add("event", "a/devices/d/events/activations", Kind::Event, "a", "d", "activations");
    add("event of two levels", "a/devices/d/events/down/sent", Kind::Event, "a", "d", "down/sent");
    add("event without a type", "a/devices/d/events", Kind::Event, "a", "d", "");
    add("application event", "a/events/create", Kind::ApplicationEvent, "a", "", "create");
    add("device called events", "a/devices/events/up", Kind::Uplink, "a", "events");
    add("device called up", "a/devices/up/up", Kind::Uplink, "a", "up");
    add("application called devices", "devices/devices/d/up", Kind::Uplink, "devices", "d");
    add("capital letters are other letters", "a/Devices/d/up", Kind::Other);
    add("nothing", "", Kind::Other);
    add("slashes", "///", Kind::Other);
    add("no application", "/devices/d/up", Kind::Other);
    add("no device", "a/devices//up", Kind::Other);
    add("ends after devices", "a/devices", Kind::Other);
    add("ends after the device", "a/devices/d", Kind::Other);
    add("slash after the device", "a/devices/d/", Kind::Other);
    add("longer word", "a/devices/d/uplink", Kind::Other);
    add("no UTF-8", QByteArray("a/devices/\xff\xfe/up"), Kind::Uplink, "a", "\xff\xfe");
    add("NUL", QByteArray("a/devices/d\0/up", 15), Kind::Uplink, "a", QByteArray("d\0", 2));
    add("broker's own", "$SYS/broker/uptime", Kind::Other);
}

void TestTopics::parsesEveryForm()
{
    QFETCH(const QByteArray, topic);
    const ttnv2::Topic parts = ttnv2::parseTopic(topic);
    QTEST(parts.kind, "kind");
    QTEST(parts.appId.toByteArray(), "app");
    QTEST(parts.devId.toByteArray(), "device");
    QTEST(parts.rest.toByteArray(), "rest");
}

void TestTopics::buildsTopics()
{
    const AppId app = AppId::fromServer(QStringLiteral("my-app"));
    const DevId device = DevId::fromServer(QStringLiteral("dev-1"));
    QCOMPARE(ttnv2::downlinkTopic(app, device).value(), QByteArray("my-app/devices/dev-1/down"));
    QCOMPARE(ttnv2::uplinkTopic(app, device).value(), QByteArray("my-app/devices/dev-1/up"));
    QCOMPARE(ttnv2::eventTopic(app, device, QStringLiteral("down/acks")).value(),
             QByteArray("my-app/devices/dev-1/events/down/acks"));
    const ttnv2::SubscribeFilters filters = ttnv2::subscribeFilters(app).value();
    QCOMPARE(filters.all(), (QList<QByteArray>{"my-app/devices/+/up", "my-app/devices/+/events/#", "my-app/events/#"}));
}

void TestTopics::refusesIdsThatAreNoLevel_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("empty") << QString();
    QTest::newRow("slash") << QStringLiteral("a/b");
    QTest::newRow("plus") << QStringLiteral("+");
    QTest::newRow("hash") << QStringLiteral("#");
    QTest::newRow("NUL") << QString(QChar(0));
}

void TestTopics::refusesIdsThatAreNoLevel()
{
    QFETCH(const QString, id);
    const AppId good = AppId::fromServer(QStringLiteral("my-app"));
    const auto topic = ttnv2::downlinkTopic(good, DevId::fromServer(id));
    QVERIFY(!topic);
    QCOMPARE(topic.error().cause, Failure::Cause::InvalidInput);
    QVERIFY(topic.error().text.startsWith(u"Device ID"));
    QVERIFY(!ttnv2::subscribeFilters(AppId::fromServer(id)));
}

void TestTopics::takesIdsFromTheTopic()
{
    const ttnv2::TrafficReader reader(AppId::fromServer(QStringLiteral("my-app")));
    const Timestamp now = Timestamp::now();
    const auto uplink =
        reader.read("my-app/devices/dev-1/up",
                    R"({"app_id":"x","dev_id":"y","port":1,"counter":7,"payload_raw":null,"metadata":{}})", now);
    QVERIFY(uplink);
    QCOMPARE(uplink->received, now);
    QCOMPARE(std::get<UplinkMessage>(uplink->body).appId.toString(), QStringLiteral("my-app"));
    QCOMPARE(std::get<UplinkMessage>(uplink->body).devId.toString(), QStringLiteral("dev-1"));
    const auto event = reader.read("my-app/devices/dev-2/events/delete", "null", now);
    QCOMPARE(std::get<DeviceEvent>(event->body).devId.toString(), QStringLiteral("dev-2"));
    QCOMPARE(std::get<DeviceEvent>(event->body).type, EventType::DeviceDeleted);
    const auto unknown = reader.read("my-app/events/some/thing", "{}", now);
    QCOMPARE(std::get<DeviceEvent>(unknown->body).typeName, QStringLiteral("some/thing"));
    QVERIFY(std::get<DeviceEvent>(unknown->body).devId.isEmpty());
}

void TestTopics::keepsWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("payload");
    const QByteArray up = "my-app/devices/d/up";
    QTest::newRow("a bare number") << up << QByteArray("6");
    QTest::newRow("empty") << up << QByteArray();
    QTest::newRow("no JSON") << up << QByteArray("{");
    QTest::newRow("no UTF-8") << up << QByteArray("{\"dev_id\":\"\xff\"}");
    QTest::newRow("a wrong type") << up << QByteArray(R"({"port":"1"})");
    QTest::newRow("broken base64") << up << QByteArray(R"({"payload_raw":"A"})");
    QTest::newRow("nested too deeply") << up << QByteArray(100'000, '[');
    QTest::newRow("event that is a list") << QByteArray("my-app/devices/d/events/update") << QByteArray("[]");
    QTest::newRow("another application") << QByteArray("my-app2/devices/d/up") << QByteArray("{}");
    QTest::newRow("unknown topic") << QByteArray("my-app/devices/d/down") << QByteArray("{}");
}

void TestTopics::keepsWhatCannotBeRead()
{
    QFETCH(const QByteArray, topic);
    QFETCH(const QByteArray, payload);
    const ttnv2::TrafficReader reader(AppId::fromServer(QStringLiteral("my-app")));
    const auto message = reader.read(topic, payload, Timestamp::now());
    QVERIFY(message);
    const auto *kept = std::get_if<UnreadableMessage>(&message->body);
    QVERIFY(kept);
    QCOMPARE(kept->raw, payload);
    QCOMPARE(kept->source.toUtf8(), topic);
    QCOMPARE(kept->failure.cause, Failure::Cause::BadMessage);
    QVERIFY(!kept->failure.text.isEmpty());
}

void TestTopics::leavesFieldsOut()
{
    const ttnv2::TrafficReader reader(AppId::fromServer(QStringLiteral("my-app")));
    QVERIFY(!reader.read("my-app/devices/d/up/temperature", "20.5", Timestamp::now()));
}

QTEST_GUILESS_MAIN(TestTopics)
#include "tst_topics.moc"
