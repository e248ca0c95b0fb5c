// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace thingsdesk {

/// Pauses between tries: each twice the one before up to a bound, with a quarter of randomness either way, so that many
/// clients do not come back in the same moment.
class Backoff
{
public:
    constexpr Backoff(std::chrono::milliseconds first, std::chrono::milliseconds bound)
        : m_first(first)
        , m_bound(bound)
    {
    }

    /// The next pause.
    std::chrono::milliseconds next();
    /// After a success: the next pause is the first one again.
    void reset() noexcept { m_tries = 0; }
    int tries() const noexcept { return m_tries; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_bound;
    int m_tries = 0;
};

} // namespace thingsdesk
