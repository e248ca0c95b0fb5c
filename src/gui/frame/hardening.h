// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace thingsdesk {

/// What this program makes is for its user only (umask 077), and a crash of a release build leaves no image of its
/// memory, in which keys are. Before there is any other thread.
void harden();

} // namespace thingsdesk
