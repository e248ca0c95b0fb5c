// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deviceevent.h"

#include "core/radioreader.h"

namespace thingsdesk {

namespace {

struct TypeName
{
    EventType type;
    QLatin1StringView name;
};

constexpr TypeName typeNames[] = {
    {EventType::UplinkError, QLatin1StringView("up/errors")},
    {EventType::DownlinkScheduled, QLatin1StringView("down/scheduled")},
    {EventType::DownlinkSent, QLatin1StringView("down/sent")},
    {EventType::DownlinkError, QLatin1StringView("down/errors")},
    {EventType::DownlinkAcked, QLatin1StringView("down/acks")},
    {EventType::Activation, QLatin1StringView("activations")},
    {EventType::ActivationError, QLatin1StringView("activations/errors")},
    {EventType::DeviceCreated, QLatin1StringView("create")},
    {EventType::DeviceUpdated, QLatin1StringView("update")},
    {EventType::DeviceDeleted, QLatin1StringView("delete")},
};

bool isTransmissionMember(std::string_view key)
{
    static constexpr std::string_view known[] = {"modulation", "data_rate", "bit_rate", "airtime",
                                                 "counter",    "frequency", "power"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

bool isEventMember(std::string_view key)
{
    static constexpr std::string_view known[] = {"error",     "message",  "payload",  "gateway_id", "config",
                                                 "app_eui",   "dev_eui",  "dev_addr", "metadata",   "latitude",
                                                 "longitude", "altitude", "update_at"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

void readTransmission(JsonFields &fields, simdjson::dom::element element, QByteArrayView raw, DownlinkTransmission &out)
{
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS)
        return fields.refuse("config", QStringLiteral("must be an object"));
    for (const auto [key, value] : object) {
        if (key == "modulation")
            fields.read(key, value, out.modulation);
        else if (key == "data_rate")
            fields.read(key, value, out.dataRate);
        else if (key == "bit_rate")
            fields.read(key, value, out.bitRate);
        else if (key == "airtime")
            fields.read(key, value, out.airtime);
        else if (key == "counter")
            fields.read(key, value, out.counter);
        else if (key == "frequency")
            fields.read(key, value, out.frequency);
        else if (key == "power")
            fields.read(key, value, out.power);
    }
    out.unknown = unknownMembersOf(raw, isTransmissionMember);
}

/// The members besides `message`, whose text is read after the parser is free again.
void readMember(JsonFields &fields, std::string_view key, simdjson::dom::element value, QByteArrayView json,
                DeviceEvent &event)
{
    if (key == "error")
        fields.read(key, value, event.error.emplace());
    else if (key == "payload")
        fields.readBase64(key, value, event.phyPayload);
    else if (key == "gateway_id")
        fields.read(key, value, event.gatewayId);
    else if (key == "config")
        readTransmission(fields, value, memberOf(json, "config"), event.transmission.emplace());
    else if (key == "app_eui")
        fields.readHex(key, value, event.appEui.emplace());
    else if (key == "dev_eui")
        fields.readHex(key, value, event.devEui.emplace());
    else if (key == "dev_addr")
        fields.readHex(key, value, event.devAddr.emplace());
    else if (key == "metadata")
        readRadioMetadata(fields, value, event.metadata.emplace(), [&] { return memberOf(json, "metadata"); });
    else if (key == "latitude")
        fields.read(key, value, event.latitude.emplace());
    else if (key == "longitude")
        fields.read(key, value, event.longitude.emplace());
    else if (key == "altitude")
        fields.read(key, value, event.altitude.emplace());
    else if (key == "update_at") {
        event.hasUpdateTime = true;
        fields.read(key, value, event.updatedAt);
    }
}

QByteArray transmissionJson(const DownlinkTransmission &transmission)
{
    return JsonObjectWriter()
        .addStringIfSet("modulation", transmission.modulation)
        .addStringIfSet("data_rate", transmission.dataRate)
        .addUnsignedIfSet("bit_rate", transmission.bitRate)
        .addIntegerIfSet("airtime", transmission.airtime)
        .addUnsignedIfSet("counter", transmission.counter)
        .addUnsignedIfSet("frequency", transmission.frequency)
        .addIntegerIfSet("power", transmission.power)
        .addMembers(transmission.unknown)
        .finish();
}

/// An EUI or address as events write it: "" when it is all zero.
template <class Bytes>
void addHex(JsonObjectWriter &writer, QByteArrayView key, const std::optional<Bytes> &value)
{
    if (value)
        writer.addString(key, value->isSet() ? value->toHex() : QString());
}

} // namespace

QString eventTypeName(EventType type)
{
    for (const TypeName &entry : typeNames) {
        if (entry.type == type)
            return entry.name;
    }
    return {};
}

EventType eventTypeFromName(QStringView name)
{
    for (const TypeName &entry : typeNames) {
        if (entry.name == name)
            return entry.type;
    }
    return EventType::Other;
}

Result<DeviceEvent> DeviceEvent::fromJson(const QString &typeName, const QByteArray &json)
{
    const Result<simdjson::dom::element> root = parseJson(json, QStringLiteral("The event"));
    if (!root)
        return fail(root.error());
    DeviceEvent event;
    event.type = eventTypeFromName(typeName);
    event.typeName = typeName;
    event.raw = json;
    if (root->is_null())
        return event;
    simdjson::dom::object object;
    if (root->get(object) != simdjson::SUCCESS)
        return fail({Failure::Kind::Permanent,
                     Failure::Cause::BadMessage,
                     QStringLiteral("The event is neither a JSON object nor null."),
                     {}});
    JsonFields fields("event");
    bool hasMessage = false;
    for (const auto [key, value] : object) {
        if (key == "message")
            hasMessage = !value.is_null();
        else
            readMember(fields, key, value, json, event);
    }
    if (!fields.isGood())
        return fail(fields.failure());
    if (hasMessage) {
        Result<DownlinkMessage> message = DownlinkMessage::fromJson(memberOf(json, "message").toByteArray());
        if (!message)
            return fail(message.error());
        event.message = *std::move(message);
    }
    event.unknown = unknownMembersOf(json, isEventMember);
    return event;
}

QByteArray DeviceEvent::toJson() const
{
    if (raw.trimmed() == "null")
        return "null";
    JsonObjectWriter writer;
    if (error)
        writer.addString("error", *error);
    if (!phyPayload.isEmpty())
        writer.addBase64("payload", phyPayload);
    if (message)
        writer.add("message", message->toJson());
    writer.addStringIfSet("gateway_id", gatewayId);
    if (transmission)
        writer.add("config", transmissionJson(*transmission));
    addHex(writer, "app_eui", appEui);
    addHex(writer, "dev_eui", devEui);
    addHex(writer, "dev_addr", devAddr);
    if (metadata)
        writer.add("metadata", metadata->toJson());
    if (latitude)
        writer.addNumber("latitude", *latitude);
    if (longitude)
        writer.addNumber("longitude", *longitude);
    if (altitude)
        writer.addInteger("altitude", *altitude);
    if (hasUpdateTime)
        writer.add("update_at",
                   updatedAt ? '"' + updatedAt->toRfc3339() + '"' : QByteArray("\"0001-01-01T00:00:00Z\""));
    return writer.addMembers(unknown).finish();
}

} // namespace thingsdesk
