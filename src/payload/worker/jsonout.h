// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// The worker's writing half of JSON, in Go's form. The same rules as core/jsontext.h, which needs Qt.
namespace thingsdesk::jsonout {

/// A finite number: shortest digits, `1e+21`, `-0`. NaN and infinities as JavaScript names them (no JSON: for the
/// way from one function to the next).
void appendNumber(std::string &out, double value);

/// A string of MuJS's in quotes. MuJS holds UTF-8 with lone surrogates and NUL as two bytes; as on the way through
/// the handler, a surrogate and a broken byte become U+FFFD.
void appendString(std::string &out, std::string_view text);

/// The same without quotes and escapes, for error texts.
std::string toUtf8(std::string_view text);

} // namespace thingsdesk::jsonout
