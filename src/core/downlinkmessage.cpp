// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/downlinkmessage.h"

#include "core/jsonreader.h"

namespace thingsdesk {

namespace {

bool isDownlinkMember(std::string_view key)
{
    static constexpr std::string_view known[] = {"app_id",   "dev_id",      "port",          "confirmed",
                                                 "schedule", "payload_raw", "payload_fields"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

} // namespace

QString scheduleName(Schedule schedule)
{
    switch (schedule) {
    case Schedule::Replace:
        return QStringLiteral("replace");
    case Schedule::First:
        return QStringLiteral("first");
    case Schedule::Last:
        return QStringLiteral("last");
    }
    return {};
}

std::optional<Schedule> scheduleFromName(QStringView name)
{
    for (const Schedule schedule : {Schedule::Replace, Schedule::First, Schedule::Last}) {
        if (name == scheduleName(schedule))
            return schedule;
    }
    return std::nullopt;
}

Result<void> DownlinkMessage::check() const
{
    if (port < 1 || port > 223)
        return fail(
            Failure::invalidInput(QStringLiteral("Port"), QStringLiteral("must be 1 to 223, not %1").arg(port)));
    if (payload.isEmpty() && fields.isEmpty())
        return fail(Failure::invalidInput(QStringLiteral("Downlink"), QStringLiteral("needs bytes or fields")));
    if (!payload.isEmpty() && !fields.isEmpty())
        return fail(
            Failure::invalidInput(QStringLiteral("Downlink"), QStringLiteral("takes bytes or fields, not both")));
    if (payload.size() > maximumPayload)
        return fail(Failure::invalidInput(
            QStringLiteral("Payload"),
            QStringLiteral("must have at most %1 bytes, not %2").arg(maximumPayload).arg(payload.size())));
    if (fields.isEmpty())
        return {};
    const Result<simdjson::dom::element> root = parseJson(fields, QStringLiteral("The fields' text"));
    if (!root)
        return fail(root.error());
    if (!root->is_object() || membersOf(fields).isEmpty())
        return fail(Failure::invalidInput(QStringLiteral("Fields"),
                                          QStringLiteral("must be a JSON object with at least one member")));
    return {};
}

QByteArray DownlinkMessage::toPublishJson() const
{
    JsonObjectWriter writer;
    writer.addInteger("port", port).addBool("confirmed", confirmed).addString("schedule", scheduleName(schedule));
    if (!fields.isEmpty())
        return writer.add("payload_fields", fields).finish();
    return writer.addBase64("payload_raw", payload).finish();
}

QByteArray DownlinkMessage::toJson() const
{
    JsonObjectWriter writer;
    writer.addStringIfSet("app_id", appId.toString())
        .addStringIfSet("dev_id", devId.toString())
        .addInteger("port", port)
        .addTrueIfSet("confirmed", confirmed);
    if (!payload.isEmpty())
        writer.addBase64("payload_raw", payload);
    return writer.addIfSet("payload_fields", fields).addMembers(unknown).finish();
}

Result<DownlinkMessage> DownlinkMessage::fromJson(const QByteArray &json)
{
    const Result<simdjson::dom::element> root = parseJson(json, QStringLiteral("The downlink"));
    if (!root)
        return fail(root.error());
    simdjson::dom::object object;
    if (root->get(object) != simdjson::SUCCESS)
        return fail({Failure::Kind::Permanent,
                     Failure::Cause::BadMessage,
                     QStringLiteral("The downlink is not a JSON object."),
                     {}});
    DownlinkMessage message;
    JsonFields fields("downlink");
    QString text;
    bool hasFields = false;
    bool hasUnknown = false;
    for (const auto [key, value] : object) {
        if (key == "app_id") {
            fields.read(key, value, text);
            message.appId = AppId::fromServer(text);
        } else if (key == "dev_id") {
            fields.read(key, value, text);
            message.devId = DevId::fromServer(text);
        } else if (key == "port") {
            fields.read(key, value, message.port);
        } else if (key == "confirmed") {
            fields.read(key, value, message.confirmed);
        } else if (key == "schedule") {
            fields.read(key, value, text);
            if (const auto schedule = scheduleFromName(text); schedule || text.isEmpty())
                message.schedule = schedule.value_or(Schedule::Replace);
            else
                fields.refuse(key, QStringLiteral("must be \"replace\", \"first\" or \"last\""));
        } else if (key == "payload_raw") {
            fields.readBase64(key, value, message.payload);
        } else if (key == "payload_fields") {
            hasFields = value.is_object();
            if (!hasFields && !value.is_null())
                fields.refuse(key, QStringLiteral("must be an object"));
        } else {
            hasUnknown = true;
        }
    }
    if (!fields.isGood())
        return fail(fields.failure());
    if (hasFields)
        message.fields = memberOf(json, "payload_fields").toByteArray();
    if (hasUnknown)
        message.unknown = unknownMembersOf(json, isDownlinkMember);
    return message;
}

} // namespace thingsdesk
