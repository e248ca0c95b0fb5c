// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace thingsdesk {

struct StartOptions;

/// `thingsdesk --demo --tour DIR`: the main job in the real window, on settings and a network of its own in a temporary
/// folder. Returns the exit code: 0, or 1 where a step failed. A QApplication is there.
int runTour(const StartOptions &options);

} // namespace thingsdesk
