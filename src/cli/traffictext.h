// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trafficmessage.h"

namespace thingsdesk::cli {

/// {"kind", "app_id", "dev_id", "received", "message"}: kind is "uplink", the event's type, or "unreadable"; message is
/// what the network sent. What is no JSON comes as text, with its bytes in "raw" (base64), and "error" says why.
QByteArray trafficJson(const TrafficMessage &message);

/// A line for people: time, device, what it is, and the essentials.
QString trafficText(const TrafficMessage &message);

/// Whether it came where uplinks come, readable or not.
bool cameAsUplink(const TrafficMessage &message);

} // namespace thingsdesk::cli
