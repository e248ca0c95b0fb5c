// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thingsdesk {

/// Puts MuJS's own error texts into the words of the handler's engine, as far as they can be told safely.
///
/// | MuJS | handler | here |
/// | --- | --- | --- |
/// | 'x' is not defined | the same | the same |
/// | undefined is not callable | 'name' is not a function | the name, where the line leaves but one |
/// | cannot convert undefined to object | Cannot access member 'x' of undefined | likewise |
/// | stack overflow, call stack overflow | Maximum call stack size exceeded | the handler's |
/// | SyntaxError: file:3: … | (anonymous): Line 3:12 … (and 2 more errors) | the first, with its place |
/// | invalid array length | RangeError without a text | the handler's |
class ThrownText final
{
public:
    /// `text` is the thrown value as a string, `line` where it was thrown (0 = not known), counted as in `program`.
    ThrownText(std::string_view program, std::string_view text, int line);

    std::string translated() const;

private:
    /// A name on the line that may be the one that failed.
    struct Candidate
    {
        std::string_view name;
        std::string_view base; ///< the plain name before the dot; empty for none
        bool isMember = false;
        bool isCalled = false;
    };

    std::string notCallable(std::string_view what) const;
    std::string noMember(std::string_view what) const;
    std::vector<Candidate> candidates() const;
    bool isDeclared(std::string_view name) const;
    bool isParameter(std::string_view name) const;

    std::string_view m_program;
    std::string_view m_text;
    int m_line;
};

} // namespace thingsdesk
