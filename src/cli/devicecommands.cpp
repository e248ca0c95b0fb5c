// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "cli/deviceoptions.h"
#include "cli/deviceregistration.h"
#include "cli/devicetext.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 pageSize = 1000;

/// The device ID that the command begins with; empty where it is refused, and the run is ended.
DevId deviceIdOf(CommandContext &context)
{
    ArgumentReader reader(context.arguments());
    DevId id = reader.deviceId(0);
    if (!reader.isGood())
        context.refuse(reader.wrong());
    return id;
}

void printAndEnd(CommandContext &context, const Device &device)
{
    if (context.output().isJson())
        context.output().result(deviceJson(device));
    else
        context.output().result(deviceText(device));
    context.done();
}

/// What is left to print of a list.
struct ListRange
{
    quint64 offset = 0;
    quint64 left = std::numeric_limits<quint64>::max();
};

void printPage(CommandContext &context, const DevicePage &page)
{
    Output &output = context.output();
    for (const Device &device : page.devices) {
        if (output.isJson())
            output.result(deviceJson(device, Counters::Unknown));
        else
            output.result(deviceListLine(device));
    }
}

void listFrom(CommandContext &context, ApplicationClient &client, ListRange range)
{
    const quint64 wanted = std::min(range.left, pageSize);
    context.await(client.devices(wanted, range.offset), [&context, &client, range, wanted](const DevicePage &page) {
        const auto count = quint64(page.devices.size());
        printPage(context, page);
        const ListRange rest{range.offset + count, range.left - count};
        const bool ended = count < wanted || rest.left == 0 || (page.total && rest.offset >= *page.total);
        if (!ended && !context.output().isBroken()) {
            listFrom(context, client, rest);
            return;
        }
        if (!context.output().isJson() && page.total)
            context.output().note(u"The application has %1 devices."_s.arg(*page.total));
        context.done();
    });
}

void list(CommandContext &context)
{
    ArgumentReader reader(context.arguments());
    const std::optional<qint64> limit = reader.integer(u"limit"_s, 1, std::numeric_limits<qint64>::max());
    const std::optional<qint64> offset = reader.integer(u"offset"_s, 0, std::numeric_limits<qint64>::max());
    if (!reader.isGood()) {
        context.refuse(reader.wrong());
        return;
    }
    ListRange range;
    range.offset = quint64(offset.value_or(0));
    if (limit)
        range.left = quint64(*limit);
    context.withApplication([&context, range](ApplicationClient &client) {
        if (!context.output().isJson())
            context.output().result(deviceListHeader());
        listFrom(context, client, range);
    });
}

void show(CommandContext &context)
{
    const DevId id = deviceIdOf(context);
    if (id.isEmpty())
        return;
    context.withApplication([&context, id](ApplicationClient &client) {
        context.await(client.device(id), [&context](const Device &device) { printAndEnd(context, device); });
    });
}

void registerNew(CommandContext &context)
{
    const DevId id = deviceIdOf(context);
    if (id.isEmpty())
        return;
    const Parsed<DeviceOptions> options = readDeviceOptions(context.arguments(), false);
    const Parsed<Device> device =
        options ? newDevice(context.connection().appId, id, *options) : tl::unexpected<WrongUse>(options.error());
    if (!device) {
        context.refuse(device.error());
        return;
    }
    registerDevice(context, *device, options->changes.description.has_value(),
                   [&context](const Device &registered) { printAndEnd(context, registered); });
}

void update(CommandContext &context, ApplicationClient &client, const DevId &id, const DeviceChanges &changes)
{
    context.await(client.updateDevice(id, changes), [&context](const Device &device) { printAndEnd(context, device); });
}

void set(CommandContext &context)
{
    const DevId id = deviceIdOf(context);
    if (id.isEmpty())
        return;
    const Parsed<DeviceOptions> options = readDeviceOptions(context.arguments(), true);
    if (!options) {
        context.refuse(options.error());
        return;
    }
    if (options->changes.isEmpty() && !options->activation) {
        context.refuse(u"Nothing to change is given."_s);
        return;
    }
    context.withApplication([&context, id, options = *options](ApplicationClient &client) {
        // What is checked here is what V2 would store to its own harm; what the user did not touch is not their
        // mistake.
        context.await(client.device(id), [&context, &client, id, options](const Device &device) {
            const Parsed<DeviceChanges> changes = changesFor(device, options);
            if (changes)
                update(context, client, id, *changes);
            else
                context.refuse(changes.error());
        });
    });
}

void remove(CommandContext &context)
{
    const DevId id = deviceIdOf(context);
    if (id.isEmpty())
        return;
    if (!context.arguments().has(u"yes"_s)) {
        context.refuse(u"Deleting \"%1\" cannot be undone."_s.arg(id.toString()), u"Add --yes if you mean it."_s);
        return;
    }
    context.withApplication([&context, id](ApplicationClient &client) {
        context.await(client.deleteDevice(id), [&context, id] {
            if (context.output().isJson())
                context.output().result(JsonObjectWriter()
                                            .addString("app_id", context.connection().appId.toString())
                                            .addString("dev_id", id.toString())
                                            .addBool("deleted", true)
                                            .finish());
            else
                context.output().result(u"Device %1 is deleted."_s.arg(id.toString()));
            context.done();
        });
    });
}

void personalize(CommandContext &context)
{
    const DevId id = deviceIdOf(context);
    if (id.isEmpty())
        return;
    ArgumentReader reader(context.arguments());
    const NwkSKey nwkSKey = reader.bytes<NwkSKey>(u"nwk-s-key"_s).value_or(NwkSKey());
    const AppSKey appSKey = reader.bytes<AppSKey>(u"app-s-key"_s).value_or(AppSKey());
    if (!reader.isGood()) {
        context.refuse(reader.wrong());
        return;
    }
    context.withApplication([&context, id, nwkSKey, appSKey](ApplicationClient &client) {
        context.await(client.personalizeDevice(id, nwkSKey, appSKey),
                      [&context](const Device &device) { printAndEnd(context, device); });
    });
}

CommandSpec deviceCommand(const QString &word, const QString &summary, void (*run)(CommandContext &),
                          const QList<OptionSpec> &options = {})
{
    return {.words = {u"device"_s, word},
            .positionals = u"ID"_s,
            .minimum = 1,
            .maximum = 1,
            .summary = summary,
            .options = options,
            .run = run};
}

} // namespace

QList<CommandSpec> deviceCommands()
{
    CommandSpec listing{
        .words = {u"device"_s, u"list"_s},
        .summary = u"the application's devices, in the order of their IDs"_s,
        .options = {{u"limit"_s, u"N"_s, u"at most so many"_s}, {u"offset"_s, u"N"_s, u"leave out the first ones"_s}},
        .run = list};
    return {
        listing,
        deviceCommand(u"show"_s, u"everything about a device, its keys included"_s, show),
        deviceCommand(u"register"_s, u"a new device; what it needs and was not given is made and printed"_s,
                      registerNew, deviceOptions()),
        deviceCommand(u"set"_s, u"change what is given; the rest stays as it is, counters included"_s, set,
                      deviceOptions()),
        deviceCommand(u"delete"_s, u"delete a device"_s, remove, {{u"yes"_s, {}, u"yes, delete it"_s}}),
        deviceCommand(u"personalize"_s, u"make an ABP device of it, with an address from the network"_s, personalize,
                      {{u"nwk-s-key"_s, u"HEX"_s, u"NwkSKey; made where not given"_s},
                       {u"app-s-key"_s, u"HEX"_s, u"AppSKey; made where not given"_s}}),
    };
}

} // namespace thingsdesk::cli
