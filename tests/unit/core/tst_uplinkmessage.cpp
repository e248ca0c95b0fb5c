// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uplinkmessage.h"

#include <QTest>

using namespace thingsdesk;

namespace {

const QByteArray full =
    R"({"app_id":"my-app","dev_id":"sensor-1","hardware_serial":"009991234F12660E","port":2,)"
    R"("counter":7,"confirmed":true,"is_retry":true,"payload_raw":"AQID",)"
    R"("payload_fields":{"b":1,"a":{"x":[1,null]}},"metadata":{"time":"2026-11-23T03:08:51.064722376Z",)"
    R"("frequency":868.1,"modulation":"LORA","data_rate":"SF7BW125","bit_rate":50000,)"
    R"("airtime":51456000,"coding_rate":"4/5","gateways":[{"gtw_id":"eui-1","gtw_trusted":true,)"
    R"("timestamp":3187299736,"fine_timestamp":18446744073709551615,)"
    R"("fine_timestamp_encrypted":"AQ==","time":"2026-11-23T03:08:51Z","antenna":1,"channel":3,)"
    R"("rssi":-61,"snr":9.25,"rf_chain":1,"latitude":52.3731,"longitude":4.8922,"altitude":12,)"
    R"("location_accuracy":5,"location_source":"gps"}],"latitude":1.5,"longitude":-2.5,)"
    R"("altitude":-3,"location_accuracy":4,"location_source":"registry"},)"
    R"("attributes":{"k":"v"}})";

} // namespace

class TestUplinkMessage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember();
    void readsEveryRadioMember();
    void readsEveryGatewayMember();
    void writesWhatItRead_data();
    void writesWhatItRead();
    void keepsUnknownMembersAtEveryLevel();
    void knowsMembersInEscapedForm();
    void tellsNullFromEmptyPayload();
    void takesTheLastOfRepeatedMembers();
    void keepsOddFieldNames_data();
    void keepsOddFieldNames();
    void keepsLargeNumbers();
    void findsTheBestGateway();
    void leavesAbsentMembersAtTheirDefaults();
};

void TestUplinkMessage::readsEveryMember()
{
    const Result<UplinkMessage> message = UplinkMessage::fromJson(full);
    QVERIFY(message);
    QCOMPARE(message->appId.toString(), QStringLiteral("my-app"));
    QCOMPARE(message->devId.toString(), QStringLiteral("sensor-1"));
    QCOMPARE(message->devEui.toHex(), QStringLiteral("009991234F12660E"));
    QCOMPARE(message->port, quint8(2));
    QCOMPARE(message->counter, 7U);
    QVERIFY(message->confirmed);
    QVERIFY(message->isRetry);
    QCOMPARE(message->payload, QByteArray("\x01\x02\x03"));
    QCOMPARE(message->fields, QByteArray(R"({"b":1,"a":{"x":[1,null]}})"));
    QCOMPARE(message->attributes, QByteArray(R"({"k":"v"})"));
    QVERIFY(message->unknown.isEmpty());
    QCOMPARE(message->raw, full);
}

void TestUplinkMessage::readsEveryRadioMember()
{
    const RadioMetadata radio = UplinkMessage::fromJson(full)->metadata;
    QCOMPARE(radio.time->toRfc3339(), QByteArray("2026-11-23T03:08:51.064722376Z"));
    QCOMPARE(radio.frequency, 868'100'000U);
    QCOMPARE(radio.modulation, QStringLiteral("LORA"));
    QCOMPARE(radio.dataRate, QStringLiteral("SF7BW125"));
    QCOMPARE(radio.bitRate, 50'000U);
    QCOMPARE(radio.airtime, 51'456'000);
    QCOMPARE(radio.codingRate, QStringLiteral("4/5"));
    QCOMPARE(radio.location, (Location{1.5, -2.5, -3, 4, QStringLiteral("registry")}));
    QVERIFY(radio.location.isSet());
    QVERIFY(radio.unknown.isEmpty());
}

void TestUplinkMessage::readsEveryGatewayMember()
{
    const RadioMetadata radio = UplinkMessage::fromJson(full)->metadata;
    QCOMPARE(radio.gateways.size(), 1);
    const GatewayReception &gateway = radio.gateways.first();
    QCOMPARE(gateway.gatewayId, QStringLiteral("eui-1"));
    QVERIFY(gateway.trusted);
    QCOMPARE(gateway.timestamp, 3'187'299'736U);
    QCOMPARE(gateway.fineTimestamp, 18'446'744'073'709'551'615U);
    QCOMPARE(gateway.fineTimestampEncrypted, QByteArray("\x01"));
    QCOMPARE(gateway.time->toRfc3339(), QByteArray("2026-11-23T03:08:51Z"));
    QCOMPARE(gateway.antenna, 1);
    QCOMPARE(gateway.channel, 3);
    QCOMPARE(gateway.rssi, -61.0);
    QCOMPARE(gateway.snr, 9.25);
    QCOMPARE(gateway.rfChain, 1);
    QCOMPARE(gateway.location, (Location{52.3731, 4.8922, 12, 5, QStringLiteral("gps")}));
    QVERIFY(gateway.unknown.isEmpty());
}

void TestUplinkMessage::writesWhatItRead_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("every member") << full;
    QTest::newRow("least") << QByteArray(R"({"port":0,"counter":0,"payload_raw":null,"metadata":{"time":""}})");
    QTest::newRow("FSK") << QByteArray(R"({"port":1,"counter":0,"payload_raw":"","metadata":{"time":"",)"
                                       R"("frequency":868.8,"modulation":"FSK","bit_rate":50000}})");
}

void TestUplinkMessage::writesWhatItRead()
{
    QFETCH(QByteArray, json);
    const Result<UplinkMessage> message = UplinkMessage::fromJson(json);
    QVERIFY(message);
    QCOMPARE(message->toJson(), json);
    QCOMPARE(*UplinkMessage::fromJson(message->toJson()), *message);
}

void TestUplinkMessage::keepsUnknownMembersAtEveryLevel()
{
    const QByteArray json = R"({"port":1,"counter":0,"payload_raw":null,"metadata":{"time":"",)"
                            R"("gateways":[{"time":"","channel":0,"rssi":0,"snr":0,"rf_chain":0},)"
                            R"({"time":"","channel":0,"rssi":0,"snr":0,"rf_chain":0,"g":[{"}":"]"}, 1]}],)"
                            R"("m":"a\"b"},"u":{ "x" : 1.50 },"":-0})";
    const Result<UplinkMessage> message = UplinkMessage::fromJson(json);
    QVERIFY(message);
    QCOMPARE(message->unknown, (JsonMembers{{"u", R"({ "x" : 1.50 })"}, {"", "-0"}}));
    QCOMPARE(message->metadata.unknown, (JsonMembers{{"m", R"("a\"b")"}}));
    QVERIFY(message->metadata.gateways[0].unknown.isEmpty());
    QCOMPARE(message->metadata.gateways[1].unknown, (JsonMembers{{"g", R"([{"}":"]"}, 1])"}}));
    QCOMPARE(message->toJson(), json);
}

void TestUplinkMessage::knowsMembersInEscapedForm()
{
    const Result<UplinkMessage> message = UplinkMessage::fromJson(
        R"({"payload\u005ffields":{"a":1},"met\u0061data":{"x":1},"\u0064ev_id":"d","n\u0065w":2})");
    QVERIFY(message);
    QCOMPARE(message->devId.toString(), QStringLiteral("d"));
    QCOMPARE(message->fields, QByteArray(R"({"a":1})"));
    QCOMPARE(message->metadata.unknown, (JsonMembers{{"x", "1"}}));
    QCOMPARE(message->unknown, (JsonMembers{{R"(n\u0065w)", "2"}}));
}

void TestUplinkMessage::tellsNullFromEmptyPayload()
{
    QVERIFY(UplinkMessage::fromJson(R"({"payload_raw":null})")->payload.isNull());
    QVERIFY(UplinkMessage::fromJson("{}")->payload.isNull());
    const QByteArray empty = UplinkMessage::fromJson(R"({"payload_raw":""})")->payload;
    QVERIFY(empty.isEmpty());
    QVERIFY(!empty.isNull());
}

void TestUplinkMessage::takesTheLastOfRepeatedMembers()
{
    const Result<UplinkMessage> message =
        UplinkMessage::fromJson(R"({"port":1,"port":2,"payload_fields":{"a":1},"payload_fields":{"b":2},)"
                                R"("metadata":{"gateways":[{"x":1},{}],"gateways":[{"gtw_id":"b","y":2}]}})");
    QVERIFY(message);
    QCOMPARE(message->port, quint8(2));
    QCOMPARE(message->fields, QByteArray(R"({"b":2})"));
    QCOMPARE(message->metadata.gateways.size(), 1);
    QCOMPARE(message->metadata.gateways[0].unknown, (JsonMembers{{"y", "2"}}));
}

void TestUplinkMessage::keepsOddFieldNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("hash") << QByteArray("b#");
    QTest::newRow("plus") << QByteArray("+");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("class") << QByteArray("class");
    QTest::newRow("prototype") << QByteArray("__proto__");
    QTest::newRow("slash") << QByteArray("a/b");
    QTest::newRow("quote") << QByteArray(R"(a\"b\\)");
    QTest::newRow("not ASCII") << QByteArray("température");
    QTest::newRow("10 kB") << QByteArray(10'240, 'x');
}

void TestUplinkMessage::keepsOddFieldNames()
{
    QFETCH(QByteArray, name);
    const QByteArray fields = "{\"" + name + "\":1,\"after\":2}";
    const QByteArray json = R"({"port":1,"counter":0,"payload_raw":null,"payload_fields":)" + fields +
                            R"(,"metadata":{"time":""},")" + name + R"(":true})";
    const Result<UplinkMessage> message = UplinkMessage::fromJson(json);
    QVERIFY(message);
    QCOMPARE(message->fields, fields);
    QCOMPARE(message->unknown, (JsonMembers{{name, "true"}}));
    QCOMPARE(message->toJson(), json);
}

void TestUplinkMessage::keepsLargeNumbers()
{
    // A decoder that returns 1e20 makes the handler write it so.
    const QByteArray fields =
        R"({"a":100000000000000000000,"b":-100000000000000000000,"c":1e+21,"d":"12345678901234567890123"})";
    const Result<UplinkMessage> message =
        UplinkMessage::fromJson(R"({"port":3,"payload_fields":)" + fields +
                                R"(,"metadata":{"gateways":[{"fine_timestamp":1795403331064722376}]}})");
    QVERIFY(message);
    QCOMPARE(message->port, quint8(3));
    QCOMPARE(message->fields, fields);
    QCOMPARE(message->metadata.gateways[0].fineTimestamp, 1'795'403'331'064'722'376U);
}

void TestUplinkMessage::findsTheBestGateway()
{
    RadioMetadata radio;
    QVERIFY(!radio.bestGateway());
    for (const double rssi : {-110.0, -60.0, -90.0})
        radio.gateways.emplaceBack().rssi = rssi;
    QCOMPARE(radio.bestGateway(), &radio.gateways[1]);
}

void TestUplinkMessage::leavesAbsentMembersAtTheirDefaults()
{
    const Result<UplinkMessage> message = UplinkMessage::fromJson(" {} ");
    QVERIFY(message);
    UplinkMessage expected;
    expected.raw = " {} ";
    QCOMPARE(*message, expected);
}

QTEST_GUILESS_MAIN(TestUplinkMessage)
#include "tst_uplinkmessage.moc"
