// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagemaker.h"

namespace thingsdesk::tests {

using namespace Qt::StringLiterals;

UplinkMessage makeUplink(const UplinkParts &parts)
{
    UplinkMessage message;
    message.appId = testAppId;
    message.devId = DevId::fromServer(parts.device);
    message.port = parts.port;
    message.counter = parts.counter;
    message.isRetry = parts.isRetry;
    message.payload = parts.payload;
    message.fields = parts.fields;
    message.metadata.time = Timestamp::fromMilliseconds(parts.networkTime);
    message.metadata.frequency = 868'100'000;
    message.metadata.modulation = u"LORA"_s;
    message.metadata.dataRate = parts.dataRate;
    message.metadata.codingRate = u"4/5"_s;
    GatewayReception best;
    best.gatewayId = parts.gateway;
    best.rssi = parts.rssi;
    best.snr = parts.snr;
    GatewayReception other = best;
    other.gatewayId = u"gateway-far"_s;
    other.rssi = parts.rssi - 20;
    message.metadata.gateways = {other, best};
    message.raw = message.toJson();
    const auto read = UplinkMessage::fromJson(message.raw);
    if (!read)
        qFatal("%s", qPrintable(read.error().text));
    return *read;
}

DeviceEvent makeEvent(const QString &device, const QString &type, const QByteArray &json)
{
    auto event = DeviceEvent::fromJson(type, json);
    if (!event)
        qFatal("%s", qPrintable(event.error().text));
    event->appId = testAppId;
    event->devId = DevId::fromServer(device);
    return *event;
}

TrafficMessage received(std::variant<UplinkMessage, DeviceEvent, UnreadableMessage> body, qint64 milliseconds)
{
    return {Timestamp::fromMilliseconds(milliseconds), std::move(body)};
}

QString MessageMaker::device()
{
    // A few send nearly everything.
    return u"sensor-%1"_s.arg(below(20) == 0 ? 100 + below(40) : below(6));
}

QByteArray MessageMaker::oddFields()
{
    switch (below(12)) {
    case 0:
        return "{}";
    case 1:
        return R"({"":1,"#":"x","a.b":{"c d":2},"not":true,"`":3})";
    case 2:
        return R"({"deep":)" + QByteArray(20, '[') + "7" + QByteArray(20, ']') + "}";
    case 3: {
        QByteArray many = "{\"temperature\":21.5";
        for (int i = 0; i < 400; ++i)
            many += ",\"v" + QByteArray::number(i) + "\":" + QByteArray::number(i);
        return many + "}";
    }
    case 4:
        return R"({"note":")" + QByteArray(80, 'n') + QByteArray::number(below(5)) + "\"}";
    case 5:
        return R"({"big":123456789012345678901234567890,"temperature":5})";
    case 6:
        return "{\"name\":\"\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xF0\x9F\x8C\xA1\"}";
    case 7:
        return R"({"name":"Türkçe İ ÄÖ","door":"OPEN"})";
    case 8:
        return R"({"temperature":"warm","door":1,"flag":null})";
    case 9:
        return R"({"temperature":1,"temperature":2})";
    case 10:
        return R"({"list":[{"x":1},{"x":)" + QByteArray::number(below(4)) + "}]}";
    default:
        return R"({"serial":"sn-)" + QByteArray::number(below(100'000)) + "\"}";
    }
}

QByteArray MessageMaker::fields()
{
    if (below(10) == 0)
        return oddFields();
    if (below(10) == 0)
        return {};
    QByteArray text = "{\"temperature\":" + QByteArray::number(below(400) / 10.0 - 5) +
                      ",\"humidity\":" + QByteArray::number(below(100)) + ",\"door\":\"" +
                      (below(30) == 0 ? "open" : "closed") + '"';
    if (below(3) == 0)
        text += ",\"gps\":{\"latitude\":" + QByteArray::number(52 + below(1000) / 1000.0) + ",\"longitude\":4.9}";
    if (below(500) == 0)
        text += ",\"alarm\":true";
    if (below(4) == 0)
        text += below(2) ? ",\"flag\":false" : ",\"flag\":true";
    return text + "}";
}

TrafficMessage MessageMaker::event(const QString &device)
{
    const auto body = [&](const char *type, const QByteArray &json) {
        return received(makeEvent(device, QString::fromLatin1(type), json), m_time);
    };
    const QByteArray port = QByteArray::number(1 + below(3));
    switch (below(8)) {
    case 0:
        return body("down/scheduled", "{\"message\":{\"port\":" + port + ",\"payload_raw\":\"Cv8=\"}}");
    case 1:
        return body("down/sent",
                    "{\"payload\":\"YAE=\",\"message\":{\"port\":" + port +
                        ",\"payload_raw\":\"Cv8=\"},\"gateway_id\":\"gateway-2\",\"config\":{\"modulation\":"
                        "\"LORA\",\"data_rate\":\"SF9BW125\"}}");
    case 2:
        return body("up/errors", R"({"error":"Function Decoder threw: no such thing"})");
    case 3:
        return body("down/errors",
                    R"({"error":"Could not find an end device ÄRGER )" + QByteArray(below(2) * 70, 'e') + "\"}");
    case 4:
        return body("activations",
                    R"({"app_eui":"70B3D57ED0000001","dev_eui":"0102030405060708","dev_addr":"26010203",)"
                    R"("metadata":{"data_rate":"SF12BW125","gateways":[]}})");
    case 5:
        return body("create", "null");
    case 6:
        return body("something/new", "{\"x\":" + port + "}");
    default:
        return received(UnreadableMessage{testAppId,
                                          DevId::fromServer(device),
                                          u"my-app/devices/%1/up"_s.arg(device),
                                          "\xFF\xFE{" + port,
                                          {Failure::Kind::Permanent, Failure::Cause::BadMessage,
                                           u"The uplink is not valid UTF-8."_s, u"detail"_s}},
                        m_time);
    }
}

TrafficMessage MessageMaker::next()
{
    m_time += below(5000);
    if (below(2000) == 0)
        m_time += below(2) ? 3'600'000 : -3'600'000; // the clock is set
    const QString name = device();
    if (below(12) == 0)
        return event(name);
    UplinkParts parts;
    parts.device = name;
    parts.counter = ++m_counter;
    parts.port = quint8(below(40) == 0 ? 200 + below(3) : below(3));
    parts.payload = QByteArray(1 + below(10), char(below(256)));
    parts.fields = fields();
    parts.gateway = below(50) == 0 ? u"gateway-rare"_s : u"gateway-%1"_s.arg(below(4));
    parts.dataRate = below(30) == 0 ? u"SF12BW125"_s : u"SF7BW125"_s;
    parts.rssi = -below(100);
    parts.networkTime = m_time - 200;
    return received(makeUplink(parts), m_time);
}

QString MessageMaker::comparison()
{
    static const QStringList choices{u"temperature > 30"_s,
                                     u"temperature > 100"_s,
                                     u"temperature <= -4.5"_s,
                                     u"temperature = 21.5"_s,
                                     u"temperature = 'warm'"_s,
                                     u"temperature != 3"_s,
                                     u"humidity < 2"_s,
                                     u"humidity >= 99"_s,
                                     u"door = 'open'"_s,
                                     u"door ~ 'PEN'"_s,
                                     u"door < 'm'"_s,
                                     u"door = 1"_s,
                                     u"gps"_s,
                                     u"gps.latitude >= 52.99"_s,
                                     u"gps.nothing"_s,
                                     u"alarm"_s,
                                     u"alarm = true"_s,
                                     u"flag"_s,
                                     u"flag = false"_s,
                                     u"flag = null"_s,
                                     u"flag != true"_s,
                                     u"note ~ 'nnn3'"_s,
                                     u"serial ~ '-99'"_s,
                                     u"serial = 'sn-77'"_s,
                                     u"big > 1e20"_s,
                                     u"`a.b`.`c d` = 2"_s,
                                     u"`` = 1"_s,
                                     u"`#` = 'x'"_s,
                                     u"list.1.x = 3"_s,
                                     u"deep.0.0.0.0"_s,
                                     u"v399 = 399"_s,
                                     u"`not`"_s,
                                     u"missing > 1"_s,
                                     u"missing != 1"_s,
                                     u"name ~ 'türk'"_s,
                                     u"```` = 3"_s};
    return choices[below(int(choices.size()))];
}

QString MessageMaker::expression()
{
    switch (below(6)) {
    case 0:
        return comparison() + u" and "_s + comparison();
    case 1:
        return comparison() + u" or "_s + comparison();
    case 2:
        return u"not "_s + comparison();
    case 3:
        return u"("_s + comparison() + u" or "_s + comparison() + u") and not ("_s + comparison() + u')';
    case 4:
        return u"("_s + comparison() + u" and "_s + comparison() + u") or "_s + comparison();
    default:
        return comparison();
    }
}

HistoryFilter MessageMaker::filter(qint64 lastId)
{
    static const QStringList texts{
        u"OPEN"_s, u"sensor-1"_s,  u"rare"_s,     u"temp"_s,  u"SF12"_s,  u"gap"_s,  u"nothing such"_s,
        u"0aFF"_s, u"threw"_s,     u"ärger"_s,    u"eeee"_s,  u"nnnn4"_s, u"sn-5"_s, u"سلام"_s,
        u"🌡"_s, u"not valid"_s, u"latitude"_s, u"down-"_s, u"abab"_s,  u"v399"_s, u"C D"_s,
        u"i"_s,    u"deep"_s,      u"TÜRK"_s,     u"`"_s};
    HistoryFilter filter;
    if (below(3) == 0)
        filter.fields = *FieldExpression::parse(expression());
    if (below(3) == 0)
        filter.text = texts[below(int(texts.size()))];
    if (below(4) == 0) {
        for (int i = below(3); i >= 0; --i)
            filter.kinds.insert(allRecordKinds()[below(int(allRecordKinds().size()))]);
    }
    if (below(4) == 0)
        filter.devices = {DevId::fromServer(device()), DevId::fromServer(u"sensor-none"_s)};
    if (below(6) == 0)
        filter.ports = {quint8(below(4)), quint8(200)};
    if (below(6) == 0)
        filter.gateways = {below(2) ? u"gateway-rare"_s : u"gateway-2"_s};
    if (below(8) == 0)
        filter.dataRates = {below(2) ? u"SF12BW125"_s : u"SF9BW125"_s};
    if (below(5) == 0)
        filter.since = Timestamp::fromMilliseconds(1'790'000'000'000 + qint64(below(60'000)) * 1000);
    if (below(5) == 0)
        filter.until = Timestamp::fromMilliseconds(1'790'000'000'000 + qint64(below(60'000)) * 1000);
    if (below(8) == 0)
        filter.afterId = below(int(lastId));
    filter.withoutDuplicates = below(8) == 0;
    return filter;
}

} // namespace thingsdesk::tests
