// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace thingsdesk {

/// One word, sign or literal of a payload function's source.
struct ScriptToken
{
    enum class Kind {
        End,
        Word,     ///< names and keywords
        Number,   ///< with its suffix, also of forms that ES5 does not know (0b1, 1_000, 10n)
        String,   ///< with its quotes
        Template, ///< from back quote to back quote, whatever stands in it
        Regex,    ///< with its slashes and flags
        Sign,     ///< one character, or one of => ... ?. ?? **
    };

    Kind kind = Kind::End;
    QStringView text;
    qsizetype at = 0; ///< UTF-16 units from the source's begin
    int line = 1;     ///< from 1
    int column = 1;   ///< from 1, in UTF-16 units

    bool isWord() const noexcept { return kind == Kind::Word; }
    bool isWord(QStringView word) const noexcept { return kind == Kind::Word && text == word; }
    bool isSign(QStringView sign) const noexcept { return kind == Kind::Sign && text == sign; }
};

/// Cuts JavaScript into tokens, passing over blanks and comments. Takes any text and never fails: what is no JavaScript
/// comes as signs. Newer forms than ES5 are told apart only as far as is needed to name them.
class ScriptTokens final
{
public:
    explicit ScriptTokens(QStringView source);

    /// The next one; Kind::End at the end, and from then on.
    ScriptToken next();

private:
    QChar at(qsizetype index) const { return index < m_source.size() ? m_source[index] : QChar(); }
    void step();
    void skipBlanksAndComments();
    qsizetype stringEnd(QChar quote) const;
    qsizetype templateEnd() const;
    qsizetype regexEnd();
    qsizetype wordEnd() const;
    qsizetype numberEnd() const;
    qsizetype signEnd() const;
    ScriptToken taken(ScriptToken::Kind kind, qsizetype end);
    void remember(const ScriptToken &token);

    QStringView m_source;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    bool m_regexMayFollow = true;
    qsizetype m_noRegexBefore = 0; ///< one was begun on this line and not ended: no program
    QStringView m_previousWord;
    QList<bool> m_headParentheses; ///< of each open "(": whether it belongs to if, while, for or with
};

/// The parts of `/pattern/flags`, the text of a Kind::Regex.
struct RegexParts
{
    QStringView pattern;
    QStringView flags;
};
RegexParts regexParts(QStringView text);

/// All of them, without the end.
QList<ScriptToken> scriptTokens(QStringView source);

} // namespace thingsdesk
