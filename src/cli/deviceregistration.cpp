// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/deviceregistration.h"

#include "cli/commandcontext.h"
#include "cli/deviceoptions.h"

#include <QHash>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

using Then = std::function<void(const Device &)>;

/// A template without the application's key registers nobody: said, but not refused, since the order is free.
void warnWithoutOnJoinKey(CommandContext &context, ApplicationClient &client, const Device &device, const Then &then)
{
    context.awaitResult<Application>(client.application(), [&context, device, then](const Result<Application> &result) {
        if (result && result->onJoinKey.isEmpty() && !result->onJoinKeyHidden)
            context.output().note(u"The application has no on-join key yet, so no device can join by this template: "
                                  "see \"app on-join-key set\"."_s);
        then(device);
    });
}

void write(CommandContext &context, ApplicationClient &client, const Device &device, const Then &then)
{
    context.await(client.registerDevice(device), [&context, &client, then](const Device &registered) {
        if (registered.activation() == Activation::OnJoinTemplate)
            warnWithoutOnJoinKey(context, client, registered, then);
        else
            then(registered);
    });
}

void withAddress(CommandContext &context, ApplicationClient &client, const Device &device, const Then &then)
{
    if (device.activation() != Activation::Abp || device.devAddr.isSet()) {
        write(context, client, device, then);
        return;
    }
    context.await(client.devAddr(addressUsage(device)), [&context, &client, device, then](const DevAddr &address) {
        Device addressed = device;
        addressed.devAddr = address;
        write(context, client, addressed, then);
    });
}

void withDescription(CommandContext &context, ApplicationClient &client, Device device, bool hasDescription,
                     const Then &then)
{
    if (device.activation() == Activation::OnJoinTemplate && !hasDescription)
        device.description = "Device template for on-join registrations for "_L1 + device.appEui.toHex();
    withAddress(context, client, device, then);
}

} // namespace

AppEui usualAppEui(const QList<Device> &devices)
{
    QHash<AppEui, int> counts;
    AppEui usual;
    for (const Device &device : devices) {
        if (device.appEui.isSet())
            ++counts[device.appEui];
    }
    for (const Device &device : devices) {
        if (counts.value(device.appEui) > counts.value(usual))
            usual = device.appEui;
    }
    return usual;
}

void registerDevice(CommandContext &context, const Device &device, bool hasDescription, const Then &then)
{
    context.withApplication([&context, device, hasDescription, then](ApplicationClient &client) {
        if (device.appEui.isSet()) {
            withDescription(context, client, device, hasDescription, then);
            return;
        }
        context.await(client.devices(), [&context, &client, device, hasDescription, then](const DevicePage &page) {
            Device completed = device;
            completed.appEui = usualAppEui(page.devices);
            if (completed.appEui.isSet())
                withDescription(context, client, completed, hasDescription, then);
            else
                context.refuse(u"The application has no other device whose AppEUI could be taken."_s,
                               u"Give --app-eui HEX."_s);
        });
    });
}

} // namespace thingsdesk::cli
