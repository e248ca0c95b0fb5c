// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"

namespace thingsdesk {

/// What a user wants to change on a device; what is not set stays as the server has it. A key or address that is set
/// to all zeros is cleared.
struct DeviceChanges
{
    std::optional<QString> description;
    std::optional<float> latitude;
    std::optional<float> longitude;
    std::optional<qint32> altitude;
    QMap<QString, std::optional<QString>> attributes; ///< nothing as the value removes the attribute
    std::optional<AppEui> appEui;
    std::optional<DevEui> devEui;
    std::optional<DevAddr> devAddr;
    std::optional<NwkSKey> nwkSKey;
    std::optional<AppSKey> appSKey;
    std::optional<AppKey> appKey;
    std::optional<quint32> counterUp;
    std::optional<quint32> counterDown;
    std::optional<bool> counterCheckDisabled;
    std::optional<bool> uses32BitCounter;
    std::optional<QString> activationConstraints;

    bool isEmpty() const { return *this == DeviceChanges(); }

    /// The device with these changes.
    Device appliedTo(Device device) const;

    friend bool operator==(const DeviceChanges &, const DeviceChanges &) = default;
};

} // namespace thingsdesk
