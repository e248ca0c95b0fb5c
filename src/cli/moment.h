// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/timestamp.h"

namespace thingsdesk::cli {

/// A moment as people and scripts write it: RFC 3339 ("2026-11-24T10:00:00Z"), a local date ("2026-11-24") or date and
/// time ("2026-11-24 10:00", with "T" or a blank, seconds may follow), or a time before now ("90s", "30m", "2h", "7d").
Result<Timestamp> readMoment(const QString &text, const Timestamp &now);

} // namespace thingsdesk::cli
