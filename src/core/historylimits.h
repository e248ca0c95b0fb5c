// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <chrono>
#include <optional>

namespace thingsdesk {

/// How much of an application's history is kept. Nothing set, the default, keeps everything.
struct HistoryLimits
{
    std::optional<std::chrono::days> age;
    std::optional<qint64> bytes; ///< on disk

    friend bool operator==(const HistoryLimits &, const HistoryLimits &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::HistoryLimits)
