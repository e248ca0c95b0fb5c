// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/scripttokens.h"

#include <algorithm>
#include <iterator>

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(0x2028) || c == QChar(0x2029);
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

template <std::size_t count>
bool isOneOf(QStringView text, const QStringView (&words)[count])
{
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

} // namespace

ScriptTokens::ScriptTokens(QStringView source)
    : m_source(source)
{
}

ScriptToken ScriptTokens::next()
{
    skipBlanksAndComments();
    if (m_at >= m_source.size())
        return {Kind::End, {}, m_source.size(), m_line, int(m_at - m_lineStart) + 1};
    const QChar c = m_source[m_at];
    if (c == u'"' || c == u'\'')
        return taken(Kind::String, stringEnd(c));
    if (c == u'`')
        return taken(Kind::Template, templateEnd());
    if (c == u'/') {
        if (const qsizetype end = regexEnd(); end > 0)
            return taken(Kind::Regex, end);
    }
    if (isDigit(c) || (c == u'.' && isDigit(at(m_at + 1))))
        return taken(Kind::Number, numberEnd());
    if (isWordCharacter(c))
        return taken(Kind::Word, wordEnd());
    return taken(Kind::Sign, signEnd());
}

void ScriptTokens::step()
{
    // "\r\n" is one line end.
    if (isLineEnd(m_source[m_at]) && !(m_source[m_at] == u'\r' && at(m_at + 1) == u'\n')) {
        ++m_line;
        m_lineStart = m_at + 1;
    }
    ++m_at;
}

void ScriptTokens::skipBlanksAndComments()
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

ScriptToken ScriptTokens::taken(Kind kind, qsizetype end)
{
    const ScriptToken token{kind, m_source.mid(m_at, end - m_at), m_at, m_line, int(m_at - m_lineStart) + 1};
    while (m_at < end)
        step();
    remember(token);
    return token;
}

/// An unfinished string ends with its line: such a source does not run at all.
qsizetype ScriptTokens::stringEnd(QChar quote) const
{
    qsizetype end = m_at + 1;
    while (end < m_source.size() && m_source[end] != quote && !isLineEnd(m_source[end]))
        end += m_source[end] == u'\\' ? 2 : 1;
    return std::min(end + 1, m_source.size());
}

qsizetype ScriptTokens::templateEnd() const
{
    qsizetype end = m_at + 1;
    while (end < m_source.size() && m_source[end] != u'`')
        end += m_source[end] == u'\\' ? 2 : 1;
    return std::min(end + 1, m_source.size());
}

/// Where the regular expression ends that begins here; 0 where it is a division.
qsizetype ScriptTokens::regexEnd()
{
    if (!m_regexMayFollow || m_at < m_noRegexBefore)
        return 0;
    bool inClass = false;
    qsizetype end = m_at + 1;
    for (; end < m_source.size() && !isLineEnd(m_source[end]); ++end) {
        const QChar c = m_source[end];
        if (c == u'\\') {
            ++end;
        } else if (c == u'[') {
            inClass = true;
        } else if (c == u']') {
            inClass = false;
        } else if (c == u'/' && !inClass) {
            for (++end; end < m_source.size() && isWordCharacter(m_source[end]);)
                ++end;
            return end;
        }
    }
    m_noRegexBefore = end; // a line of many beginnings must not be read as often
    return 0;
}

qsizetype ScriptTokens::wordEnd() const
{
    qsizetype end = m_at;
    while (end < m_source.size() && isWordCharacter(m_source[end]))
        ++end;
    return end;
}

qsizetype ScriptTokens::numberEnd() const
{
    const bool isPlain = at(m_at) != u'0' || !at(m_at + 1).isLetter();
    qsizetype end = m_at;
    while (end < m_source.size()) {
        const QChar c = m_source[end];
        const bool isExponentSign =
            isPlain && (c == u'+' || c == u'-') && end > m_at && m_source[end - 1].toLower() == u'e';
        if (!isWordCharacter(c) && c != u'.' && !isExponentSign)
            break;
        ++end;
    }
    return end;
}

qsizetype ScriptTokens::signEnd() const
{
    static constexpr QStringView longOnes[] = {u"...", u"=>", u"?.", u"??", u"**"};
    for (const QStringView sign : longOnes) {
        // `a ?.5 : b` is a condition.
        if (m_source.mid(m_at).startsWith(sign) && !(sign == u"?." && isDigit(at(m_at + 2))))
            return m_at + sign.size();
    }
    return m_at + (m_source[m_at].isHighSurrogate() && at(m_at + 1).isLowSurrogate() ? 2 : 1);
}

/// Whether "/" after the last token begins a regular expression: after an operator and after if (…), not after a value.
void ScriptTokens::remember(const ScriptToken &token)
{
    static constexpr QStringView before[] = {u"return", u"typeof", u"case", u"in",   u"of",         u"delete",
                                             u"void",   u"throw",  u"new",  u"else", u"instanceof", u"do"};
    static constexpr QStringView heads[] = {u"if", u"while", u"for", u"with"};
    if (token.isSign(u"(")) {
        m_headParentheses.append(isOneOf(m_previousWord, heads));
        m_regexMayFollow = true;
    } else if (token.isSign(u")")) {
        m_regexMayFollow = !m_headParentheses.isEmpty() && m_headParentheses.takeLast();
    } else if (token.isWord()) {
        m_regexMayFollow = isOneOf(token.text, before);
    } else {
        m_regexMayFollow = token.kind == Kind::Sign && token.text != u"]";
    }
    m_previousWord = token.isWord() ? token.text : QStringView();
}

RegexParts regexParts(QStringView text)
{
    const qsizetype end = text.lastIndexOf(u'/');
    return {text.mid(1, end - 1), text.mid(end + 1)};
}

QList<ScriptToken> scriptTokens(QStringView source)
{
    QList<ScriptToken> tokens;
    ScriptTokens reader(source);
    for (ScriptToken token = reader.next(); token.kind != Kind::End; token = reader.next())
        tokens.append(token);
    return tokens;
}

} // namespace thingsdesk
