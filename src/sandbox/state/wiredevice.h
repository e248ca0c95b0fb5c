// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"

#include <ttnv2/handler.pb.h>

namespace thingsdesk::sandbox {

/// Text of a wire string.
inline QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// A device as the handler writes it: EUIs, DevAddr and keys always, zero-filled where not set; counters and last_seen
/// only `withSession` (a list has none).
handler::Device toWire(const Device &device, bool withSession);

/// A device from its wire form. Bytes must have their lengths or be empty (= not set).
Device fromWire(const handler::Device &wire);

} // namespace thingsdesk::sandbox
