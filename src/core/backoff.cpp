// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace thingsdesk {

std::chrono::milliseconds Backoff::next()
{
    const int doublings = std::min(m_tries++, 20);
    const auto pause = std::min<std::chrono::milliseconds>(m_first * (qint64(1) << doublings), m_bound);
    const double factor = 0.75 + QRandomGenerator::global()->generateDouble() * 0.5;
    return std::chrono::milliseconds(qint64(double(pause.count()) * factor));
}

} // namespace thingsdesk
