// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/argumentreader.h"
#include "core/devicechanges.h"

namespace thingsdesk::cli {

/// The options of `device register` and `device set`.
QList<OptionSpec> deviceOptions();

/// What they say.
struct DeviceOptions
{
    std::optional<Activation> activation;
    DeviceChanges changes;
};

/// Reads the options. For setting, an empty address or key clears it.
Parsed<DeviceOptions> readDeviceOptions(const Arguments &arguments, bool forSetting);

/// A new device from the options, without what the network has to tell (AppEUI, DevAddr): a DevEUI and keys are made
/// where they are needed and not given. What does not go with the activation is refused.
Parsed<Device> newDevice(const AppId &appId, const DevId &devId, const DeviceOptions &options);

/// The changes with those that make the device, as it is now, one of the wanted activation. Only what is needed is made
/// up; an ABP device without a session is refused.
Parsed<DeviceChanges> changesFor(const Device &device, const DeviceOptions &options);

/// What an address for this ABP device must be good for: the tags of its constraints, and "abp".
QStringList addressUsage(const Device &device);

} // namespace thingsdesk::cli
