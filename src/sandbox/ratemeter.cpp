// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ratemeter.h"

#include <cmath>

namespace thingsdesk::sandbox {

RateMeter::Averages RateMeter::advanced(Averages averages, qint64 tick)
{
    static constexpr std::array<double, 3> minutes = {1, 5, 15};
    const double tickSeconds = double(tickMilliseconds) / 1000;
    for (; averages.tick < tick; ++averages.tick) {
        const double now = double(averages.events) / tickSeconds;
        for (std::size_t i = 0; i < minutes.size(); ++i) {
            const double weight = 1 - std::exp(-tickSeconds / (60 * minutes[i]));
            double &average = averages.perSecond[i];
            average = averages.started ? average + weight * (now - average) : now;
        }
        averages.started = true;
        averages.events = 0;
    }
    return averages;
}

void RateMeter::count()
{
    m_averages = advanced(m_averages, m_clock.elapsed() / tickMilliseconds);
    ++m_averages.events;
}

float RateMeter::rate(int window) const
{
    return float(advanced(m_averages, m_clock.elapsed() / tickMilliseconds).perSecond[std::size_t(window)]);
}

} // namespace thingsdesk::sandbox
