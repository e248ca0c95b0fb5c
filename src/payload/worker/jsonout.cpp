// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/jsonout.h"

#include <charconv>
#include <cmath>
#include <cstdint>

namespace thingsdesk::jsonout {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

void appendExponentForm(std::string &out, double value)
{
    char buffer[64];
    const char *end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    // C writes two digits of exponent at least, Go and JavaScript as few as needed.
    const std::size_t sign = text.find('e') + 1;
    const bool padded = text.size() > sign + 2 && text[sign + 1] == '0';
    out += text.substr(0, sign + 1);
    out += text.substr(sign + (padded ? 2 : 1));
}

/// The length of the well-formed character at the front, 0 where there is none. A NUL in MuJS's form counts as one.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto continues = [&](std::size_t count) {
        if (text.size() <= count)
            return false;
        for (std::size_t i = 1; i <= count; ++i) {
            if ((byte(i) & 0xc0U) != 0x80)
                return false;
        }
        return true;
    };
    const std::uint8_t first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return continues(1) ? 2 : 0;
    if ((first & 0xf0U) == 0xe0 && continues(2)) {
        const bool tooLong = first == 0xe0 && byte(1) < 0xa0;
        const bool surrogate = first == 0xed && byte(1) >= 0xa0;
        return tooLong || surrogate ? 0 : 3;
    }
    if (first >= 0xf0 && first <= 0xf4 && continues(3)) {
        const bool tooLong = first == 0xf0 && byte(1) < 0x90;
        const bool tooLarge = first == 0xf4 && byte(1) >= 0x90;
        return tooLong || tooLarge ? 0 : 4;
    }
    return 0;
}

bool isNul(std::string_view text)
{
    return text.size() >= 2 && text[0] == '\xc0' && text[1] == '\x80';
}

bool isSurrogate(std::string_view text)
{
    return text.size() >= 3 && text[0] == '\xed' && static_cast<std::uint8_t>(text[1]) >= 0xa0;
}

void appendUnicodeEscape(std::string &out, unsigned code)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += digits[(code >> static_cast<unsigned>(shift)) & 15U];
}

void appendAscii(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (static_cast<std::uint8_t>(c) < 0x20 || c == '<' || c == '>' || c == '&')
        appendUnicodeEscape(out, static_cast<std::uint8_t>(c));
    else
        out += c;
}

bool isPlain(char c)
{
    return static_cast<std::uint8_t>(c) >= 0x20 && static_cast<std::uint8_t>(c) < 0x80 && c != '"' && c != '\\' &&
           c != '<' && c != '>' && c != '&';
}

/// Calls `plain` with each well-formed character and `broken` where there is none.
template <class OnCharacter, class OnNul, class OnBroken>
void walk(std::string_view text, OnCharacter onCharacter, OnNul onNul, OnBroken onBroken)
{
    while (!text.empty()) {
        std::size_t length = characterLength(text);
        if (length > 0) {
            onCharacter(text.substr(0, length));
        } else if (isNul(text)) {
            onNul();
            length = 2;
        } else {
            onBroken();
            length = isSurrogate(text) ? 3 : 1;
        }
        text.remove_prefix(length);
    }
}

} // namespace

void appendNumber(std::string &out, double value)
{
    constexpr double exactLimit = 9007199254740992.0;
    if (std::abs(value) < exactLimit && value == std::trunc(value)) {
        if (value == 0) {
            out += std::signbit(value) ? "-0" : "0";
            return;
        }
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::int64_t>(value)).ptr;
        out.append(digits, end);
        return;
    }
    if (!std::isfinite(value)) {
        out += std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        return;
    }
    const double magnitude = std::abs(value);
    if (magnitude < 1e-6 || magnitude >= 1e21) {
        appendExponentForm(out, value);
        return;
    }
    char fixed[64];
    const auto end = std::to_chars(fixed, fixed + sizeof fixed, value, std::chars_format::fixed).ptr;
    out.append(fixed, end);
}

void appendString(std::string &out, std::string_view text)
{
    out += '"';
    std::size_t plain = 0;
    while (plain < text.size() && isPlain(text[plain]))
        ++plain;
    out += text.substr(0, plain);
    walk(
        text.substr(plain),
        [&](std::string_view character) {
            if (character.size() == 1)
                appendAscii(out, character[0]);
            else if (character == "\xe2\x80\xa8" || character == "\xe2\x80\xa9")
                out += character[2] == '\xa8' ? "\\u2028" : "\\u2029";
            else
                out += character;
        },
        [&] { appendUnicodeEscape(out, 0); }, [&] { out += replacement; });
    out += '"';
}

std::string toUtf8(std::string_view text)
{
    std::string out;
    walk(
        text, [&](std::string_view character) { out += character; }, [&] { out += '\0'; }, [&] { out += replacement; });
    return out;
}

} // namespace thingsdesk::jsonout
