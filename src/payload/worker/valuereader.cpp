// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/valuereader.h"

#include "payload/worker/library.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace thingsdesk {

ValueReader::ValueReader(js_State *state, std::string_view json, std::string &scratch)
    : m_state(state)
    , m_at(json.data())
    , m_end(json.data() + json.size())
    , m_scratch(scratch)
{
}

bool ValueReader::push()
{
    const bool good = value();
    skipSpace();
    return good && m_at == m_end;
}

void ValueReader::skipSpace()
{
    while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
        ++m_at;
}

bool ValueReader::take(char c)
{
    skipSpace();
    if (m_at == m_end || *m_at != c)
        return false;
    ++m_at;
    return true;
}

bool ValueReader::word(std::string_view name)
{
    if (static_cast<std::size_t>(m_end - m_at) < name.size() || std::string_view(m_at, name.size()) != name)
        return false;
    m_at += name.size();
    return true;
}

bool ValueReader::value()
{
    skipSpace();
    m_wasNull = false;
    if (m_at == m_end) {
        js_pushundefined(m_state);
        return false;
    }
    switch (*m_at) {
    case '{':
        return object();
    case '[':
        return array();
    case '"': {
        const bool good = string();
        js_pushlstring(m_state, m_scratch.data(), static_cast<int>(m_scratch.size()));
        return good;
    }
    case 't':
        js_pushboolean(m_state, 1);
        return word("true");
    case 'f':
        js_pushboolean(m_state, 0);
        return word("false");
    case 'n':
        js_pushundefined(m_state);
        m_wasNull = m_sawNull = true;
        return word("null");
    default:
        return number();
    }
}

bool ValueReader::object()
{
    js_newobject(m_state);
    bool marked = false;
    ++m_at;
    if (take('}'))
        return true;
    do {
        skipSpace();
        if (m_at == m_end || *m_at != '"' || !string())
            return false;
        js_pushlstring(m_state, m_scratch.data(), static_cast<int>(m_scratch.size()));
        const bool good = take(':') && value();
        if (!good)
            return false;
        if (m_wasNull && !marked) {
            marked = true;
            js_pushboolean(m_state, 1);
            js_defproperty(m_state, -4, nullMarker, JS_DONTENUM);
        }
        js_setproperty(m_state, -3, js_tostring(m_state, -2));
        js_pop(m_state, 1);
    } while (take(','));
    m_wasNull = false;
    return take('}');
}

bool ValueReader::array()
{
    js_newarray(m_state);
    fixLength(m_state); // as in the handler's own arrays
    ++m_at;
    if (take(']'))
        return true;
    int index = 0;
    do {
        if (!value())
            return false;
        js_setindex(m_state, -2, index++);
    } while (take(','));
    m_wasNull = false;
    return take(']');
}

bool ValueReader::number()
{
    double value = 0;
    bool good = true;
    if (word("NaN")) {
        value = std::numeric_limits<double>::quiet_NaN();
    } else if (word("Infinity")) {
        value = std::numeric_limits<double>::infinity();
    } else if (word("-Infinity")) {
        value = -std::numeric_limits<double>::infinity();
    } else {
        const auto [end, error] = std::from_chars(m_at, m_end, value);
        if (error == std::errc::result_out_of_range)
            value = std::numeric_limits<double>::infinity();
        good = end != m_at;
        m_at = end;
    }
    js_pushnumber(m_state, value);
    return good;
}

bool ValueReader::string()
{
    m_scratch.clear();
    for (++m_at; m_at != m_end; ++m_at) {
        if (*m_at == '"') {
            ++m_at;
            return true;
        }
        if (*m_at == '\\') {
            if (!escape())
                return false;
        } else if (*m_at == '\0') {
            return false;
        } else {
            m_scratch += *m_at;
        }
    }
    return false;
}

bool ValueReader::escape()
{
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (++m_at == m_end)
        return false;
    if (const std::size_t index = names.find(*m_at); index != std::string_view::npos) {
        m_scratch += meanings[index];
        return true;
    }
    unsigned code = 0;
    if (*m_at != 'u' || !hexDigits(code))
        return false;
    if (code >= 0xd800 && code < 0xdc00 && m_end - m_at > 6 && m_at[1] == '\\' && m_at[2] == 'u') {
        const char *const before = m_at;
        unsigned low = 0;
        m_at += 2;
        if (!hexDigits(low))
            return false;
        if (low >= 0xdc00 && low < 0xe000)
            code = 0x10000 + ((code - 0xd800) << 10U) + (low - 0xdc00);
        else
            m_at = before;
    }
    appendCodePoint(code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
    return true;
}

/// Four digits behind m_at, which then stands on the last.
bool ValueReader::hexDigits(unsigned &code)
{
    if (m_end - m_at <= 4)
        return false;
    const auto [end, error] = std::from_chars(m_at + 1, m_at + 5, code, 16);
    if (error != std::errc() || end != m_at + 5)
        return false;
    m_at += 4;
    return true;
}

void ValueReader::appendCodePoint(unsigned code)
{
    const auto add = [this](unsigned byte) { m_scratch += static_cast<char>(byte); };
    if (code == 0) { // MuJS's own form of NUL
        add(0xc0);
        add(0x80);
    } else if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | (code >> 6U));
        add(0x80 | (code & 0x3fU));
    } else if (code < 0x10000) {
        add(0xe0 | (code >> 12U));
        add(0x80 | ((code >> 6U) & 0x3fU));
        add(0x80 | (code & 0x3fU));
    } else {
        add(0xf0 | (code >> 18U));
        add(0x80 | ((code >> 12U) & 0x3fU));
        add(0x80 | ((code >> 6U) & 0x3fU));
        add(0x80 | (code & 0x3fU));
    }
}

} // namespace thingsdesk
