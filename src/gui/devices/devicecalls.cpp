// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicecalls.h"

#include "gui/devices/deviceediting.h"

namespace thingsdesk {

namespace {

using Client = ApplicationClient;

DeviceChanges changesOf(const DeviceEdit &edit)
{
    DeviceChanges changes = deviceChangesWithoutCounters(edit.base, edit.wanted);
    if (edit.resetCounters) {
        changes.counterUp = 0;
        changes.counterDown = 0;
    }
    return changes;
}

} // namespace

bool DeviceEdit::isEmpty() const
{
    return changesOf(*this).isEmpty();
}

Device DeviceEdit::result() const
{
    return changesOf(*this).appliedTo(base);
}

namespace devicecalls {

Future<Device> read(QObject *context, ApplicationSession &session, const DevId &devId)
{
    return andThen(context, session.registry(), [devId](Client *client) { return client->device(devId); });
}

Future<Device> registerNew(QObject *context, ApplicationSession &session, const Device &device)
{
    Device wanted = device;
    if (wanted.activation() == Activation::OnJoinTemplate && wanted.description.isEmpty())
        wanted.description = QStringLiteral("Device template for on-join registrations for ") + wanted.appEui.toHex();
    return andThen(context, session.registry(), [context, wanted](Client *client) {
        if (wanted.activation() != Activation::Abp || wanted.devAddr.isSet())
            return client->registerDevice(wanted);
        return andThen(context, client->devAddr({QStringLiteral("abp")}), [client, wanted](const DevAddr &address) {
            Device addressed = wanted;
            addressed.devAddr = address;
            return client->registerDevice(addressed);
        });
    });
}

Future<Device> restore(QObject *context, ApplicationSession &session, const Device &device)
{
    return andThen(context, session.registry(), [device](Client *client) { return client->registerDevice(device); });
}

Future<DeviceSaving> save(QObject *context, ApplicationSession &session, const DeviceEdit &edit)
{
    return andThen(context, session.registry(), [context, edit](Client *client) {
        return andThen(context, client->device(edit.base.devId), [context, client, edit](const Device &theirs) {
            if (!deviceConflicts(edit.base, theirs, edit.wanted).isEmpty())
                return readyFuture<DeviceSaving>(DeviceSaving{theirs, theirs, false, true});
            return mapped<DeviceSaving>(context, client->updateDevice(edit.base.devId, changesOf(edit)),
                                        [theirs](const Device &written) {
                                            return DeviceSaving{theirs, written, true, false};
                                        });
        });
    });
}

Future<Device> change(QObject *context, ApplicationSession &session, const DevId &devId, const DeviceChanges &changes)
{
    return andThen(context, session.registry(),
                   [devId, changes](Client *client) { return client->updateDevice(devId, changes); });
}

Future<DeviceSaving> personalize(QObject *context, ApplicationSession &session, const DevId &devId)
{
    return andThen(context, session.registry(), [context, devId](Client *client) {
        return andThen(context, client->device(devId), [context, client, devId](const Device &before) {
            return mapped<DeviceSaving>(context, client->personalizeDevice(devId), [before](const Device &after) {
                return DeviceSaving{before, after, true, false};
            });
        });
    });
}

Future<void> remove(QObject *context, ApplicationSession &session, const DevId &devId)
{
    return andThen(context, session.registry(), [devId](Client *client) { return client->deleteDevice(devId); });
}

Future<DevAddr> freeAddress(QObject *context, ApplicationSession &session)
{
    return andThen(context, session.registry(),
                   [](Client *client) { return client->devAddr({QStringLiteral("abp")}); });
}

Future<void> simulateUplink(QObject *context, ApplicationSession &session, const DevId &devId, const QByteArray &bytes,
                            quint8 port)
{
    return andThen(context, session.registry(),
                   [devId, bytes, port](Client *client) { return client->simulateUplink(devId, bytes, port); });
}

} // namespace devicecalls

} // namespace thingsdesk
