// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/re2rules.h"

namespace thingsdesk::re2rules {

namespace {

/// JavaScript's empty class and its opposite: to RE2 the bracket in them is a member, so the class is still open.
bool isUnclosedClass(std::string_view rest)
{
    const std::size_t begin = rest.starts_with("[^]") ? 3 : rest.starts_with("[]") ? 2 : 0;
    return begin > 0 && rest.find(']', begin) == std::string_view::npos;
}

} // namespace

std::string complaint(std::string_view pattern)
{
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string_view rest = pattern.substr(i);
        if (rest[0] == '\\') {
            if (!inClass && rest.size() > 1 && rest[1] >= '1' && rest[1] <= '9')
                return std::string("re2: Invalid \\") + rest[1] + " <backreference>";
            ++i;
        } else if (rest[0] == '[' && !inClass) {
            if (isUnclosedClass(rest))
                return "missing closing ]: `" + std::string(rest) + '`';
            inClass = true;
        } else if (rest[0] == ']') {
            inClass = false;
        } else if (!inClass && (rest.starts_with("(?=") || rest.starts_with("(?!"))) {
            return std::string("re2: Invalid (?") + rest[2] + ") <lookahead>";
        } else if (!inClass && (rest.starts_with("(?<=") || rest.starts_with("(?<!"))) {
            return "invalid named capture: `" + std::string(rest) + '`';
        }
    }
    return {};
}

bool isTypeError(std::string_view complaint)
{
    return complaint.starts_with("re2: ");
}

} // namespace thingsdesk::re2rules
