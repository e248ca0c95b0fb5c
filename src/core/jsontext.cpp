// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsontext.h"

#include "core/jsonreader.h"

#include <charconv>
#include <cmath>

namespace thingsdesk {

Result<void> checkJson(QByteArrayView json, const QString &what)
{
    return parseJson(json, what).map([](simdjson::dom::element) {});
}

namespace {

/// Shortest digits that read back the same, with an exponent: `1.25e+22`.
QByteArray scientific(double value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    return QByteArray(buffer, end - buffer);
}

/// A whole number beyond 2^53: the shortest digits, filled with zeros (C's fixed form writes the exact value).
QByteArray wholeNumber(double value)
{
    const QByteArray text = scientific(value);
    const qsizetype e = text.indexOf('e');
    const qsizetype exponent = text.mid(e + 1).toInt();
    const QByteArray sign = value < 0 ? "-" : "";
    return sign + text.left(e).replace("-", "").replace(".", "").leftJustified(exponent + 1, '0');
}

} // namespace

QByteArray jsonNumber(double value)
{
    if (!std::isfinite(value))
        return "null";
    const double magnitude = std::abs(value);
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
        QByteArray text = scientific(value);
        // C writes two digits of exponent at least, Go and JavaScript as few as needed.
        const qsizetype sign = text.indexOf('e') + 1;
        if (text.size() > sign + 2 && text[sign + 1] == '0')
            text.remove(sign + 1, 1);
        return text;
    }
    constexpr double exactIntegers = 9007199254740992.0;
    if (magnitude > exactIntegers)
        return wholeNumber(value);
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    return QByteArray(buffer, end - buffer);
}

QByteArray jsonString(QStringView text)
{
    QByteArray result;
    result.reserve(text.size() + 2);
    result += '"';
    const QByteArray utf8 = text.toUtf8();
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        switch (c) {
        case '"':
            result += "\\\"";
            continue;
        case '\\':
            result += "\\\\";
            continue;
        case '\n':
            result += "\\n";
            continue;
        case '\r':
            result += "\\r";
            continue;
        case '\t':
            result += "\\t";
            continue;
        default:
            break;
        }
        const bool lineSeparator = c == '\xe2' && i + 2 < utf8.size() && utf8[i + 1] == '\x80' &&
                                   (utf8[i + 2] == '\xa8' || utf8[i + 2] == '\xa9');
        if (lineSeparator) {
            result += utf8[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&') {
            result += "\\u00" + QByteArray(1, c).toHex();
        } else {
            result += c;
        }
    }
    return result += '"';
}

void JsonObjectWriter::beginMember(QByteArrayView key)
{
    m_text += m_text.isEmpty() ? '{' : ',';
    m_text += '"';
    m_text += key;
    m_text += "\":";
}

JsonObjectWriter &JsonObjectWriter::add(QByteArrayView key, QByteArrayView json)
{
    beginMember(key);
    m_text += json;
    return *this;
}

JsonObjectWriter &JsonObjectWriter::addString(QByteArrayView key, QStringView text)
{
    return add(key, jsonString(text));
}

JsonObjectWriter &JsonObjectWriter::addInteger(QByteArrayView key, qint64 value)
{
    return add(key, QByteArray::number(value));
}

JsonObjectWriter &JsonObjectWriter::addUnsigned(QByteArrayView key, quint64 value)
{
    return add(key, QByteArray::number(value));
}

JsonObjectWriter &JsonObjectWriter::addNumber(QByteArrayView key, double value)
{
    return add(key, jsonNumber(value));
}

JsonObjectWriter &JsonObjectWriter::addBool(QByteArrayView key, bool value)
{
    return add(key, value ? QByteArrayView("true") : QByteArrayView("false"));
}

JsonObjectWriter &JsonObjectWriter::addBase64(QByteArrayView key, const QByteArray &bytes)
{
    return bytes.isNull() ? add(key, "null") : add(key, '"' + bytes.toBase64() + '"');
}

JsonObjectWriter &JsonObjectWriter::addIfSet(QByteArrayView key, QByteArrayView json)
{
    return json.isEmpty() ? *this : add(key, json);
}

JsonObjectWriter &JsonObjectWriter::addStringIfSet(QByteArrayView key, QStringView text)
{
    return text.isEmpty() ? *this : addString(key, text);
}

JsonObjectWriter &JsonObjectWriter::addIntegerIfSet(QByteArrayView key, qint64 value)
{
    return value == 0 ? *this : addInteger(key, value);
}

JsonObjectWriter &JsonObjectWriter::addUnsignedIfSet(QByteArrayView key, quint64 value)
{
    return value == 0 ? *this : addUnsigned(key, value);
}

JsonObjectWriter &JsonObjectWriter::addNumberIfSet(QByteArrayView key, double value)
{
    return value == 0 ? *this : addNumber(key, value);
}

JsonObjectWriter &JsonObjectWriter::addTrueIfSet(QByteArrayView key, bool value)
{
    return value ? addBool(key, true) : *this;
}

JsonObjectWriter &JsonObjectWriter::addMembers(const JsonMembers &members)
{
    for (const JsonMember &member : members)
        add(member.key, member.value);
    return *this;
}

QByteArray JsonObjectWriter::finish()
{
    if (m_text.isEmpty())
        return "{}";
    return std::exchange(m_text, {}) + '}';
}

} // namespace thingsdesk
