// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/downlinkmessage.h"

#include <QTest>

using namespace thingsdesk;

namespace {

DownlinkMessage withPayload(const QByteArray &payload, quint8 port = 1)
{
    DownlinkMessage message;
    message.port = port;
    message.payload = payload;
    return message;
}

DownlinkMessage withFields(const QByteArray &fields)
{
    DownlinkMessage message;
    message.port = 1;
    message.fields = fields;
    return message;
}

} // namespace

class TestDownlinkMessage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatIsPublished();
    void readsWhatIsPublished();
    void writesAsTheNetworkDoesInEvents();
    void namesSchedules();
    void checksBeforeSending_data();
    void checksBeforeSending();
    void keepsUnknownMembers();
};

void TestDownlinkMessage::writesWhatIsPublished()
{
    DownlinkMessage message = withPayload("\x01\x02", 2);
    message.confirmed = true;
    message.schedule = Schedule::First;
    message.appId = AppId::fromServer(QStringLiteral("told-by-the-topic"));
    QCOMPARE(message.toPublishJson(),
             QByteArray(R"({"port":2,"confirmed":true,"schedule":"first","payload_raw":"AQI="})"));
    QCOMPARE(withFields(R"({"led": true})").toPublishJson(),
             QByteArray(R"({"port":1,"confirmed":false,"schedule":"replace","payload_fields":{"led": true}})"));
}

void TestDownlinkMessage::readsWhatIsPublished()
{
    const Result<DownlinkMessage> message = DownlinkMessage::fromJson(
        R"({"app_id":"a1","dev_id":"d1","port":223,"confirmed":true,"schedule":"last","payload_raw":"/+8="})");
    QVERIFY(message);
    QCOMPARE(message->appId.toString(), QStringLiteral("a1"));
    QCOMPARE(message->devId.toString(), QStringLiteral("d1"));
    QCOMPARE(message->port, quint8(223));
    QVERIFY(message->confirmed);
    QCOMPARE(message->schedule, Schedule::Last);
    QCOMPARE(message->payload, QByteArray("\xff\xef"));
    QVERIFY(message->fields.isEmpty());

    for (const DownlinkMessage &sent : {withPayload("\x01"), withFields(R"({"a":{}})")})
        QCOMPARE(*DownlinkMessage::fromJson(sent.toPublishJson()), sent);
}

void TestDownlinkMessage::writesAsTheNetworkDoesInEvents()
{
    QCOMPARE(withPayload("\x01\x02\x03", 2).toJson(), QByteArray(R"({"port":2,"payload_raw":"AQID"})"));
    DownlinkMessage message = withFields(R"({"led":"on"})");
    message.confirmed = true;
    message.appId = AppId::fromServer(QStringLiteral("a1"));
    message.devId = DevId::fromServer(QStringLiteral("d1"));
    QCOMPARE(message.toJson(),
             QByteArray(R"({"app_id":"a1","dev_id":"d1","port":1,"confirmed":true,"payload_fields":{"led":"on"}})"));
}

void TestDownlinkMessage::namesSchedules()
{
    for (const Schedule schedule : {Schedule::Replace, Schedule::First, Schedule::Last})
        QCOMPARE(scheduleFromName(scheduleName(schedule)), std::optional(schedule));
    QVERIFY(!scheduleFromName(u"next"));
    QVERIFY(!scheduleFromName(u""));
    QVERIFY(!scheduleFromName(u"Replace"));
    // Absent and empty are V2's default.
    QCOMPARE(DownlinkMessage::fromJson(R"({"schedule":""})")->schedule, Schedule::Replace);
    QCOMPARE(DownlinkMessage::fromJson("{}")->schedule, Schedule::Replace);
}

void TestDownlinkMessage::checksBeforeSending_data()
{
    QTest::addColumn<DownlinkMessage>("message");
    QTest::addColumn<QString>("problem"); // empty: good
    const QString good;
    DownlinkMessage both = withPayload("x");
    both.fields = R"({"a":1})";
    QTest::newRow("bytes") << withPayload("x") << good;
    QTest::newRow("port 223") << withPayload("x", 223) << good;
    QTest::newRow("longest") << withPayload(QByteArray(242, 'x')) << good;
    QTest::newRow("fields") << withFields(R"( {"a":1} )") << good;
    QTest::newRow("a large number") << withFields(R"({"a":100000000000000000000})") << good;
    QTest::newRow("port 0") << withPayload("x", 0) << QStringLiteral("Port must be 1 to 223, not 0.");
    QTest::newRow("port 224") << withPayload("x", 224) << QStringLiteral("1 to 223, not 224");
    QTest::newRow("nothing") << withPayload({}) << QStringLiteral("needs bytes or fields");
    QTest::newRow("both") << both << QStringLiteral("not both");
    QTest::newRow("too long") << withPayload(QByteArray(243, 'x')) << QStringLiteral("at most 242 bytes, not 243");
    QTest::newRow("no object") << withFields("[1]") << QStringLiteral("must be a JSON object");
    QTest::newRow("empty object") << withFields("{ }") << QStringLiteral("at least one member");
    QTest::newRow("null") << withFields("null") << QStringLiteral("must be a JSON object");
    QTest::newRow("no JSON") << withFields("{led: on}") << QStringLiteral("is not valid JSON");
    QTest::newRow("two objects") << withFields("{\"a\":1}{\"b\":2}") << QStringLiteral("is not valid JSON");
}

void TestDownlinkMessage::checksBeforeSending()
{
    QFETCH(DownlinkMessage, message);
    QFETCH(QString, problem);
    const Result<void> result = message.check();
    QCOMPARE(result.has_value(), problem.isEmpty());
    if (!result) {
        QCOMPARE(result.error().kind, Failure::Kind::Permanent);
        QVERIFY2(result.error().text.contains(problem), qPrintable(result.error().text));
    }
}

void TestDownlinkMessage::keepsUnknownMembers()
{
    const QByteArray json = R"({"port":1,"payload_raw":"AQ==","new":{"a": [1]},"other":"x"})";
    const Result<DownlinkMessage> message = DownlinkMessage::fromJson(json);
    QVERIFY(message);
    QCOMPARE(message->unknown, (JsonMembers{{"new", R"({"a": [1]})"}, {"other", R"("x")"}}));
    QCOMPARE(message->toJson(), json);
}

QTEST_GUILESS_MAIN(TestDownlinkMessage)
#include "tst_downlinkmessage.moc"
