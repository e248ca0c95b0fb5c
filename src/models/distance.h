// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/radio.h"

namespace thingsdesk {

/// The way over the ground between two places, in metres (haversine on a sphere of the earth's mean radius: at most
/// 0.6 % wrong). Altitudes are left out.
double distanceBetween(const Location &one, const Location &other);

} // namespace thingsdesk
