// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <numeric>

namespace thingsdesk {

/// How many messages came in the last 60 s, by seconds of a clock that only goes forward.
class MessageRate
{
public:
    void add(qint64 second, int messages)
    {
        advanceTo(second);
        m_counts[index(second)] += messages;
    }

    int lastMinute(qint64 second)
    {
        advanceTo(second);
        return std::accumulate(m_counts.begin(), m_counts.end(), 0);
    }

private:
    static constexpr qint64 seconds = 60;

    static std::size_t index(qint64 second) { return std::size_t(second % seconds); }

    /// Forgets what has become older than a minute.
    void advanceTo(qint64 second)
    {
        for (qint64 s = std::max(m_second + 1, second - seconds + 1); s <= second; ++s)
            m_counts[index(s)] = 0;
        m_second = std::max(m_second, second);
    }

    std::array<int, std::size_t(seconds)> m_counts{};
    qint64 m_second = 0;
};

} // namespace thingsdesk
