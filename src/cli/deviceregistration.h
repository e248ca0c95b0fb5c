// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"

#include <functional>

namespace thingsdesk::cli {

class CommandContext;

/// The AppEUI of most of these devices, the first in their order where several are as frequent; not set where none has
/// one. V2 has no AppEUI of an application, only those of its devices.
AppEui usualAppEui(const QList<Device> &devices);

/// Asks the network for what a new device still lacks (AppEUI from the application's other devices, an ABP device's
/// address), registers it and hands over the result. A failure ends the run.
void registerDevice(CommandContext &context, const Device &device, bool hasDescription,
                    const std::function<void(const Device &)> &then);

} // namespace thingsdesk::cli
