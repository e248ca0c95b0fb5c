// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mujs.h>

#include <string>

namespace thingsdesk {

/// Appends the value at `index` as the handler lists an argument of console.log: JSON.stringify with Go's sorted keys
/// and escapes, or the word `undefined` where that gives nothing (functions, cycles, a getter that throws).
void appendLogValue(js_State *state, int index, std::string &out);

} // namespace thingsdesk
