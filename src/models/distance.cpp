// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace thingsdesk {

namespace {

constexpr double earthRadius = 6'371'008.8;

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

} // namespace

double distanceBetween(const Location &one, const Location &other)
{
    const double north = std::sin(radians(other.latitude - one.latitude) / 2);
    const double east = std::sin(radians(other.longitude - one.longitude) / 2);
    const double h = north * north + std::cos(radians(one.latitude)) * std::cos(radians(other.latitude)) * east * east;
    return 2 * earthRadius * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

} // namespace thingsdesk
