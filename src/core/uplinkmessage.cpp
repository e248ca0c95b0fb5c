// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uplinkmessage.h"

#include "core/radioreader.h"

namespace thingsdesk {

namespace {

bool isUplinkMember(std::string_view key)
{
    static constexpr std::string_view known[] = {"app_id",         "dev_id",    "hardware_serial", "port",
                                                 "counter",        "confirmed", "is_retry",        "payload_raw",
                                                 "payload_fields", "metadata",  "attributes"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

/// Remembers that an object is there; its text is cut out later.
bool takeObject(JsonFields &fields, std::string_view key, simdjson::dom::element value)
{
    if (value.is_object())
        return true;
    if (!value.is_null())
        fields.refuse(key, QStringLiteral("must be an object"));
    return false;
}

void readId(JsonFields &fields, std::string_view key, simdjson::dom::element value, auto &out)
{
    QString text;
    fields.read(key, value, text);
    out = std::remove_reference_t<decltype(out)>::fromServer(text);
}

} // namespace

Result<UplinkMessage> UplinkMessage::fromJson(const QByteArray &json)
{
    const Result<simdjson::dom::element> root = parseJson(json, QStringLiteral("The uplink"));
    if (!root)
        return fail(root.error());
    JsonFields fields("uplink");
    simdjson::dom::object object;
    if (root->get(object) != simdjson::SUCCESS)
        return fail({Failure::Kind::Permanent,
                     Failure::Cause::BadMessage,
                     QStringLiteral("The uplink is not a JSON object."),
                     {}});

    UplinkMessage message;
    bool hasFields = false;
    bool hasAttributes = false;
    bool hasUnknown = false;
    for (const auto [key, value] : object) {
        if (key == "app_id")
            readId(fields, key, value, message.appId);
        else if (key == "dev_id")
            readId(fields, key, value, message.devId);
        else if (key == "hardware_serial")
            fields.readHex(key, value, message.devEui);
        else if (key == "port")
            fields.read(key, value, message.port);
        else if (key == "counter")
            fields.read(key, value, message.counter);
        else if (key == "confirmed")
            fields.read(key, value, message.confirmed);
        else if (key == "is_retry")
            fields.read(key, value, message.isRetry);
        else if (key == "payload_raw")
            fields.readBase64(key, value, message.payload);
        else if (key == "payload_fields")
            hasFields = takeObject(fields, key, value);
        else if (key == "metadata")
            readRadioMetadata(fields, value, message.metadata, [&] { return memberOf(json, "metadata"); });
        else if (key == "attributes")
            hasAttributes = takeObject(fields, key, value);
        else
            hasUnknown = true;
    }
    if (!fields.isGood())
        return fail(fields.failure());
    if (hasFields)
        message.fields = memberOf(json, "payload_fields").toByteArray();
    if (hasAttributes)
        message.attributes = memberOf(json, "attributes").toByteArray();
    if (hasUnknown)
        message.unknown = unknownMembersOf(json, isUplinkMember);
    message.raw = json;
    return message;
}

QByteArray UplinkMessage::toJson() const
{
    JsonObjectWriter writer;
    writer.addStringIfSet("app_id", appId.toString()).addStringIfSet("dev_id", devId.toString());
    if (devEui.isSet())
        writer.addString("hardware_serial", devEui.toHex());
    return writer.addInteger("port", port)
        .addUnsigned("counter", counter)
        .addTrueIfSet("confirmed", confirmed)
        .addTrueIfSet("is_retry", isRetry)
        .addBase64("payload_raw", payload)
        .addIfSet("payload_fields", fields)
        .add("metadata", metadata.toJson())
        .addIfSet("attributes", attributes)
        .addMembers(unknown)
        .finish();
}

} // namespace thingsdesk
