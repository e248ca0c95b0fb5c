// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/sensorkind.h"

namespace thingsdesk::sandbox {

/// Milesight's channels, little endian: id, type, data. A channel is sent when all its values are in `fields` and fit.
/// Nothing for a kind that is not Milesight's.
QByteArray encodeMilesight(SensorKind kind, const QJsonObject &fields);

} // namespace thingsdesk::sandbox
