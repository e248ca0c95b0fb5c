// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mujs.h>

namespace thingsdesk {

/// Gives a new MuJS state the globals that the handler's engine has and MuJS lacks. `log` is console.log.
/// Throws as MuJS does.
void defineEnvironment(js_State *state, js_CFunction log);

} // namespace thingsdesk
