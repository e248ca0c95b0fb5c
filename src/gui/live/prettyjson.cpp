// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/prettyjson.h"

#include "core/jsontext.h"

namespace thingsdesk {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks over valid JSON token by token.
class Indenter
{
public:
    Indenter(QByteArrayView json, int indent)
        : m_json(json)
        , m_indent(indent)
    {
        m_out.reserve(json.size() * 2);
    }

    QByteArray run()
    {
        while (m_at < m_json.size())
            step(m_json[m_at]);
        return std::move(m_out);
    }

private:
    void step(char c)
    {
        if (isBlank(c))
            ++m_at;
        else if (c == '"')
            copyString();
        else if (c == '{' || c == '[')
            open(c);
        else if (c == '}' || c == ']')
            close(c);
        else
            copyOther(c);
    }

    void open(char c)
    {
        m_out += c;
        ++m_at;
        skipBlanks();
        if (m_at < m_json.size() && (m_json[m_at] == '}' || m_json[m_at] == ']')) {
            m_out += m_json[m_at++];
            return;
        }
        ++m_depth;
        newLine();
    }

    void close(char c)
    {
        --m_depth;
        newLine();
        m_out += c;
        ++m_at;
    }

    void copyString()
    {
        const qsizetype begin = m_at++;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        m_at = qMin(m_at + 1, m_json.size());
        m_out += m_json.sliced(begin, m_at - begin);
    }

    void copyOther(char c)
    {
        m_out += c;
        ++m_at;
        if (c == ',')
            newLine();
        else if (c == ':')
            m_out += ' ';
    }

    void skipBlanks()
    {
        while (m_at < m_json.size() && isBlank(m_json[m_at]))
            ++m_at;
    }

    void newLine()
    {
        m_out += '\n';
        m_out.append(qsizetype(m_depth) * m_indent, ' ');
    }

    const QByteArrayView m_json;
    const int m_indent;
    qsizetype m_at = 0;
    int m_depth = 0;
    QByteArray m_out;
};

} // namespace

QByteArray prettyJson(QByteArrayView json, int indent)
{
    if (!checkJson(json, QStringLiteral("JSON")))
        return json.toByteArray();
    return Indenter(json, indent).run();
}

} // namespace thingsdesk
