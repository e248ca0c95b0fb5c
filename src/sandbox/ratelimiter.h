// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace thingsdesk::sandbox {

/// V2's rate limit: five calls in each one-second window, refilled all at once; a call that finds none left may take
/// one of the next window if that begins within 500 ms (wire-v2 section 8).
class RateLimiter final
{
public:
    static constexpr int callsPerWindow = 5;
    static constexpr qint64 windowMilliseconds = 1000;
    static constexpr qint64 longestWait = 500;

    /// Milliseconds that the call has to wait; nothing where it is refused. `now` is a steady clock in milliseconds.
    /// The first call of a name begins its first window.
    std::optional<qint64> take(const QString &name, qint64 now);

private:
    struct Bucket
    {
        qint64 begin = 0;
        qint64 window = 0;
        qint64 left = callsPerWindow; ///< below zero: taken from windows to come
    };

    QHash<QString, Bucket> m_buckets;
};

} // namespace thingsdesk::sandbox
