// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace thingsdesk {

/// The column, from 1 and in bytes as the handler counts, of the token that a syntax error is about. MuJS tells its
/// line alone: the shortest beginning of the program that fails in the same way ends with that token.
///
/// `line`: of the error, counted as in `program`; `text`: the whole error as MuJS throws it for "(anonymous)".
/// 0 where there is no such place: at the end of the program, in another source, in a very long program, or for an
/// error about no token.
int columnOfSyntaxError(std::string_view program, int line, std::string_view text);

} // namespace thingsdesk
