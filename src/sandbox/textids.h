// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/refusal.h"

#include <QString>

namespace thingsdesk::sandbox {

/// V2's rule for AppID and DevID, as its servers apply it: `^[0-9a-z](?:[_-]?[0-9a-z]){1,35}$`. It is wider than the
/// rule that clients should keep (separators do not count).
bool isTextId(QStringView text);

/// `AppID not valid: can not be empty`, `… has wrong format. …`; `name` is "AppID" or "DevID".
Reply<void> checkTextId(const QByteArray &name, QStringView text);

} // namespace thingsdesk::sandbox
