// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace thingsdesk {

/// Below 0, 0 or above 0: case ignored, and runs of digits compared as numbers, so that "door-2" stands before
/// "door-10".
int compareNaturally(QStringView a, QStringView b);

} // namespace thingsdesk
