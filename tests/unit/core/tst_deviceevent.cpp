// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deviceevent.h"

#include <QTest>

using namespace thingsdesk;

class TestDeviceEvent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTypes();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void readsATransmission();
    void readsAnActivation();
    void readsALocationChange();
    void keepsUnknownTypesAndMembers();
    void takesEmptyAddresses();
};

void TestDeviceEvent::namesTypes()
{
    for (const char *name : {"up/errors", "down/scheduled", "down/sent", "down/errors", "down/acks", "activations",
                             "activations/errors", "create", "update", "delete"}) {
        const QString text = QString::fromLatin1(name);
        QVERIFY2(eventTypeFromName(text) != EventType::Other, name);
        QCOMPARE(eventTypeName(eventTypeFromName(text)), text);
    }
    QCOMPARE(eventTypeFromName(u"up"), EventType::Other);
    QCOMPARE(eventTypeFromName(u""), EventType::Other);
    QCOMPARE(eventTypeName(EventType::Other), QString());
}

void TestDeviceEvent::writesWhatItRead_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *type, const char *json) {
        QTest::addRow("%s %.40s", type, json) << QString::fromLatin1(type) << QByteArray(json);
    };
    row("delete", "null");
    row("create", "{}");
    row("up/errors", R"({"error":"Unable to decode payload fields: \"x\" \u003c 3"})");
    row("down/scheduled", R"({"message":{"port":2,"payload_raw":"AQID"}})");
    row("down/errors", R"({"error":"no","message":{"port":2,"payload_fields":{ "a" : 1 }}})");
    row("down/sent", R"({"payload":"YA==","message":{"port":2,"payload_raw":"AQID"},"gateway_id":"eui-1",)"
                     R"("config":{"modulation":"LORA","data_rate":"SF7BW125","airtime":46336000,"counter":3,)"
                     R"("frequency":868100000,"power":14}})");
    row("activations", R"({"app_eui":"19A6DBD21A8839BB","dev_eui":"0093F9EB43D2EACD","dev_addr":"260009B1",)"
                       R"("metadata":{"time":"2026-11-23T03:10:28.51965535Z","frequency":868.1}})");
    row("update", R"({"update_at":"0001-01-01T00:00:00Z"})");
    row("update", R"({"latitude":0,"longitude":-4.5,"altitude":0,"update_at":"2026-11-23T03:11:21.93638512Z"})");
}

void TestDeviceEvent::writesWhatItRead()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, json);
    const Result<DeviceEvent> event = DeviceEvent::fromJson(type, json);
    QVERIFY(event);
    QCOMPARE(event->typeName, type);
    QCOMPARE(event->type, eventTypeFromName(type));
    QCOMPARE(event->toJson(), json);
    QCOMPARE(event->raw, json);
}

void TestDeviceEvent::readsATransmission()
{
    const Result<DeviceEvent> event = DeviceEvent::fromJson(
        QStringLiteral("down/sent"), R"({"payload":"YAE=","message":{"port":2,"confirmed":true},"gateway_id":"eui-1",)"
                                     R"("config":{"modulation":"FSK","bit_rate":50000,"airtime":46336000,"counter":3,)"
                                     R"("frequency":868100000,"power":-1,"new":1}})");
    QVERIFY(event);
    QCOMPARE(event->phyPayload, QByteArray("\x60\x01"));
    QVERIFY(event->message->confirmed);
    QCOMPARE(event->gatewayId, QStringLiteral("eui-1"));
    QCOMPARE(event->transmission->modulation, QStringLiteral("FSK"));
    QCOMPARE(event->transmission->bitRate, 50'000U);
    QCOMPARE(event->transmission->airtime, 46'336'000);
    QCOMPARE(event->transmission->counter, 3U);
    QCOMPARE(event->transmission->frequency, 868'100'000U);
    QCOMPARE(event->transmission->power, -1);
    QCOMPARE(event->transmission->unknown, (JsonMembers{{"new", "1"}}));
}

void TestDeviceEvent::readsAnActivation()
{
    const Result<DeviceEvent> event =
        DeviceEvent::fromJson(QStringLiteral("activations"),
                              R"({"app_eui":"19A6DBD21A8839BB","dev_eui":"0093F9EB43D2EACD","dev_addr":"260009B1",)"
                              R"("metadata":{"airtime":25856000,"gateways":[{"gtw_id":"eui-1","x":1}],"y":2}})");
    QVERIFY(event);
    QCOMPARE(event->appEui->toHex(), QStringLiteral("19A6DBD21A8839BB"));
    QCOMPARE(event->devEui->toHex(), QStringLiteral("0093F9EB43D2EACD"));
    QCOMPARE(event->devAddr->toHex(), QStringLiteral("260009B1"));
    QCOMPARE(event->metadata->airtime, 25'856'000);
    QCOMPARE(event->metadata->gateways[0].unknown, (JsonMembers{{"x", "1"}}));
    QCOMPARE(event->metadata->unknown, (JsonMembers{{"y", "2"}}));
}

void TestDeviceEvent::readsALocationChange()
{
    const Result<DeviceEvent> event =
        DeviceEvent::fromJson(QStringLiteral("update"), R"({"latitude":52.3731,"update_at":"2026-11-23T03:11:21Z"})");
    QVERIFY(event);
    QCOMPARE(event->latitude, std::optional(52.3731));
    QVERIFY(!event->longitude);
    QVERIFY(!event->altitude);
    QVERIFY(event->hasUpdateTime);
    QCOMPARE(event->updatedAt->toRfc3339(), QByteArray("2026-11-23T03:11:21Z"));

    const Result<DeviceEvent> nothing =
        DeviceEvent::fromJson(QStringLiteral("update"), R"({"update_at":"0001-01-01T00:00:00Z"})");
    QVERIFY(nothing->hasUpdateTime);
    QVERIFY(!nothing->updatedAt);
}

void TestDeviceEvent::keepsUnknownTypesAndMembers()
{
    const QByteArray json = R"({"error":"e","later":{"a":[ 1 ]},"l\u0061st":null})";
    const Result<DeviceEvent> event = DeviceEvent::fromJson(QStringLiteral("new/type"), json);
    QVERIFY(event);
    QCOMPARE(event->type, EventType::Other);
    QCOMPARE(event->typeName, QStringLiteral("new/type"));
    QCOMPARE(event->unknown, (JsonMembers{{"later", R"({"a":[ 1 ]})"}, {R"(l\u0061st)", "null"}}));
    QCOMPARE(event->toJson(), json);
}

void TestDeviceEvent::takesEmptyAddresses()
{
    const QByteArray json = R"({"app_eui":"","dev_eui":"","dev_addr":""})";
    const Result<DeviceEvent> event = DeviceEvent::fromJson(QStringLiteral("activations"), json);
    QVERIFY(event);
    QVERIFY(event->appEui && !event->appEui->isSet());
    QCOMPARE(event->toJson(), json);
}

QTEST_GUILESS_MAIN(TestDeviceEvent)
#include "tst_deviceevent.moc"
