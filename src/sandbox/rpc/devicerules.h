// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/refusal.h"
#include "sandbox/state/registry.h"

#include <ttnv2/handler.pb.h>

namespace thingsdesk::sandbox {

/// SetDevice's first look at a request: IDs outside and inside, and that there is an inside (wire-v2 section 5).
Reply<void> checkDeviceRequest(const handler::Device &request);

/// At most five own attributes, 64 bytes a key and a value.
Reply<void> checkAttributes(const QMap<QString, QString> &attributes);

/// What SetDevice makes of a stored device (or of a new one): nearly everything is overwritten, keys and address that
/// are left out stay, last_seen is never taken.
Device mergedDevice(const Device &stored, const handler::Device &request);

} // namespace thingsdesk::sandbox
