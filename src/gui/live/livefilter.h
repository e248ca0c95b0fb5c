// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/timerange.h"
#include "history/historyfilter.h"

namespace thingsdesk {

/// What the filter bar says: a filter whose times are a range in words.
struct LiveFilter
{
    HistoryFilter condition; ///< without since, until and afterId
    TimeRange range;

    bool isEmpty() const { return condition.isEmpty() && range.kind == TimeRange::Kind::All; }
    HistoryFilter at(const Timestamp &now) const; ///< with its times
    QString summary() const;                      ///< in words, for the line below the bar; empty for the empty filter

    QJsonObject toJson() const;
    /// What cannot be read is left out.
    static LiveFilter fromJson(const QJsonObject &json);
    /// Times become a custom range.
    static LiveFilter fromHistoryFilter(const HistoryFilter &filter);

    friend bool operator==(const LiveFilter &, const LiveFilter &) = default;
};

} // namespace thingsdesk
