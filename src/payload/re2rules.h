// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// What the handler's engine makes of regular expressions, which it hands to Go's RE2. No Qt here, any thread.
/// Source: otto.md sections 6 and 9.
namespace thingsdesk::re2rules {

/// Why a pattern (UTF-8) is refused, in the handler's words; empty where nothing is seen.
std::string complaint(std::string_view pattern);

/// Whether `new RegExp` throws a TypeError with that complaint; else a SyntaxError.
bool isTypeError(std::string_view complaint);

/// g, i and m; other flags are ignored.
constexpr bool isKnownFlag(char16_t flag)
{
    return flag == u'g' || flag == u'i' || flag == u'm';
}

} // namespace thingsdesk::re2rules
