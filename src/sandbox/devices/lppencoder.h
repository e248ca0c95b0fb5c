// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace thingsdesk::sandbox {

/// Cayenne LPP as a device sends it: `temperature_1`, `gps_3` {latitude, longitude, altitude}, …, in the order of their
/// channels (wire-v2 section 13; the names are those that the handler gives them).
QByteArray encodeLpp(const QJsonObject &fields);

} // namespace thingsdesk::sandbox
