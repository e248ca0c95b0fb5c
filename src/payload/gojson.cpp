// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/gojson.h"

#include <cstdint>

namespace thingsdesk::gojson {

namespace {

constexpr int maximumDepth = 10'000; // Go's own limit

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A character as Go's scanner quotes it: it looks at single bytes, so a byte above 127 shows as a Latin-1 character.
std::string quoted(char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<std::uint8_t>(c);
    switch (c) {
    case '\'':
        return "'\\''";
    case '\\':
        return "'\\\\'";
    case '\a':
        return "'\\a'";
    case '\b':
        return "'\\b'";
    case '\f':
        return "'\\f'";
    case '\n':
        return "'\\n'";
    case '\r':
        return "'\\r'";
    case '\t':
        return "'\\t'";
    case '\v':
        return "'\\v'";
    default:
        break;
    }
    if (byte < 0x20 || byte == 0x7f)
        return std::string("'\\x") + digits[byte >> 4] + digits[byte & 15] + '\'';
    if (byte >= 0x80 && (byte <= 0xa0 || byte == 0xad))
        return std::string("'\\u00") + digits[byte >> 4] + digits[byte & 15] + '\'';
    if (byte >= 0x80) {
        const char utf8[] = {static_cast<char>(0xc0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3f)), '\0'};
        return std::string("'") + utf8 + '\'';
    }
    return std::string("'") + c + '\'';
}

/// Walks over one JSON value; stops at the first fault, whose text is then in error().
class Scanner
{
public:
    explicit Scanner(std::string_view json)
        : m_json(json)
    {
    }

    std::string run()
    {
        if (!value(0))
            return m_error;
        skipSpace();
        if (m_at < m_json.size())
            invalid("after top-level value");
        return m_error;
    }

private:
    bool atEnd() const { return m_at >= m_json.size(); }
    char current() const { return m_json[m_at]; }

    void skipSpace()
    {
        while (!atEnd() && isSpace(current()))
            ++m_at;
    }

    bool invalid(std::string_view where)
    {
        if (atEnd())
            m_error = "unexpected end of JSON input";
        else
            m_error = "invalid character " + quoted(current()) + ' ' + std::string(where);
        return false;
    }

    bool value(int depth)
    {
        skipSpace();
        if (atEnd())
            return invalid({});
        switch (current()) {
        case '{':
            return object(depth + 1);
        case '[':
            return array(depth + 1);
        case '"':
            return string();
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            return number();
        }
    }

    bool enter(int depth)
    {
        if (depth > maximumDepth) {
            m_error = "exceeded max depth";
            return false;
        }
        ++m_at;
        skipSpace();
        return true;
    }

    bool object(int depth)
    {
        if (!enter(depth))
            return false;
        if (!atEnd() && current() == '}')
            return ++m_at, true;
        for (;;) {
            skipSpace();
            if (atEnd() || current() != '"')
                return invalid("looking for beginning of object key string");
            if (!string())
                return false;
            skipSpace();
            if (atEnd() || current() != ':')
                return invalid("after object key");
            ++m_at;
            if (!value(depth))
                return false;
            skipSpace();
            if (!atEnd() && current() == '}')
                return ++m_at, true;
            if (atEnd() || current() != ',')
                return invalid("after object key:value pair");
            ++m_at;
        }
    }

    bool array(int depth)
    {
        if (!enter(depth))
            return false;
        if (!atEnd() && current() == ']')
            return ++m_at, true;
        for (;;) {
            if (!value(depth))
                return false;
            skipSpace();
            if (!atEnd() && current() == ']')
                return ++m_at, true;
            if (atEnd() || current() != ',')
                return invalid("after array element");
            ++m_at;
        }
    }

    bool string()
    {
        for (++m_at; !atEnd(); ++m_at) {
            const char c = current();
            if (c == '"')
                return ++m_at, true;
            if (static_cast<std::uint8_t>(c) < 0x20)
                return invalid("in string literal");
            if (c == '\\' && !escape())
                return false;
        }
        return invalid({});
    }

    bool escape()
    {
        ++m_at;
        if (atEnd())
            return invalid({});
        if (current() != 'u')
            return std::string_view("\"\\/bfnrt").find(current()) != std::string_view::npos ||
                   invalid("in string escape code");
        for (int i = 0; i < 4; ++i) {
            ++m_at;
            if (atEnd() || !isHex(current()))
                return invalid("in \\u hexadecimal character escape");
        }
        return true;
    }

    bool literal(std::string_view word)
    {
        for (std::size_t i = 1; i < word.size(); ++i) {
            ++m_at;
            if (atEnd() || current() != word[i])
                return invalid("in literal " + std::string(word) + " (expecting '" + word[i] + "')");
        }
        return ++m_at, true;
    }

    bool digits(std::string_view where)
    {
        if (atEnd() || !isDigit(current()))
            return invalid(where);
        while (!atEnd() && isDigit(current()))
            ++m_at;
        return true;
    }

    bool number()
    {
        const bool negative = current() == '-';
        if (negative)
            ++m_at;
        if (atEnd() || !isDigit(current()))
            return invalid(negative ? "in numeric literal" : "looking for beginning of value");
        if (current() == '0')
            ++m_at;
        else
            digits({});
        if (!atEnd() && current() == '.') {
            ++m_at;
            if (!digits("after decimal point in numeric literal"))
                return false;
        }
        if (!atEnd() && (current() == 'e' || current() == 'E')) {
            ++m_at;
            if (!atEnd() && (current() == '+' || current() == '-'))
                ++m_at;
            return digits("in exponent of numeric literal");
        }
        return true;
    }

    std::string_view m_json;
    std::size_t m_at = 0;
    std::string m_error;
};

std::string_view kindOf(char first)
{
    switch (first) {
    case '[':
        return "array";
    case '"':
        return "string";
    case 't':
    case 'f':
        return "bool";
    default:
        return "number";
    }
}

} // namespace

std::string syntaxError(std::string_view json)
{
    return Scanner(json).run();
}

std::string objectError(std::string_view json)
{
    std::string error = syntaxError(json);
    if (!error.empty())
        return error;
    std::size_t start = 0;
    while (isSpace(json[start]))
        ++start;
    if (json[start] == '{' || json[start] == 'n')
        return {};
    return "json: cannot unmarshal " + std::string(kindOf(json[start])) +
           " into Go value of type map[string]interface {}";
}

} // namespace thingsdesk::gojson
