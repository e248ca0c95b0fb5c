// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timestamp.h"

#include <QJsonObject>

namespace thingsdesk {

/// A range of times as a person names it. Those that end "now" are turned into moments when they are applied.
struct TimeRange
{
    enum class Kind { All, LastHour, LastDay, LastWeek, Custom };
    Kind kind = Kind::All;
    std::optional<Timestamp> from; ///< of Custom
    std::optional<Timestamp> to;

    std::optional<Timestamp> since(const Timestamp &now) const;
    std::optional<Timestamp> until() const { return kind == Kind::Custom ? to : std::nullopt; }
    QString text() const; ///< "last hour", "from 12:00", "all time"

    QJsonObject toJson() const;
    static TimeRange fromJson(const QJsonObject &json);

    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

} // namespace thingsdesk
