// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <array>

namespace thingsdesk::sandbox {

/// Events a second as moving averages over 1, 5 and 15 minutes, as the stack's status tells them.
class RateMeter final
{
public:
    RateMeter() { m_clock.start(); }

    void count();
    /// 0: one minute, 1: five, 2: fifteen.
    float rate(int window) const;

private:
    static constexpr qint64 tickMilliseconds = 5000;

    struct Averages
    {
        std::array<double, 3> perSecond{};
        qint64 tick = 0;
        qint64 events = 0; ///< in the tick under way
        bool started = false;
    };

    static Averages advanced(Averages averages, qint64 tick);

    QElapsedTimer m_clock;
    Averages m_averages;
};

} // namespace thingsdesk::sandbox
