// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ratelimiter.h"

#include <algorithm>

namespace thingsdesk::sandbox {

std::optional<qint64> RateLimiter::take(const QString &name, qint64 now)
{
    if (!m_buckets.contains(name))
        m_buckets.insert(name, Bucket{now, 0, callsPerWindow});
    Bucket &bucket = m_buckets[name];
    const qint64 window = (now - bucket.begin) / windowMilliseconds;
    bucket.left = std::min<qint64>(callsPerWindow, bucket.left + (window - bucket.window) * callsPerWindow);
    bucket.window = window;
    if (bucket.left > 0) {
        --bucket.left;
        return 0;
    }
    const qint64 owed = 1 - bucket.left;
    const qint64 windowsAhead = (owed + callsPerWindow - 1) / callsPerWindow;
    const qint64 wait = bucket.begin + (window + windowsAhead) * windowMilliseconds - now;
    if (wait > longestWait)
        return std::nullopt;
    --bucket.left;
    return wait;
}

} // namespace thingsdesk::sandbox
