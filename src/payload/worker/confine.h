// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace thingsdesk {

/// Takes away from this process what a payload function has no business with: files, network, other processes, the
/// environment. Standard input, output and error stay. The process dies with its parent. Each step that the system
/// does not know is left out; false when one that every Linux knows fails.
bool confineProcess();

} // namespace thingsdesk
