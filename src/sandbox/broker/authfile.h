// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sandbox/account/accounts.h"

namespace thingsdesk::sandbox {

/// Writes the file from which the broker's plugin knows whom to let in. It holds no key, only SHA-256 sums; one entry a
/// line: `key <AppID> <sum> <right,right>` for applications, `handler <sum>` for the handler itself.
Result<void> writeAuthFile(const QString &path, const QHash<QString, QList<AccessKey>> &keys,
                           const Secret &handlerPassword);

} // namespace thingsdesk::sandbox
