// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "models/replaymodel.h"

namespace thingsdesk {

/// Writes the rows as CSV (RFC 4180, UTF-8): time, device, port, payload as hex, outcome, before, after. Atomic.
Result<void> writeReplayRows(const QString &path, const ReplayModel &model);

} // namespace thingsdesk
