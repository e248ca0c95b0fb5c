// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/radio/uplinkpath.h"

#include "core/futures.h"
#include "sandbox/radio/airtime.h"
#include "sandbox/radio/frame.h"

namespace thingsdesk::sandbox {

namespace {

Location locationOf(const Device &device, const QString &source)
{
    Location place;
    place.latitude = shortestDouble(device.latitude);
    place.longitude = shortestDouble(device.longitude);
    place.altitude = device.altitude;
    const bool given = device.latitude != 0 || device.longitude != 0 || device.altitude != 0;
    place.source = given ? source : QString();
    return place;
}

RadioMetadata metadataOf(const AirUplink &uplink, const Device &device)
{
    RadioMetadata metadata;
    metadata.time = Timestamp::now();
    metadata.frequency = uplink.frequency;
    metadata.codingRate = QStringLiteral("4/5");
    const qsizetype size = uplinkFrameSize(uplink.payload.size(), uplink.port.has_value());
    if (uplink.bitRate != 0) {
        metadata.modulation = QStringLiteral("FSK");
        metadata.bitRate = uplink.bitRate;
        metadata.airtime = fskAirtime(uplink.bitRate, size);
    } else {
        metadata.modulation = QStringLiteral("LORA");
        metadata.dataRate = uplink.dataRate;
        metadata.airtime = loraAirtime(uplink.dataRate, size);
    }
    metadata.gateways = uplink.gateways;
    metadata.location = locationOf(device, QStringLiteral("registry"));
    return metadata;
}

QByteArray attributesJson(const QMap<QString, QString> &attributes)
{
    if (attributes.isEmpty())
        return {};
    QByteArray text = "{";
    for (const auto &[key, value] : attributes.asKeyValueRange())
        text += (text.size() > 1 ? "," : "") + jsonString(key) + ':' + jsonString(value);
    return text + '}';
}

ReceiveWindow windowOf(const AirUplink &uplink, bool isRetry)
{
    ReceiveWindow window;
    window.appId = uplink.appId;
    window.devId = uplink.devId;
    window.isRetry = isRetry;
    window.wantsAck = uplink.confirmed;
    window.canAnswer = uplink.canAnswer && !uplink.gateways.isEmpty();
    window.dataRate = uplink.dataRate;
    window.bitRate = uplink.bitRate;
    window.frequency = uplink.frequency;
    const auto best = std::max_element(uplink.gateways.begin(), uplink.gateways.end(),
                                       [](const auto &a, const auto &b) { return a.rssi < b.rssi; });
    window.gatewayId = best == uplink.gateways.end() ? QString() : best->gatewayId;
    return window;
}

constexpr const char *invalidPayload = "Payload not valid: payload validator function returned false";

} // namespace

UplinkPath::UplinkPath(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

bool UplinkPath::accepts(const DeviceRecord &record, const AirUplink &uplink, quint32 counter) const
{
    const Device &device = record.device;
    if (device.counterCheckDisabled)
        return true;
    if (record.heard && counter == device.counterUp)
        return uplink.confirmed; // a repeat: only a confirmed frame gets as far as the handler
    if (device.counterUp == 0)
        return true; // nothing is known about where the device begins
    return counter > device.counterUp && counter - device.counterUp <= largestCounterGap;
}

void UplinkPath::receive(const AirUplink &uplink, Air::DownlinkAnswer answer)
{
    for (const GatewayReception &gateway : uplink.gateways) {
        if (gateway.trusted)
            Q_EMIT gatewayHeard(gateway.gatewayId);
    }
    DeviceRecord *record = m_parts.registry.device(uplink.appId, uplink.devId);
    if (!record || m_parts.faults.registrationDelay.loses(uplink.appId))
        return answer(std::nullopt);
    Device &device = record->device;
    const quint32 counter = device.uses32BitCounter ? uplink.counter : uplink.counter & 0xffff;
    if (!accepts(*record, uplink, counter))
        return answer(std::nullopt);

    // Quirk (seen): a new device's first uplink with counter 0 counts as a retry, because 0 is what the handler has.
    const bool isRetry = counter == record->handlerCounter;
    record->handlerCounter = counter;
    record->heard = true;
    device.counterUp = counter;
    device.lastSeen = Timestamp::now();
    m_parts.registry.markChanged(uplink.appId, uplink.devId);
    m_rate.count();
    if (uplink.acknowledges)
        m_parts.downlinks.acknowledged(*record);

    UplinkMessage message;
    message.appId = uplink.appId;
    message.devId = uplink.devId;
    message.devEui = device.devEui;
    message.port = uplink.port.value_or(0);
    message.counter = counter;
    message.confirmed = uplink.confirmed;
    message.isRetry = isRetry;
    // FPort 0 carries MAC commands, which are not for applications.
    message.payload = message.port == 0 || uplink.payload.isEmpty() ? QByteArray() : uplink.payload;
    message.metadata = metadataOf(uplink, device);
    decode(message, [this, window = windowOf(uplink, isRetry), answer = std::move(answer)](Outcome outcome) {
        if (outcome == Outcome::Dropped)
            return answer(std::nullopt);
        m_parts.downlinks.open(window, answer);
    });
}

void UplinkPath::simulate(const AppId &appId, const DevId &devId, const QByteArray &payload, quint8 port,
                          const SimulationAnswer &answer)
{
    const DeviceRecord *record = m_parts.registry.device(appId, devId);
    if (!record)
        return answer(
            refuse(Refusal::notFound("handler:device:" + appId.toString().toUtf8() + ':' + devId.toString().toUtf8())));
    UplinkMessage message;
    message.appId = appId;
    message.devId = devId;
    message.devEui = record->device.devEui;
    message.port = port;
    message.payload = payload.isEmpty() ? QByteArray() : payload;
    message.metadata.time = Timestamp::now();
    message.metadata.location = locationOf(record->device, {});
    decode(message, [answer](Outcome outcome) {
        if (outcome == Outcome::Published)
            return answer({});
        answer(refuse({Refusal::Code::InvalidArgument, invalidPayload}));
    });
}

void UplinkPath::decode(const UplinkMessage &message, const Published &published)
{
    const Application &settings = m_parts.registry.application(message.appId)->settings;
    if (settings.format != PayloadFormat::Custom && settings.format != PayloadFormat::CayenneLpp) {
        m_parts.events.uplink(message);
        return published(Outcome::Published);
    }
    whenFinished<QList<DecodeResult>>(
        this, m_parts.functions.decode(settings.format, settings.functions, {{message.payload, message.port}}),
        [this, message, published](const Future<QList<DecodeResult>> &future) {
            DecodeResult result;
            const bool answered = future.resultCount() > 0;
            if (answered && future.result() && !future.result()->isEmpty())
                result = future.result()->first();
            else
                result.error = PayloadError{PayloadError::Code::WorkerLost,
                                            answered && !future.result() ? future.result().error().text : QString()};
            publish(message, result, published);
        });
}

void UplinkPath::publish(UplinkMessage message, const DecodeResult &result, const Published &published)
{
    const auto error = [&](const QString &text) {
        m_parts.events.error(message.appId, message.devId, EventType::UplinkError, text);
    };
    const DeviceRecord *record = m_parts.registry.device(message.appId, message.devId);
    if (!record)
        return published(Outcome::Dropped); // deleted meanwhile
    if (!result.error && !result.valid) {
        // A simulated one is answered with this text instead of an event.
        if (message.metadata.frequency != 0)
            error(QString::fromLatin1(invalidPayload));
        return published(Outcome::Dropped);
    }
    if (!result.error) {
        const bool hasFields = !result.fields.isEmpty() && result.fields != "null" && result.fields != "{}";
        message.fields = hasFields ? result.fields : QByteArray();
        message.attributes = attributesJson(record->device.attributes);
    } else if (result.error->code == PayloadError::Code::Unknown && result.error->text.startsWith(u"json: ")) {
        error(QStringLiteral("Payload Function output cannot be marshaled to JSON: ") + result.error->text);
    } else {
        error(QStringLiteral("Unable to decode payload fields: ") + result.error->text);
    }
    const bool isFlat = m_parts.registry.application(message.appId)->settings.format == PayloadFormat::CayenneLpp;
    m_parts.events.uplink(message, isFlat ? FieldDepth::Members : FieldDepth::Leaves);
    published(Outcome::Published);
}

} // namespace thingsdesk::sandbox
