// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/indentedjson.h"

#include "core/jsontext.h"

namespace thingsdesk {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Lays out one JSON text that was checked before.
class Layout
{
public:
    explicit Layout(QByteArrayView json)
        : m_json(json)
    {
    }

    QByteArray run()
    {
        while (m_at < m_json.size())
            step();
        return std::move(m_out);
    }

private:
    void step()
    {
        const char c = m_json[m_at];
        if (isBlank(c)) {
            ++m_at;
        } else if (c == '"') {
            copyString();
        } else if (c == '{' || c == '[') {
            open(c);
        } else if (c == '}' || c == ']') {
            --m_depth;
            newLine();
            take();
        } else {
            take();
            if (c == ',')
                newLine();
            else if (c == ':')
                m_out += ' ';
        }
    }

    void take() { m_out += m_json[m_at++]; }

    void newLine()
    {
        m_out += '\n';
        m_out.append(2 * m_depth, ' ');
    }

    void copyString()
    {
        take();
        for (bool isEscaped = false; m_at < m_json.size();) {
            const char c = m_json[m_at];
            take();
            if (c == '"' && !isEscaped)
                return;
            isEscaped = c == '\\' && !isEscaped;
        }
    }

    void open(char c)
    {
        if (const qsizetype end = simpleEnd(c); end > 0) {
            for (; m_at <= end; ++m_at) {
                if (isBlank(m_json[m_at]))
                    continue;
                m_out += m_json[m_at];
                if (m_json[m_at] == ',')
                    m_out += ' ';
            }
            return;
        }
        take();
        ++m_depth;
        newLine();
    }

    /// Where an empty object or an array of plain values without texts ends.
    qsizetype simpleEnd(char c) const
    {
        for (qsizetype at = m_at + 1; at < m_json.size(); ++at) {
            const char next = m_json[at];
            if (next == (c == '{' ? '}' : ']'))
                return at;
            if (next == '{' || next == '[' || next == '"' || (c == '{' && !isBlank(next)))
                return 0;
        }
        return 0;
    }

    QByteArrayView m_json;
    QByteArray m_out;
    qsizetype m_at = 0;
    qsizetype m_depth = 0;
};

} // namespace

QString indentedJson(QByteArrayView json)
{
    if (!checkJson(json, QString()))
        return QString::fromUtf8(json);
    return QString::fromUtf8(Layout(json).run());
}

} // namespace thingsdesk
