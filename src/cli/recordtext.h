// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyrecord.h"

namespace thingsdesk::cli {

/// A stored record as `listen` prints it when it comes: {"kind", "app_id", "dev_id", "received", "message"}. Our own
/// downlinks have the kind "down/published"; a time in which nothing could be received "gap", its "message" is
/// {"from", "to", "reason", "missed"}.
QByteArray recordJson(const HistoryRecord &record, const AppId &appId);

/// A line for people, with the local date and time.
QString recordText(const HistoryRecord &record);

} // namespace thingsdesk::cli
