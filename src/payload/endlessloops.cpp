// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/endlessloops.h"

#include <QList>

#include <algorithm>
#include <iterator>

namespace thingsdesk {

namespace {

constexpr qsizetype deepestNesting = 64;

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(0x2028) || c == QChar(0x2029);
}
bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

/// Cuts ES5 source into words and single characters. Strings and regular expressions come as one token without a text.
class Tokens
{
public:
    explicit Tokens(QStringView source)
        : m_source(source)
    {
    }

    /// False at the end. `text` and `line` then hold the last token.
    bool next()
    {
        if (!m_text.isEmpty() || m_isLiteral)
            rememberPrevious();
        m_isLiteral = false;
        skipBlanksAndComments();
        m_line = m_nextLine;
        if (m_at >= m_source.size()) {
            m_text = {};
            return false;
        }
        const QChar c = m_source[m_at];
        if (c == u'"' || c == u'\'')
            skipString(c);
        else if (c == u'/' && regexEnd() > 0)
            takeLiteral(regexEnd());
        else
            takeWordOrCharacter();
        return true;
    }

    QStringView text() const noexcept { return m_text; }
    int line() const noexcept { return m_line; }

private:
    QChar at(qsizetype index) const { return index < m_source.size() ? m_source[index] : QChar(); }

    void step()
    {
        // "\r\n" is one line end.
        if (isLineEnd(m_source[m_at]) && !(m_source[m_at] == u'\r' && at(m_at + 1) == u'\n'))
            ++m_nextLine;
        ++m_at;
    }

    void skipBlanksAndComments()
    {
        while (m_at < m_source.size()) {
            if (m_source[m_at].isSpace() || m_source[m_at] == QChar(0xfeff)) {
                step();
            } else if (m_source[m_at] == u'/' && at(m_at + 1) == u'/') {
                while (m_at < m_source.size() && !isLineEnd(m_source[m_at]))
                    ++m_at;
            } else if (m_source[m_at] == u'/' && at(m_at + 1) == u'*') {
                const qsizetype found = m_source.indexOf(u"*/", m_at + 2);
                const qsizetype end = found < 0 ? m_source.size() : found + 2;
                while (m_at < end)
                    step();
            } else {
                return;
            }
        }
    }

    void takeLiteral(qsizetype end)
    {
        m_isLiteral = true;
        m_text = {};
        while (m_at < end)
            step();
    }

    void skipString(QChar quote)
    {
        qsizetype end = m_at + 1;
        // An unfinished string ends with its line: such a source does not run at all.
        while (end < m_source.size() && m_source[end] != quote && !isLineEnd(m_source[end]))
            end += m_source[end] == u'\\' ? 2 : 1;
        takeLiteral(std::min(end + 1, m_source.size()));
    }

    /// Where the regular expression ends that begins here; 0 where it is a division.
    qsizetype regexEnd() const
    {
        if (!m_regexMayFollow)
            return 0;
        bool inClass = false;
        for (qsizetype i = m_at + 1; i < m_source.size() && !isLineEnd(m_source[i]); ++i) {
            const QChar c = m_source[i];
            if (c == u'\\')
                ++i;
            else if (c == u'[')
                inClass = true;
            else if (c == u']')
                inClass = false;
            else if (c == u'/' && !inClass)
                return i + 1;
        }
        return 0;
    }

    void takeWordOrCharacter()
    {
        qsizetype end = m_at;
        while (end < m_source.size() && isWordCharacter(m_source[end]))
            ++end;
        if (end == m_at)
            ++end;
        m_text = m_source.mid(m_at, end - m_at);
        m_at = end;
    }

    /// Whether "/" after the last token begins a regular expression: after an operator and after if (…), not after a
    /// value.
    void rememberPrevious()
    {
        static constexpr QStringView before[] = {u"return", u"typeof", u"case", u"in",   u"of",         u"delete",
                                                 u"void",   u"throw",  u"new",  u"else", u"instanceof", u"do"};
        static constexpr QStringView heads[] = {u"if", u"while", u"for", u"with"};
        const bool isWord = !m_text.isEmpty() && isWordCharacter(m_text.front());
        if (m_text == u"(") {
            m_headParentheses.append(std::find(std::begin(heads), std::end(heads), m_previousWord) != std::end(heads));
            m_regexMayFollow = true;
        } else if (m_text == u")") {
            m_regexMayFollow = !m_headParentheses.isEmpty() && m_headParentheses.takeLast();
        } else if (isWord) {
            m_regexMayFollow = std::find(std::begin(before), std::end(before), m_text) != std::end(before);
        } else {
            m_regexMayFollow = !m_isLiteral && m_text != u"]";
        }
        m_previousWord = isWord ? m_text : QStringView();
    }

    QStringView m_source;
    qsizetype m_at = 0;
    int m_nextLine = 1;
    QStringView m_text;
    int m_line = 1;
    bool m_isLiteral = false;
    bool m_regexMayFollow = true;
    QStringView m_previousWord;
    QList<bool> m_headParentheses; ///< of each open "(": whether it belongs to if, while, for or with
};

/// Follows one `for` from its word on: which part of the head it is in, and whether that is empty.
class ForLoop
{
public:
    explicit ForLoop(int line)
        : m_line(line)
    {
    }

    enum class Outcome { Open, Harmless, Endless };

    Outcome take(QStringView token)
    {
        switch (m_state) {
        case State::Word:
            m_state = State::Head;
            return token == u"(" ? Outcome::Open : Outcome::Harmless;
        case State::Head:
            return takeInHead(token);
        case State::Body:
            m_state = State::BodyOpen;
            return token == u"{" ? Outcome::Open : Outcome::Harmless;
        case State::BodyOpen:
            return token == u"}" ? Outcome::Endless : Outcome::Harmless;
        }
        return Outcome::Harmless;
    }

    int line() const noexcept { return m_line; }

private:
    enum class State { Word, Head, Body, BodyOpen };

    Outcome takeInHead(QStringView token)
    {
        if (m_depth == 0 && token == u";") {
            ++m_semicolons;
            return Outcome::Open;
        }
        if (m_depth == 0 && token == u")") {
            m_state = State::Body;
            return m_semicolons == 2 ? Outcome::Open : Outcome::Harmless;
        }
        if (token == u"(" || token == u"[" || token == u"{")
            ++m_depth;
        else if (token == u")" || token == u"]" || token == u"}")
            --m_depth;
        // Anything behind the first semicolon is a condition or a step, and either is looked at by the engine.
        return m_semicolons > 0 ? Outcome::Harmless : Outcome::Open;
    }

    State m_state = State::Word;
    int m_line;
    int m_depth = 0;
    int m_semicolons = 0;
};

} // namespace

QString EndlessLoop::explanation()
{
    return QStringLiteral(
        "\"for (;;) {}\" with an empty body never ends and cannot be interrupted: a handler that runs it "
        "loses one core for good. It is not sent.");
}

std::optional<EndlessLoop> findEndlessLoop(QStringView source)
{
    Tokens tokens(source);
    QList<ForLoop> open; // a loop's head may hold a function with loops of its own
    bool afterDot = false;
    while (tokens.next()) {
        for (qsizetype i = open.size() - 1; i >= 0; --i) {
            const ForLoop::Outcome outcome = open[i].take(tokens.text());
            if (outcome == ForLoop::Outcome::Endless)
                return EndlessLoop{open[i].line()};
            if (outcome == ForLoop::Outcome::Harmless)
                open.removeAt(i);
        }
        if (tokens.text() == u"for" && !afterDot)
            open.append(ForLoop(tokens.line()));
        if (open.size() > deepestNesting) // "for(for(for(": no program, but it must not take long
            open.removeFirst();
        afterDot = tokens.text() == u".";
    }
    return {};
}

} // namespace thingsdesk
