// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/downlinksender.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray readBase64(ArgumentReader &reader, const QString &text)
{
    // Qt's own check passes over a lone character at the end.
    QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    if (bytes.toBase64() != text.toLatin1())
        reader.refuse(u"--base64 must be standard base64 with its padding."_s);
    return bytes;
}

void readContent(ArgumentReader &reader, DownlinkMessage &downlink)
{
    reader.exclusive({u"hex"_s, u"base64"_s, u"text"_s, u"fields"_s}, true);
    if (const auto hex = reader.text(u"hex"_s))
        downlink.payload = reader.payload(*hex, u"--hex"_s);
    if (const auto base64 = reader.text(u"base64"_s))
        downlink.payload = readBase64(reader, *base64);
    if (const auto text = reader.text(u"text"_s))
        downlink.payload = text->toUtf8();
    if (const auto fields = reader.text(u"fields"_s))
        downlink.fields = fields->toUtf8();
}

Parsed<DownlinkMessage> readDownlink(const Connection &connection, ArgumentReader &reader)
{
    DownlinkMessage downlink;
    downlink.appId = connection.appId;
    downlink.devId = reader.deviceId(0);
    readContent(reader, downlink);
    downlink.port = quint8(reader.integer(u"port"_s, 1, 223).value_or(1));
    downlink.confirmed = reader.flag(u"confirmed"_s);
    const QString word = reader.text(u"schedule"_s).value_or(scheduleName(Schedule::Replace));
    const std::optional<Schedule> schedule = scheduleFromName(word);
    if (!schedule)
        reader.refuse(u"--schedule must be replace, first or last, not \"%1\"."_s.arg(word));
    downlink.schedule = schedule.value_or(Schedule::Replace);
    if (!reader.isGood())
        return tl::unexpected<WrongUse>(reader.wrong());
    if (const Result<void> good = downlink.check(); !good)
        return wrongUse(good.error().text, good.error().detail);
    return downlink;
}

void send(CommandContext &context)
{
    ArgumentReader reader(context.arguments());
    const std::optional<qint64> seconds = reader.integer(u"wait"_s, 1, 2'000'000);
    const Parsed<DownlinkMessage> downlink = readDownlink(context.connection(), reader);
    if (!downlink) {
        context.refuse(downlink.error());
        return;
    }
    const auto wait = seconds ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt;
    context.withTraffic([&context, downlink = *downlink, wait](MqttClient &client) {
        auto *sender = new DownlinkSender(context, client, downlink, wait);
        sender->start();
    });
}

void simulate(CommandContext &context)
{
    ArgumentReader reader(context.arguments());
    const DevId id = reader.deviceId(0);
    const QByteArray bytes = reader.payload(context.arguments().positionals()[1], u"The payload"_s);
    const auto port = quint8(reader.integer(u"port"_s, 1, 223).value_or(1));
    if (!reader.isGood()) {
        context.refuse(reader.wrong());
        return;
    }
    context.withApplication([&context, id, bytes, port](ApplicationClient &client) {
        context.await(client.simulateUplink(id, bytes, port), [&context, id, bytes, port] {
            if (context.output().isJson())
                context.output().result(JsonObjectWriter()
                                            .addString("app_id", context.connection().appId.toString())
                                            .addString("dev_id", id.toString())
                                            .addUnsigned("port", port)
                                            .addBase64("payload_raw", bytes)
                                            .finish());
            else
                context.output().result(u"An uplink of %1 with %2 bytes on port %3 is published."_s.arg(id.toString())
                                            .arg(bytes.size())
                                            .arg(port));
            context.done();
        });
    });
}

} // namespace

QList<CommandSpec> sendCommands()
{
    return {
        {.words = {u"send"_s},
         .positionals = u"DEVICE"_s,
         .minimum = 1,
         .maximum = 1,
         .summary = u"send a downlink"_s,
         .options = {{u"hex"_s, u"H"_s, u"bytes as hex"_s},
                     {u"base64"_s, u"B"_s, u"bytes as base64"_s},
                     {u"text"_s, u"T"_s, u"bytes as text (UTF-8)"_s},
                     {u"fields"_s, u"JSON"_s, u"an object for the application's encoder"_s},
                     {u"port"_s, u"P"_s, u"1 to 223; 1 where not given"_s},
                     {u"confirmed"_s, {}, u"ask the device for an acknowledgement"_s},
                     {u"schedule"_s, u"replace|first|last"_s,
                      u"place in the device's queue; replace where not given"_s},
                     {u"wait"_s, u"S"_s, u"follow it for so many seconds: scheduled, sent, acknowledged"_s}},
         .run = send},
        {.words = {u"simulate"_s},
         .positionals = u"DEVICE HEX"_s,
         .minimum = 2,
         .maximum = 2,
         .summary = u"publish an uplink as if the device had sent it"_s,
         .options = {{u"port"_s, u"P"_s, u"1 to 223; 1 where not given"_s}},
         .run = simulate},
    };
}

} // namespace thingsdesk::cli
