// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to settings.

#include "core/result.h"

class QObject;

namespace thingsdesk {

/// Whether the Secret Service's default collection is locked. A locked one that its user did not open gives the same
/// answer as one without the entry; this tells the two apart. False where there is no Secret Service.
Future<bool> isKeychainLocked(QObject *context);

} // namespace thingsdesk
