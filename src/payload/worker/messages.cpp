// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/messages.h"

#include "payload/worker/programtext.h"
#include "payload/worker/syntaxtext.h"

#include <algorithm>
#include <iterator>

namespace thingsdesk {

namespace {

// Functions and methods that are there in every engine: not the ones that are missing.
constexpr std::string_view knownNames[] = {
    "Array",          "Boolean",  "Date",        "Decoder",   "Error",     "Function",    "Number",       "Object",
    "RangeError",     "RegExp",   "String",      "TypeError", "eval",      "isFinite",    "isNaN",        "parseFloat",
    "parseInt",       "escape",   "unescape",    "decodeURI", "encodeURI", "abs",         "ceil",         "charAt",
    "charCodeAt",     "concat",   "exp",         "filter",    "floor",     "forEach",     "fromCharCode", "getTime",
    "hasOwnProperty", "indexOf",  "isArray",     "join",      "keys",      "lastIndexOf", "log",          "map",
    "match",          "max",      "min",         "parse",     "pop",       "pow",         "push",         "reduce",
    "replace",        "reverse",  "round",       "shift",     "slice",     "some",        "sort",         "splice",
    "split",          "sqrt",     "stringify",   "substr",    "substring", "test",        "toFixed",      "toISOString",
    "toLowerCase",    "toString", "toUpperCase", "trim",      "unshift",   "valueOf",
};

constexpr std::string_view keywords[] = {"catch", "delete", "do",     "else",   "for",   "function",  "if",
                                         "in",    "new",    "return", "switch", "throw", "try",       "typeof",
                                         "void",  "while",  "with",   "var",    "case",  "instanceof"};

/// What always has members.
constexpr std::string_view knownBases[] = {"Array",  "Date",   "JSON", "Math",    "Number",
                                           "Object", "String", "this", "console", "RegExp"};

template <class List>
bool contains(const List &list, std::string_view name)
{
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

/// The line with strings and comments blanked out.
std::string code(std::string_view line)
{
    std::string result(line);
    char quote = '\0';
    for (std::size_t i = 0; i < result.size(); ++i) {
        const char c = result[i];
        if (quote != '\0') {
            if (c == '\\' && i + 1 < result.size())
                result[i++] = ' ';
            else if (c == quote)
                quote = '\0';
            result[i] = quote == '\0' ? c : ' ';
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '/' && i + 1 < result.size() && result[i + 1] == '/') {
            result.resize(i);
        }
    }
    return result;
}

} // namespace

ThrownText::ThrownText(std::string_view program, std::string_view text, int line)
    : m_program(program)
    , m_text(text)
    , m_line(line)
{
}

std::string ThrownText::translated() const
{
    constexpr std::string_view typeError = "TypeError: ";
    constexpr std::string_view callable = " is not callable";
    constexpr std::string_view convert = "cannot convert ";
    constexpr std::string_view toObject = " to object";
    constexpr std::string_view syntax = "SyntaxError: (";
    if (m_text == "stack overflow" || m_text == "exception stack overflow" || m_text == "Error: call stack overflow")
        return "RangeError: Maximum call stack size exceeded";
    if (m_text == "RangeError: invalid array length")
        return "RangeError";
    if (m_text.starts_with(syntax))
        return syntaxErrorText(m_program, m_text);
    if (!m_text.starts_with(typeError))
        return std::string(m_text);
    std::string_view rest = m_text.substr(typeError.size());
    if (rest.ends_with(callable))
        return std::string(typeError) + notCallable(rest.substr(0, rest.size() - callable.size()));
    if (rest.starts_with(convert) && rest.ends_with(toObject)) {
        rest.remove_prefix(convert.size());
        return std::string(typeError) + noMember(rest.substr(0, rest.size() - toObject.size()));
    }
    return std::string(m_text);
}

std::vector<ThrownText::Candidate> ThrownText::candidates() const
{
    // Views of the program itself, which outlives this; the blanked text has the same length.
    const std::string_view line = lineOfProgram(m_program, m_line);
    const std::string text = code(line);
    std::vector<Candidate> result;
    for (std::size_t start = 0; start < text.size(); ++start) {
        if (!isNameByte(text[start]))
            continue;
        std::size_t end = start;
        while (end < text.size() && isNameByte(text[end]))
            ++end;
        Candidate candidate;
        candidate.name = line.substr(start, end - start);
        const std::size_t next = text.find_first_not_of(' ', end);
        candidate.isCalled = next != std::string::npos && text[next] == '(';
        candidate.isMember = start > 0 && text[start - 1] == '.';
        std::size_t baseStart = candidate.isMember ? start - 1 : start;
        while (baseStart > 0 && isNameByte(text[baseStart - 1]))
            --baseStart;
        if (candidate.isMember && (baseStart == 0 || text[baseStart - 1] != '.'))
            candidate.base = line.substr(baseStart, start - 1 - baseStart);
        const bool isDeclaration = std::string_view(text).substr(0, start).ends_with("function ");
        const bool isNumber = candidate.name.front() >= '0' && candidate.name.front() <= '9';
        if (!isDeclaration && !isNumber && !contains(keywords, candidate.name))
            result.push_back(candidate);
        start = end;
    }
    return result;
}

bool ThrownText::isDeclared(std::string_view name) const
{
    const std::string declaration = "function " + std::string(name);
    const std::size_t at = m_program.find(declaration);
    return at != std::string_view::npos && at + declaration.size() < m_program.size() &&
           !isNameByte(m_program[at + declaration.size()]);
}

/// Of the first function with the handler's name: these are always given.
bool ThrownText::isParameter(std::string_view name) const
{
    for (const std::string_view function :
         {"function Decoder", "function Converter", "function Validator", "function Encoder"}) {
        const std::size_t at = m_program.find(function);
        const std::size_t open = at == std::string_view::npos ? at : m_program.find('(', at);
        if (open == std::string_view::npos)
            continue;
        const std::string_view list = m_program.substr(open + 1, m_program.find(')', open) - open - 1);
        const std::size_t found = list.find(name);
        if (found != std::string_view::npos && (found == 0 || !isNameByte(list[found - 1])) &&
            (found + name.size() == list.size() || !isNameByte(list[found + name.size()])))
            return true;
    }
    return false;
}

/// `what` is the type of the thing that is no function.
std::string ThrownText::notCallable(std::string_view what) const
{
    std::vector<std::string_view> unknown;
    std::vector<std::string_view> known;
    for (const Candidate &candidate : candidates()) {
        if (!candidate.isCalled || (!candidate.isMember && isDeclared(candidate.name)))
            continue;
        // On the last line the call is the handler's own.
        const bool isKnown =
            contains(knownNames, candidate.name) && (candidate.isMember || candidate.name != "Decoder");
        std::vector<std::string_view> &list = isKnown ? known : unknown;
        if (!contains(list, candidate.name))
            list.push_back(candidate.name);
    }
    const auto &names = unknown.empty() ? known : unknown;
    if (names.size() == 1)
        return '\'' + std::string(names.front()) + "' is not a function";
    return std::string(what) + " is not a function";
}

/// `what` is undefined or null.
std::string ThrownText::noMember(std::string_view what) const
{
    const std::string_view line = lineOfProgram(m_program, m_line);
    std::vector<std::string_view> names;
    for (const Candidate &candidate : candidates()) {
        if (!candidate.isMember || contains(knownBases, candidate.base) ||
            (!candidate.base.empty() && isParameter(candidate.base)))
            continue;
        if (!contains(names, candidate.name))
            names.push_back(candidate.name);
    }
    const bool hasIndex = line.find('[') != std::string_view::npos;
    if (names.size() == 1 && !hasIndex)
        return "Cannot access member '" + std::string(names.front()) + "' of " + std::string(what);
    return "Cannot access member of " + std::string(what);
}

} // namespace thingsdesk
