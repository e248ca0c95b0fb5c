// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/sensorkind.h"

namespace thingsdesk::sandbox {

/// Decentlab's protocol version 2, big endian: version, device id, flags, then a group of 16-bit words for each flag.
/// A group is sent when its first value is in `fields`. Nothing for a kind that is not Decentlab's.
QByteArray encodeDecentlab(SensorKind kind, const QJsonObject &fields);

} // namespace thingsdesk::sandbox
