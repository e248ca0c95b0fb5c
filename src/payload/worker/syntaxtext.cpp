// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/syntaxtext.h"

#include "payload/worker/programtext.h"
#include "payload/worker/syntaxplace.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace thingsdesk {

namespace {

struct Words
{
    std::string_view here;
    std::string_view there;
};

/// By how MuJS's words begin.
constexpr Words sentences[] = {
    {"unexpected character", "Unexpected token ILLEGAL"},
    {"unexpected escape sequence", "Unexpected token ILLEGAL"},
    {"number with letter suffix", "Unexpected token ILLEGAL"},
    {"string not terminated", "Unexpected token ILLEGAL"},
    {"regular expression not terminated", "Invalid regular expression: missing /"},
    {"unlabelled break must be inside loop or switch", "Illegal break statement"},
    {"continue must be inside loop", "Illegal continue statement"},
    {"return not in function", "Illegal return statement"},
    {"invalid l-value in assignment", "Invalid left-hand side in assignment"},
};

constexpr Words tokens[] = {
    {"(identifier)", "Unexpected identifier"},
    {"(string)", "Unexpected string"},
    {"(number)", "Unexpected number"},
};

/// Words that the handler refuses where they stand, while MuJS takes them for names and stumbles over what follows.
constexpr std::string_view reserved[] = {"class", "const", "enum", "export", "extends", "import", "super"};

std::string inTheirWords(std::string_view message)
{
    for (const Words &words : sentences) {
        if (message.starts_with(words.here))
            return std::string(words.there);
    }
    // "unexpected token: 'x'", "unexpected token in expression: 'x' (expected …)"
    const std::size_t colon = message.find(": ");
    if (!message.starts_with("unexpected token") || colon == std::string_view::npos)
        return std::string(message);
    const std::string_view token = message.substr(colon + 2);
    for (const Words &words : tokens) {
        if (token.starts_with(words.here))
            return std::string(words.there);
    }
    if (!token.starts_with('\''))
        return std::string(message);
    return "Unexpected token " + std::string(token.substr(1, token.find('\'', 1) - 1));
}

/// The word before the column, where nothing but blanks is between; `column` becomes its own.
std::string_view wordBefore(std::string_view line, int &column)
{
    const std::size_t last = line.substr(0, static_cast<std::size_t>(column) - 1).find_last_not_of(" \t");
    if (last == std::string_view::npos)
        return {};
    const std::size_t gap = line.find_last_of(" \t;{}()", last);
    const std::size_t first = gap == std::string_view::npos ? 0 : gap + 1;
    column = static_cast<int>(first) + 1;
    return line.substr(first, last + 1 - first);
}

/// Where the statement of this error stands; 0 where the line has no such word, or more than one.
int columnOfStatement(std::string_view line, std::string_view text)
{
    for (const std::string_view word : {"break", "continue"}) {
        const std::size_t at = line.find(word);
        if (text.find(word) != std::string_view::npos && at != std::string_view::npos && at == line.rfind(word))
            return static_cast<int>(at) + 1;
    }
    return 0;
}

} // namespace

std::string syntaxErrorText(std::string_view program, std::string_view thrown)
{
    constexpr std::string_view prefix = "SyntaxError: (";
    std::string_view rest = thrown;
    const std::size_t nameEnd = thrown.find("):");
    const std::size_t lineEnd = nameEnd == std::string_view::npos ? nameEnd : thrown.find(": ", nameEnd + 2);
    if (!thrown.starts_with(prefix) || lineEnd == std::string_view::npos)
        return std::string(thrown);
    rest.remove_prefix(prefix.size());
    std::string text = inTheirWords(thrown.substr(lineEnd + 2));
    if (!rest.starts_with("anonymous)"))
        return "SyntaxError: " + text;
    const int line = std::atoi(thrown.data() + nameEnd + 2);
    const std::string_view inLine = lineOfProgram(program, line);
    int column = columnOfSyntaxError(program, line, thrown);
    if (column == 0)
        column = columnOfStatement(inLine, text);
    if (column > 0 && text.starts_with("Unexpected ")) {
        int before = column;
        const std::string_view word = wordBefore(inLine, before);
        if (std::find(std::begin(reserved), std::end(reserved), word) != std::end(reserved)) {
            text = "Unexpected reserved word";
            column = before;
        }
    }
    return "(anonymous): Line " + std::to_string(line) + (column > 0 ? ':' + std::to_string(column) : std::string()) +
           ' ' + text;
}

} // namespace thingsdesk
