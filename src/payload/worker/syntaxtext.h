// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace thingsdesk {

/// A syntax error of MuJS in the words of the handler's engine, with line and column as that counts them, for the first
/// error; the handler goes on and counts the others. Words that have no counterpart stay as they are.
///
/// `thrown`: the whole text, "SyntaxError: (anonymous):3: unexpected token: (identifier) …", or "(eval)" for a source
/// that the program made itself; another text comes back unchanged.
std::string syntaxErrorText(std::string_view program, std::string_view thrown);

} // namespace thingsdesk
