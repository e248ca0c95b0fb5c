// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/gotexts.h"

#include <QVarLengthArray>

#include <cctype>
#include <optional>

namespace thingsdesk::sandbox {

namespace {

/// Walks through JSON text as Go's scanner does and keeps its complaint about the first byte that does not fit.
class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_text(text)
    {
    }

    QByteArray error()
    {
        value(0);
        skipBlanks();
        if (m_error.isEmpty() && !atEnd())
            complain("after top-level value");
        return m_error;
    }

private:
    static constexpr int maximumDepth = 10'000; // Go's own bound

    bool atEnd() const { return m_at >= m_text.size(); }
    char current() const { return m_text[m_at]; }
    bool failed() const { return !m_error.isEmpty(); }

    void skipBlanks()
    {
        while (!atEnd() && (current() == ' ' || current() == '\t' || current() == '\r' || current() == '\n'))
            ++m_at;
    }

    static QByteArray quoted(char c)
    {
        if (c == '\'')
            return "'\\''";
        if (c == '"')
            return "'\"'";
        return "'" + QByteArray(1, c) + "'";
    }

    void complain(const QByteArray &where)
    {
        if (failed())
            return;
        m_error = atEnd() ? QByteArray("unexpected end of JSON input")
                          : "invalid character " + quoted(current()) + " " + where;
    }

    void value(int depth)
    {
        skipBlanks();
        if (atEnd() || depth > maximumDepth)
            return depth > maximumDepth ? void(m_error = "exceeded max depth") : complain({});
        switch (current()) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
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

    void object(int depth)
    {
        ++m_at;
        skipBlanks();
        if (!atEnd() && current() == '}')
            return void(++m_at);
        while (!failed()) {
            skipBlanks();
            if (atEnd() || current() != '"')
                return complain("looking for beginning of object key string");
            string();
            skipBlanks();
            if (failed() || atEnd() || current() != ':')
                return complain("after object key");
            ++m_at;
            value(depth + 1);
            skipBlanks();
            if (failed() || atEnd() || (current() != ',' && current() != '}'))
                return complain("after object key:value pair");
            if (m_text[m_at++] == '}')
                return;
        }
    }

    void array(int depth)
    {
        ++m_at;
        skipBlanks();
        if (!atEnd() && current() == ']')
            return void(++m_at);
        while (!failed()) {
            value(depth + 1);
            skipBlanks();
            if (failed() || atEnd() || (current() != ',' && current() != ']'))
                return complain("after array element");
            if (m_text[m_at++] == ']')
                return;
        }
    }

    void string()
    {
        for (++m_at; !atEnd(); ++m_at) {
            const char c = current();
            if (c == '"')
                return void(++m_at);
            if (static_cast<unsigned char>(c) < 0x20)
                return complain("in string literal");
            if (c == '\\' && !escape())
                return;
        }
        complain({});
    }

    bool escape()
    {
        ++m_at;
        if (atEnd() || !QByteArrayView("\"\\/bfnrtu").contains(current()))
            return complain("in string escape code"), false;
        for (int digits = current() == 'u' ? 4 : 0; digits > 0; --digits) {
            ++m_at;
            if (atEnd() || !std::isxdigit(static_cast<unsigned char>(current())))
                return complain("in \\u hexadecimal character escape"), false;
        }
        return true;
    }

    void literal(QByteArrayView word)
    {
        for (qsizetype i = 0; i < word.size(); ++i, ++m_at) {
            if (atEnd() || current() != word[i])
                return complain("in literal " + word.toByteArray() + " (expecting " + quoted(word[i]) + ")");
        }
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (!atEnd() && std::isdigit(static_cast<unsigned char>(current())))
            ++m_at;
        return m_at > begin;
    }

    void number()
    {
        const bool negative = current() == '-';
        m_at += negative ? 1 : 0;
        const bool zero = !atEnd() && current() == '0';
        if (!(zero ? void(++m_at), true : digits()))
            return complain(negative ? "in numeric literal" : "looking for beginning of value");
        if (!atEnd() && current() == '.') {
            ++m_at;
            if (!digits())
                return complain("after decimal point in numeric literal");
        }
        if (!atEnd() && (current() == 'e' || current() == 'E')) {
            ++m_at;
            if (!atEnd() && (current() == '+' || current() == '-'))
                ++m_at;
            if (!digits())
                complain("in exponent of numeric literal");
        }
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArray m_error;
};

} // namespace

Reply<quint64> parseUnsigned(QByteArrayView text)
{
    const auto failure = [text](const char *why) {
        return refuse({Refusal::Code::Unknown, "strconv.ParseUint: parsing \"" + text.toByteArray() + "\": " + why});
    };
    if (text.isEmpty())
        return failure("invalid syntax");
    for (const char c : text) {
        if (c < '0' || c > '9')
            return failure("invalid syntax");
    }
    bool fits = false;
    const quint64 value = text.toByteArray().toULongLong(&fits);
    if (!fits)
        return failure("value out of range");
    return value;
}

QByteArray durationText(qint64 seconds)
{
    QByteArray text;
    if (seconds >= 3600)
        text += QByteArray::number(seconds / 3600) + 'h';
    if (seconds >= 60)
        text += QByteArray::number(seconds / 60 % 60) + 'm';
    return text + QByteArray::number(seconds % 60) + 's';
}

QByteArray jsonSyntaxError(QByteArrayView json)
{
    return JsonScanner(json).error();
}

} // namespace thingsdesk::sandbox
