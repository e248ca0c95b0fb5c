// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>

#include <compare>
#include <optional>

namespace thingsdesk {

/// A moment as the network gives it: nanoseconds since 1970 in UTC, with the offset that it was written in.
struct Timestamp
{
    qint64 nanoseconds = 0;
    qint16 offsetMinutes = 0; ///< of the text; the moment itself does not depend on it

    /// RFC 3339 with up to nine fraction digits. Nothing for other texts, for impossible dates, and for moments that 64
    /// bits of nanoseconds cannot hold (Go's zero time, 0001-01-01T00:00:00Z, is such a one).
    static std::optional<Timestamp> fromRfc3339(QByteArrayView text);
    static Timestamp fromMilliseconds(qint64 milliseconds) { return {milliseconds * 1'000'000, 0}; }
    static Timestamp now();

    /// RFC 3339 as Go writes it: trailing zeros of the fraction trimmed, `Z` for UTC.
    QByteArray toRfc3339() const;
    QDateTime toDateTime() const; ///< in UTC, to the millisecond

    friend bool operator==(const Timestamp &, const Timestamp &) = default;
    friend std::strong_ordering operator<=>(const Timestamp &a, const Timestamp &b)
    {
        return a.nanoseconds <=> b.nanoseconds;
    }
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::Timestamp)
