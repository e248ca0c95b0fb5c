// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

namespace thingsdesk {

// The console's own colours, for those who choose others than the platform's.
QPalette lightPalette();
QPalette darkPalette();
QPalette highContrastPalette();

} // namespace thingsdesk
