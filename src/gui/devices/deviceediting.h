// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/devicechanges.h"

#include <QStringList>

namespace thingsdesk {

/// One thing about a device that a user can change. `attribute` names which of the attributes it is.
struct DeviceField
{
    enum class Id {
        Description,
        AppEuiField,
        DevEuiField,
        AppKeyField,
        DevAddrField,
        NwkSKeyField,
        AppSKeyField,
        CounterUp,
        CounterDown,
        CounterWidth,
        CounterCheck,
        Latitude,
        Longitude,
        Altitude,
        Attribute,
    };
    Id id = Id::Description;
    QString attribute;

    friend bool operator==(const DeviceField &, const DeviceField &) = default;
};

QString deviceFieldName(const DeviceField &field);
/// AppKey, NwkSKey, AppSKey: shown only where the user asks for it.
bool isSecretField(const DeviceField &field);
/// The value as people read it; "not set" where it is none. Keys in the clear: see isSecretField().
QString deviceFieldText(const DeviceField &field, const Device &device);

struct DeviceDifference
{
    DeviceField field;
    QString before;
    QString after;
};

/// Every field in which the two differ, in the order of the form. What only the server writes (last seen) is left out.
QList<DeviceDifference> deviceDifferences(const Device &before, const Device &after);
/// What to write so that `before` becomes `after`; nothing else.
DeviceChanges deviceChanges(const Device &before, const Device &after);
/// The same without the frame counters: they go on in the field, and taking them back would harm.
DeviceChanges deviceChangesWithoutCounters(const Device &before, const Device &after);
/// `device` with one field of `from`.
Device deviceTaking(Device device, const DeviceField &field, const Device &from);

/// What these changes do to the device in the field, a sentence or two each.
QStringList deviceConsequences(const Device &before, const Device &after);

/// One field where the server's copy changed while the user edited it, or which the user changed.
struct DeviceConflict
{
    DeviceField field;
    QString base;
    QString theirs;
    QString yours;
    bool isTheirs = false; ///< the server's copy differs from base
    bool isYours = false;  ///< the user changed it

    /// Both changed it, in different ways.
    bool needsChoice() const { return isTheirs && isYours && theirs != yours; }
};

/// Empty where nothing changed on the server that concerns the user: frame counters and a session that a join gave go
/// on by themselves, unless the user changes them too.
QList<DeviceConflict> deviceConflicts(const Device &base, const Device &theirs, const Device &yours);

/// "sensor-07" → "sensor-08", "sensor-99" → "sensor-100", "door" → "door-2".
QString nextDeviceId(const QString &id);

} // namespace thingsdesk
