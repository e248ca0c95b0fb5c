// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mujs.h>

namespace thingsdesk {

/// Puts those library functions in place that answer otherwise at the handler: numbers as text (Go's formats, half to
/// even), Math.round, toISOString of an invalid date, JSON's texts, what RegExp takes. Throws as MuJS does.
/// Source: otto.md sections 6 and 9.
void defineLibrary(js_State *state);

/// Gives the array on top of the stack what the handler's arrays within fields have: methods that would change its
/// length throw a TypeError without a text.
void fixLength(js_State *state);

} // namespace thingsdesk
