// SPDX-License-Identifier: GPL-3.0-or-later
// What is no message gives a Failure that says so: no crash, no half-read value.
#include "core/deviceevent.h"
#include "core/uplinkmessage.h"

#include <QTest>

using namespace thingsdesk;

class TestBadMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNoMessage_data();
    void refusesWhatIsNoMessage();
    void refusesWrongTypes_data();
    void refusesWrongTypes();
    void refusesWrongEventMembers_data();
    void refusesWrongEventMembers();
    void refusesWrongDownlinkMembers_data();
    void refusesWrongDownlinkMembers();
    void readsTheNextAfterABadOne();
    void readsLargeMessages();
    void cutsMessagesAnywhere();
};

void TestBadMessages::refusesWhatIsNoMessage_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("problem");
    const QString noObject = QStringLiteral("not a JSON object");
    const QString noJson = QStringLiteral("is not valid JSON");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("is empty");
    QTest::newRow("bare number") << QByteArray("21.5") << noObject;
    QTest::newRow("bare text") << QByteArray("\"up\"") << noObject;
    QTest::newRow("bare true") << QByteArray("true") << noObject;
    QTest::newRow("array") << QByteArray("[{}]") << noObject;
    QTest::newRow("garbage") << QByteArray("\x01\x02garbage") << noJson;
    QTest::newRow("zero bytes") << QByteArray(64, '\0') << noJson;
    QTest::newRow("cut off") << QByteArray(R"({"port":1,"payl)") << noJson;
    QTest::newRow("two messages") << QByteArray("{}{}") << noJson;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"dev_id\":\"\xc3\x28\"}") << QStringLiteral("is not valid UTF-8");
    QTest::newRow("surrogate in UTF-8") << QByteArray("{\"a\":\"\xed\xa0\x80\"}")
                                        << QStringLiteral("is not valid UTF-8");
    QTest::newRow("deep") << QByteArray("{\"payload_fields\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') +
                                        '}')
                          << QStringLiteral("is nested too deeply");
    QTest::newRow("deep objects, cut off") << QByteArray("{\"a\":").repeated(50'000) << noJson;
    QTest::newRow("huge number") << QByteArray(R"({"payload_fields":{"a":1e999}})")
                                 << QStringLiteral("malformed or too large");
    QTest::newRow("very long number") << QByteArray("{\"port\":" + QByteArray(100'000, '9') + '}')
                                      << QStringLiteral("malformed or too large");
}

void TestBadMessages::refusesWhatIsNoMessage()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, problem);
    const Result<UplinkMessage> uplink = UplinkMessage::fromJson(json);
    const Result<DownlinkMessage> downlink = DownlinkMessage::fromJson(json);
    const Result<DeviceEvent> event = DeviceEvent::fromJson(QStringLiteral("down/sent"), json);
    QVERIFY(!uplink && !downlink && !event);
    QCOMPARE(uplink.error().cause, Failure::Cause::BadMessage);
    QCOMPARE(downlink.error().cause, Failure::Cause::BadMessage);
    QCOMPARE(event.error().cause, Failure::Cause::BadMessage);
    QVERIFY2(uplink.error().text.startsWith(u"The uplink "), qPrintable(uplink.error().text));
    QVERIFY2(uplink.error().text.contains(problem), qPrintable(uplink.error().text));
    QVERIFY2(downlink.error().text.startsWith(u"The downlink "), qPrintable(downlink.error().text));
    QVERIFY2(event.error().text.startsWith(u"The event "), qPrintable(event.error().text));
}

void TestBadMessages::refusesWrongTypes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *member, const char *json, const char *rule) {
        QTest::addRow("%s %.60s", member, json)
            << QByteArray(json) << QString::fromLatin1(member) << QString::fromLatin1(rule);
    };
    row("app_id", R"({"app_id":1})", "must be a text");
    row("dev_id", R"({"dev_id":{}})", "must be a text");
    row("hardware_serial", R"({"hardware_serial":7})", "must be a text");
    row("hardware_serial", R"({"hardware_serial":"00"})", "must have 16 hex digits");
    row("hardware_serial", R"({"hardware_serial":"00999123-F12660E"})", "must have 16 hex digits");
    row("port", R"({"port":"1"})", "must be a whole number");
    row("port", R"({"port":-1})", "not negative");
    row("port", R"({"port":256})", "must be 0 to 255");
    row("port", R"({"port":1.5})", "must be a whole number");
    row("port", R"({"port":1e2})", "must be a whole number");
    row("port", R"({"port":100000000000000000000})", "must be a whole number");
    row("counter", R"({"counter":4294967296})", "must be at most 4294967295");
    row("counter", R"({"counter":18446744073709551616})", "must be a whole number");
    row("confirmed", R"({"confirmed":1})", "must be true or false");
    row("is_retry", R"({"is_retry":"true"})", "must be true or false");
    row("payload_raw", R"({"payload_raw":[1,2]})", "must be base64 text or null");
    row("payload_raw", R"({"payload_raw":"AQ="})", "standard base64 with padding");
    row("payload_raw", R"({"payload_raw":"AQI"})", "standard base64 with padding");
    row("payload_raw", R"({"payload_raw":"A*ID"})", "standard base64 with padding");
    row("payload_raw", R"({"payload_raw":"A-_D"})", "standard base64 with padding");
    row("payload_raw", R"({"payload_raw":"AQ==AQ=="})", "standard base64 with padding");
    row("payload_raw", R"({"payload_raw":"===="})", "standard base64 with padding");
    row("payload_fields", R"({"payload_fields":[]})", "must be an object");
    row("payload_fields", R"({"payload_fields":"{}"})", "must be an object");
    row("attributes", R"({"attributes":1})", "must be an object");
    row("metadata", R"({"metadata":[]})", "must be an object");
    row("time", R"({"metadata":{"time":12}})", "must be a time");
    row("time", R"({"metadata":{"time":"yesterday"}})", "as in RFC 3339");
    row("frequency", R"({"metadata":{"frequency":"868.1"}})", "must be a number");
    row("frequency", R"({"metadata":{"frequency":-1}})", "frequency in megahertz");
    row("frequency", R"({"metadata":{"frequency":868100000}})", "frequency in megahertz");
    row("frequency", R"({"metadata":{"frequency":1e300}})", "frequency in megahertz");
    row("airtime", R"({"metadata":{"airtime":1.5}})", "must be a whole number");
    row("latitude", R"({"metadata":{"latitude":"52"}})", "must be a number");
    row("altitude", R"({"metadata":{"altitude":2147483648}})", "must fit in 32 bits");
    row("altitude", R"({"metadata":{"altitude":-2147483649}})", "must fit in 32 bits");
    row("gateways", R"({"metadata":{"gateways":{}}})", "must be an array");
    row("gateways", R"({"metadata":{"gateways":[1]}})", "must hold objects");
    row("rssi", R"({"metadata":{"gateways":[{},{"rssi":"-61"}]}})", "must be a number");
    row("gtw_id", R"({"metadata":{"gateways":[{"gtw_id":1}]}})", "must be a text");
    row("timestamp", R"({"metadata":{"gateways":[{"timestamp":-1}]}})", "not negative");
}

void TestBadMessages::refusesWrongTypes()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, member);
    QFETCH(QString, rule);
    const Result<UplinkMessage> message = UplinkMessage::fromJson(json);
    QVERIFY(!message);
    QCOMPARE(message.error().cause, Failure::Cause::BadMessage);
    QVERIFY2(message.error().text.contains(u'"' + member + u'"'), qPrintable(message.error().text));
    QVERIFY2(message.error().text.contains(rule), qPrintable(message.error().text));
}

void TestBadMessages::refusesWrongEventMembers_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {R"({"error":1})", R"({"payload":"x"})", R"({"message":1})", R"({"message":{"port":"1"}})",
          R"({"message":{"payload_raw":"="}})", R"({"gateway_id":[]})", R"({"config":1})",
          R"({"config":{"frequency":868.1}})", R"({"config":{"power":"14"}})", R"({"app_eui":"1"})",
          R"({"dev_addr":260})", R"({"metadata":""})", R"({"metadata":{"gateways":1}})", R"({"latitude":"1"})",
          R"({"longitude":null})", R"({"altitude":1.5})", R"({"update_at":1})", R"({"update_at":"soon"})"})
        QTest::newRow(json) << QByteArray(json);
}

void TestBadMessages::refusesWrongEventMembers()
{
    QFETCH(QByteArray, json);
    const Result<DeviceEvent> event = DeviceEvent::fromJson(QStringLiteral("update"), json);
    QVERIFY(!event);
    QCOMPARE(event.error().cause, Failure::Cause::BadMessage);
    QVERIFY(!event.error().text.isEmpty());
}

void TestBadMessages::refusesWrongDownlinkMembers_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char *json :
         {R"({"app_id":1})", R"({"dev_id":1})", R"({"port":300})", R"({"confirmed":"yes"})", R"({"schedule":"next"})",
          R"({"schedule":1})", R"({"payload_raw":"%%"})", R"({"payload_fields":[1]})"})
        QTest::newRow(json) << QByteArray(json);
}

void TestBadMessages::refusesWrongDownlinkMembers()
{
    QFETCH(QByteArray, json);
    const Result<DownlinkMessage> message = DownlinkMessage::fromJson(json);
    QVERIFY(!message);
    QCOMPARE(message.error().cause, Failure::Cause::BadMessage);
}

void TestBadMessages::readsTheNextAfterABadOne()
{
    for (const QByteArray &bad :
         {QByteArray("{"), QByteArray(5000, '['), QByteArray("{\"port\":\"x\"}"), QByteArray()}) {
        QVERIFY(!UplinkMessage::fromJson(bad));
        QCOMPARE(UplinkMessage::fromJson(R"({"port":9})")->port, quint8(9));
    }
}

void TestBadMessages::readsLargeMessages()
{
    const QByteArray fields = "{\"a\":\"" + QByteArray(5'000'000, 'x') + "\"}";
    const Result<UplinkMessage> large = UplinkMessage::fromJson("{\"payload_fields\":" + fields + "}");
    QVERIFY(large);
    QCOMPARE(large->fields, fields);
    QCOMPARE(UplinkMessage::fromJson(R"({"port":9})")->port, quint8(9));
}

void TestBadMessages::cutsMessagesAnywhere()
{
    const QByteArray whole = R"({"app_id":"a1","port":1,"payload_raw":"AQID","payload_fields":{"a\"":[1,{"b":null}]},)"
                             R"("metadata":{"time":"2026-11-23T03:08:51Z","gateways":[{"rssi":-61.5}]},"x":"\\"})";
    QVERIFY(UplinkMessage::fromJson(whole));
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!UplinkMessage::fromJson(whole.first(length)));
}

QTEST_GUILESS_MAIN(TestBadMessages)
#include "tst_badmessages.moc"
