// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/announcementtext.h"
#include "cli/applicationtext.h"
#include "cli/devicetext.h"
#include "cli/payloadtext.h"
#include "cli/traffictext.h"

#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

Device sampleDevice()
{
    Device device;
    device.appId = AppId::fromServer(u"my-app"_s);
    device.devId = DevId::fromServer(u"dev-1"_s);
    device.description = u"On the roof"_s;
    device.latitude = 52.01F;
    device.longitude = -4.36F;
    device.altitude = 12;
    device.attributes = {{u"a"_s, u"1"_s}, {u"b<"_s, u"ü"_s}};
    device.appEui = *AppEui::fromHex(u"70B3D57EF0000001");
    device.devEui = *DevEui::fromHex(u"0004A30B001B7AD2");
    device.appKey = *AppKey::fromHex(u"00112233445566778899aabbccddeeff");
    device.counterUp = 118;
    device.counterDown = 4;
    device.activationConstraints = u"local"_s;
    device.lastSeen = Timestamp{1'556'788'392'153'200'000, 0};
    return device;
}

} // namespace

/// The shapes of --json, member for member.
class TestResults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDeviceHasTheNamesOfTheSdk()
    {
        const QByteArray expected =
            R"({"app_id":"my-app","dev_id":"dev-1","description":"On the roof","latitude":52.01,)"
            R"("longitude":-4.36,"altitude":12,"attributes":{"a":"1","b\u003c":"ü"},)"
            R"("lorawan_device":{"app_eui":"70B3D57EF0000001","dev_eui":"0004A30B001B7AD2","dev_addr":"",)"
            R"("nwk_s_key":"","app_s_key":"","app_key":"00112233445566778899AABBCCDDEEFF",)"
            R"("f_cnt_up":118,"f_cnt_down":4,"disable_f_cnt_check":false,"uses32_bit_f_cnt":true,)"
            R"("activation_constraints":"local","last_seen":1556788392153200000}})";
        QCOMPARE(deviceJson(sampleDevice()), expected);
    }

    void aListDoesNotMakeUpCounters()
    {
        const QByteArray json = deviceJson(sampleDevice(), Counters::Unknown);
        QVERIFY(json.contains("\"f_cnt_up\":null,\"f_cnt_down\":null"));
        QVERIFY(json.contains("\"last_seen\":null"));
    }

    void aDeviceReadsWell()
    {
        const QString text = deviceText(sampleDevice());
        QVERIFY2(text.contains(u"52.01°, -4.36°, 12 m"_s), qPrintable(text));
        QVERIFY(text.contains(u"OTAA"_s));
        QVERIFY(text.contains(u"2019-05-02T09:13:12.1532Z"_s));
        QVERIFY(!text.contains(u"NwkSKey"_s));
    }

    void anApplicationNeverShowsItsOnJoinKey()
    {
        Application application;
        application.appId = AppId::fromServer(u"my-app"_s);
        application.format = PayloadFormat::Custom;
        application.formatName = u"custom"_s;
        application.functions.decoder = u"function Decoder() {\n}"_s;
        application.onJoinKey = Secret("ttn-account-v2.geheim");
        const QByteArray expected =
            R"({"app_id":"my-app","payload_format":"custom","decoder":"function Decoder() {\n}",)"
            R"("converter":"","validator":"","encoder":"","register_on_join_access_key_set":true})";
        QCOMPARE(applicationJson(application), expected);
        QVERIFY(!applicationText(application).contains(u"geheim"_s));
        QVERIFY(applicationText(application).contains(u"2 lines"_s));
    }

    void anAnnouncementHasTheNamesOfTheSdk()
    {
        Announcement announcement;
        announcement.id = u"handler-1"_s;
        announcement.serviceName = u"handler"_s;
        announcement.isPublic = true;
        announcement.applications = {AppId::fromServer(u"my-app"_s)};
        announcement.devAddrPrefixes = {u"26000000/20"_s};
        const QByteArray expected =
            R"({"id":"handler-1","service_name":"handler","service_version":"","description":"","url":"",)"
            R"("public":true,"net_address":"","public_key":"","certificate":"","api_address":"",)"
            R"("mqtt_address":"","amqp_address":"",)"
            R"("metadata":[{"dev_addr_prefix":"26000000/20"},{"app_id":"my-app"}]})";
        QCOMPARE(announcementJson(announcement), expected);
    }

    void messagesComeAsTheNetworkSentThem()
    {
        TrafficMessage message;
        message.received = Timestamp{1'556'788'392'153'200'000, 0};
        UplinkMessage uplink =
            *UplinkMessage::fromJson(R"({"port": 1, "counter": 7, "payload_raw": "AGQ=", "new": 1})");
        uplink.appId = AppId::fromServer(u"my-app"_s);
        uplink.devId = DevId::fromServer(u"dev-1"_s);
        message.body = uplink;
        const QByteArray expected =
            R"({"kind":"uplink","app_id":"my-app","dev_id":"dev-1","received":"2019-05-02T09:13:12.1532Z",)"
            R"("message":{"port": 1, "counter": 7, "payload_raw": "AGQ=", "new": 1}})";
        QCOMPARE(trafficJson(message), expected);
        QVERIFY(trafficText(message).contains(u"00 64"_s));

        DeviceEvent event = *DeviceEvent::fromJson(u"delete"_s, "null");
        event.devId = uplink.devId;
        message.body = event;
        const QByteArray expectedEvent =
            R"({"kind":"delete","app_id":"","dev_id":"dev-1","received":"2019-05-02T09:13:12.1532Z",)"
            R"("message":null})";
        QCOMPARE(trafficJson(message), expectedEvent);
    }

    void whatIsUnreadableIsKept()
    {
        UnreadableMessage unreadable;
        unreadable.source = u"my-app/devices/dev-1/up"_s;
        unreadable.failure = Failure::invalidInput(u"It"_s, u"is bad"_s);
        unreadable.raw = "6";
        QVERIFY(trafficJson({{}, unreadable}).contains("\"kind\":\"unreadable\""));
        QVERIFY(trafficJson({{}, unreadable}).contains("\"message\":6"));
        QVERIFY(cameAsUplink({{}, unreadable}));
        unreadable.raw = "\xff{";
        const QJsonDocument line = QJsonDocument::fromJson(trafficJson({{}, unreadable}));
        QVERIFY(line.isObject());
        QCOMPARE(line[u"raw"_s].toString(), u"/3s="_s);
    }

    void aDecodedPayloadIsOneLine()
    {
        DecodeResult result;
        result.fields = R"({"t":21.4})";
        result.valid = false;
        result.logs = {{u"Decoder"_s, {"1.5", "undefined"}}};
        const QByteArray expected = R"({"fields":{"t":21.4},"valid":false,)"
                                    R"("logs":[{"function":"Decoder","fields":["1.5","undefined"]}],)"
                                    R"("error":null})";
        QCOMPARE(decodeJson(result), expected);
        DecodeResult failed;
        failed.error = PayloadError{PayloadError::Code::Internal, u"Decoder threw error: x"_s};
        const QByteArray expectedFailed = R"({"fields":null,"valid":true,"logs":[],"error":"Decoder threw error: x"})";
        QCOMPARE(decodeJson(failed), expectedFailed);
        EncodeResult encoded;
        encoded.bytes = "\x01";
        const QByteArray expectedEncoded = R"({"payload_raw":"AQ==","logs":[],"error":null})";
        QCOMPARE(encodeJson(encoded), expectedEncoded);
    }
};

QTEST_GUILESS_MAIN(TestResults)
#include "tst_results.moc"
