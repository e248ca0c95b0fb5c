// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/syntaxplace.h"

#include "payload/worker/programtext.h"

#include <mujs.h>

#include <algorithm>
#include <string>
#include <vector>

namespace thingsdesk {

namespace {

constexpr std::size_t largestProgram = std::size_t(256) * 1024; ///< is read in some milliseconds

/// Whether MuJS refuses this source with these words.
bool failsWith(const std::string &source, std::string_view text)
{
    js_State *const state = js_newstate(nullptr, nullptr, 0);
    if (!state)
        return false;
    js_setreport(state, [](js_State *, const char *) {});
    const bool same = js_ploadstring(state, "(anonymous)", source.c_str()) != 0 && js_trystring(state, -1, "") == text;
    js_freestate(state);
    return same;
}

/// The bytes of the program at which a token may end: not within a name or a number.
std::vector<std::size_t> possibleEnds(std::string_view program, std::size_t begin, std::size_t end)
{
    std::vector<std::size_t> ends;
    for (std::size_t at = begin + 1; at <= end; ++at) {
        if (at == program.size() || !isNameByte(program[at - 1]) || !isNameByte(program[at]))
            ends.push_back(at);
    }
    return ends;
}

/// Back to the sign that opened what this one closes.
std::size_t openingOf(std::string_view program, std::size_t closing)
{
    std::size_t at = closing;
    while (at > 0) {
        --at;
        if (program[at] == program[closing] && (at == 0 || program[at - 1] != '\\'))
            return at;
        if (program[at] == '\n')
            break;
    }
    return closing;
}

/// Where the token begins that ends here.
std::size_t beginOfToken(std::string_view program, std::size_t end, std::string_view text)
{
    std::size_t begin = end - 1;
    if (isNameByte(program[begin])) {
        const bool isNumber = text.find("(number)") != std::string_view::npos;
        while (begin > 0 && (isNameByte(program[begin - 1]) || (isNumber && program[begin - 1] == '.')))
            --begin;
        return begin;
    }
    if (text.find(": (string)") != std::string_view::npos || text.find(": (regexp)") != std::string_view::npos)
        return openingOf(program, begin);
    constexpr std::string_view before = ": '";
    const std::size_t quote = text.find(before);
    if (quote == std::string_view::npos)
        return begin;
    const std::size_t first = quote + before.size();
    const std::string_view token = text.substr(first, text.find('\'', first) - first);
    return program.substr(0, end).ends_with(token) ? end - token.size() : begin;
}

/// A beginning that ends within any string fails like that: the last quote before which nothing is open.
int columnOfOpenString(std::string_view program, std::size_t begin, std::size_t end, std::string_view text)
{
    constexpr int mostQuotes = 100;
    std::size_t quote = end;
    for (int tries = 0; tries < mostQuotes; ++tries) {
        quote = quote == 0 ? std::string_view::npos : program.find_last_of("'\"", quote - 1);
        if (quote == std::string_view::npos || quote < begin)
            break;
        if (!failsWith(std::string(program.substr(0, quote)), text))
            return static_cast<int>(quote - begin) + 1;
    }
    return 0;
}

} // namespace

int columnOfSyntaxError(std::string_view program, int line, std::string_view text)
{
    const std::string_view inLine = lineOfProgram(program, line);
    if (inLine.empty() || program.size() > largestProgram)
        return 0;
    const auto begin = static_cast<std::size_t>(inLine.data() - program.data());
    const std::size_t lineEnd = begin + inLine.size();
    if (text.find("string not terminated") != std::string_view::npos)
        return columnOfOpenString(program, begin, lineEnd, text);
    const std::vector<std::size_t> ends = possibleEnds(program, begin, lineEnd);
    // The parser looks one token ahead: with the token it fails, before it does not.
    const auto end = std::partition_point(
        ends.begin(), ends.end(), [&](std::size_t at) { return !failsWith(std::string(program.substr(0, at)), text); });
    if (end == ends.end())
        return 0;
    return static_cast<int>(beginOfToken(program, *end, text) - begin) + 1;
}

} // namespace thingsdesk
