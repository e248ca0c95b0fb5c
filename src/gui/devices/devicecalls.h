// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/devicechanges.h"
#include "core/futures.h"
#include "session/applicationsession.h"

namespace thingsdesk {

/// What became of saving an edit.
struct DeviceSaving
{
    Device before; ///< the server's copy just before it was written
    Device after;  ///< as written; where nothing was written, the same as before
    bool isWritten = false;
    /// Somebody else changed what the user sees: nothing was written, and `before` is their copy.
    bool hasConflict = false;
};

/// An edit: the copy that it began with, and what the user made of it.
struct DeviceEdit
{
    Device base;
    Device wanted; ///< with the counters of `base`: they stay, unless they are reset
    bool resetCounters = false;

    bool isEmpty() const;
    /// `wanted` with the counters as they will be.
    Device result() const;
};

/// Calls on an application's devices, as this page makes them. Answered on the context's thread; where the context
/// goes, they are given up. Throttled as ApplicationClient says.
namespace devicecalls {

Future<Device> read(QObject *context, ApplicationSession &session, const DevId &devId);
/// An ABP device without an address gets one from the network first; a template without a description gets one.
Future<Device> registerNew(QObject *context, ApplicationSession &session, const Device &device);
/// Exactly this device, counters and session included: to undo a deletion.
Future<Device> restore(QObject *context, ApplicationSession &session, const Device &device);
/// Reads the server's copy again, and writes only what the user changed, unless somebody else changed the device.
Future<DeviceSaving> save(QObject *context, ApplicationSession &session, const DeviceEdit &edit);
Future<Device> change(QObject *context, ApplicationSession &session, const DevId &devId, const DeviceChanges &changes);
/// Makes an ABP device of it; `before` is what it was.
Future<DeviceSaving> personalize(QObject *context, ApplicationSession &session, const DevId &devId);
Future<void> remove(QObject *context, ApplicationSession &session, const DevId &devId);
Future<DevAddr> freeAddress(QObject *context, ApplicationSession &session);
Future<void> simulateUplink(QObject *context, ApplicationSession &session, const DevId &devId, const QByteArray &bytes,
                            quint8 port);

} // namespace devicecalls

} // namespace thingsdesk
