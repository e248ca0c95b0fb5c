// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"

#include <QByteArray>

namespace thingsdesk::cli {

/// Whether the device's counters and "last seen" are known: a list does not tell them.
enum class Counters { Known, Unknown };

/// A device with the V2 SDK's names. EUIs, keys and addresses in upper-case hex, "" where not set; `last_seen` in
/// nanoseconds since 1970, 0 = never; `null` for what a list does not tell.
QByteArray deviceJson(const Device &device, Counters counters = Counters::Known);

/// The same for people.
QString deviceText(const Device &device);

/// A line of the device list, and the line above it.
QString deviceListLine(const Device &device);
QString deviceListHeader();

} // namespace thingsdesk::cli
