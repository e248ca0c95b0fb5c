// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QString>

#include <chrono>

namespace thingsdesk::sandbox {

/// Random numbers of one device: the same seed and name give the same course. Not for keys.
class Chance
{
public:
    Chance(quint32 seed, const QString &name);

    double between(double lowest, double highest);
    double normal(double deviation); ///< around 0
    bool happens(double probability);
    int pick(int count); ///< 0 to count − 1
    /// `middle`, give or take `share` of it.
    std::chrono::milliseconds around(std::chrono::milliseconds middle, double share);

private:
    QRandomGenerator m_generator;
};

} // namespace thingsdesk::sandbox
