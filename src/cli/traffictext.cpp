// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/traffictext.h"

#include "cli/output.h"
#include "core/fixedbytes.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray line(const TrafficMessage &message, const QString &kind, const AppId &appId, const DevId &devId,
                const QByteArray &json)
{
    return JsonObjectWriter()
        .addString("kind", kind)
        .addString("app_id", appId.toString())
        .addString("dev_id", devId.toString())
        .addString("received", QString::fromLatin1(message.received.toRfc3339()))
        .add("message", json)
        .finish();
}

QByteArray jsonOf(const TrafficMessage &message, const UplinkMessage &uplink)
{
    return line(message, u"uplink"_s, uplink.appId, uplink.devId, uplink.raw);
}

QByteArray jsonOf(const TrafficMessage &message, const DeviceEvent &event)
{
    return line(message, event.typeName, event.appId, event.devId,
                event.raw.trimmed().isEmpty() ? QByteArray("null") : event.raw);
}

QByteArray jsonOf(const TrafficMessage &message, const UnreadableMessage &unreadable)
{
    const bool isJson = checkJson(unreadable.raw, u"The message"_s).has_value();
    QByteArray text = line(message, u"unreadable"_s, unreadable.appId, unreadable.devId,
                           isJson ? unreadable.raw : jsonString(QString::fromUtf8(unreadable.raw)));
    JsonObjectWriter more;
    if (!isJson)
        more.addBase64("raw", unreadable.raw);
    more.addString("source", unreadable.source).add("error", failureJson(unreadable.failure));
    text.chop(1);
    return text + ',' + more.finish().sliced(1);
}

QString spacedHex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(' ').toUpper());
}

QString radioText(const RadioMetadata &metadata)
{
    QString text =
        metadata.dataRate.isEmpty() && metadata.bitRate > 0 ? u"%1 bit/s"_s.arg(metadata.bitRate) : metadata.dataRate;
    if (const GatewayReception *best = metadata.bestGateway())
        text += u"  %1 dBm  SNR %2 dB  %3 gw"_s.arg(best->rssi).arg(best->snr).arg(metadata.gateways.size());
    return text;
}

QString textOf(const UplinkMessage &uplink)
{
    QStringList parts{uplink.devId.toString().leftJustified(20), u"up"_s, u"port %1"_s.arg(uplink.port),
                      u"counter %1"_s.arg(uplink.counter)};
    if (uplink.confirmed)
        parts.append(u"confirmed"_s);
    if (uplink.isRetry)
        parts.append(u"retry"_s);
    parts.append(uplink.payload.isEmpty() ? u"no payload"_s : spacedHex(uplink.payload));
    if (!uplink.fields.isEmpty())
        parts.append(QString::fromUtf8(uplink.fields).simplified());
    parts.append(radioText(uplink.metadata));
    return parts.join("  "_L1);
}

QString textOf(const DeviceEvent &event)
{
    QStringList parts{event.devId.toString().leftJustified(20), event.typeName};
    if (event.error)
        parts.append(*event.error);
    if (event.devAddr)
        parts.append("DevAddr "_L1 + event.devAddr->toHex());
    if (event.message) {
        parts.append(u"port %1"_s.arg(event.message->port));
        if (event.message->confirmed)
            parts.append(u"confirmed"_s);
        if (!event.message->payload.isEmpty())
            parts.append(spacedHex(event.message->payload));
        if (!event.message->fields.isEmpty())
            parts.append(QString::fromUtf8(event.message->fields).simplified());
    }
    if (event.transmission)
        parts.append(u"%1  %2 MHz  counter %3"_s.arg(event.transmission->dataRate)
                         .arg(double(event.transmission->frequency) / 1e6)
                         .arg(event.transmission->counter));
    if (!event.gatewayId.isEmpty())
        parts.append("by "_L1 + event.gatewayId);
    return parts.join("  "_L1);
}

QString textOf(const UnreadableMessage &unreadable)
{
    return unreadable.devId.toString().leftJustified(20) + "  unreadable  "_L1 + unreadable.failure.text + "  "_L1 +
           QString::fromUtf8(unreadable.raw.left(200)).simplified();
}

} // namespace

QByteArray trafficJson(const TrafficMessage &message)
{
    return std::visit([&message](const auto &body) { return jsonOf(message, body); }, message.body);
}

QString trafficText(const TrafficMessage &message)
{
    const QString time = message.received.toDateTime().toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    return time + "  "_L1 + plainText(std::visit([](const auto &body) { return textOf(body); }, message.body));
}

bool cameAsUplink(const TrafficMessage &message)
{
    if (const auto *unreadable = std::get_if<UnreadableMessage>(&message.body))
        return unreadable->source.endsWith("/up"_L1);
    return std::holds_alternative<UplinkMessage>(message.body);
}

} // namespace thingsdesk::cli
