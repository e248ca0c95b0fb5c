// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/scriptlexer.h"

#include "gui/base/tones.h"

#include <QPalette>

namespace thingsdesk {

namespace {

QColor inkColor(CodeInk ink, bool dark, const QPalette &palette)
{
    switch (ink) {
    case CodeInk::Keyword:
        return dark ? QColor(0x7c, 0xb7, 0xff) : QColor(0x0b, 0x4f, 0xa8);
    case CodeInk::String:
        return dark ? QColor(0x8f, 0xd1, 0x9e) : QColor(0x1a, 0x6b, 0x2f);
    case CodeInk::Number:
        return dark ? QColor(0xf0, 0xb2, 0x7a) : QColor(0x8a, 0x3b, 0x00);
    case CodeInk::Comment:
        return toneColor(Tone::Muted, palette);
    case CodeInk::Unclosed:
        return toneColor(Tone::Error, palette);
    case CodeInk::Text:
    case CodeInk::Operator:
        break;
    }
    return palette.color(QPalette::Active, QPalette::Text);
}

void applyTo(QsciLexer &lexer, const QPalette &palette, const QFont &font)
{
    const QColor paper = palette.color(QPalette::Active, QPalette::Base);
    lexer.setDefaultFont(font);
    lexer.setDefaultColor(codeColor(CodeInk::Text, palette));
    lexer.setDefaultPaper(paper);
    lexer.setFont(font, -1);
    lexer.setColor(codeColor(CodeInk::Text, palette), -1);
    lexer.setPaper(paper, -1);
}

} // namespace

QColor codeColor(CodeInk ink, const QPalette &palette)
{
    const QColor color = inkColor(ink, isDark(palette), palette);
    // A palette of the user's own may have any base.
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    return contrast(color, base) >= 4.5 ? color : palette.color(QPalette::Active, QPalette::Text);
}

ScriptLexer::ScriptLexer(QObject *parent)
    : QsciLexerJavaScript(parent)
{
}

void ScriptLexer::applyLook(const QPalette &palette, const QFont &font)
{
    applyTo(*this, palette, font);
    for (const int style : {int(Keyword), int(KeywordSet2)})
        setColor(codeColor(CodeInk::Keyword, palette), style);
    for (const int style : {int(DoubleQuotedString), int(SingleQuotedString), int(Regex)})
        setColor(codeColor(CodeInk::String, palette), style);
    for (const int style : {int(Comment), int(CommentLine), int(CommentDoc), int(CommentLineDoc),
                            int(CommentDocKeyword), int(CommentDocKeywordError)})
        setColor(codeColor(CodeInk::Comment, palette), style);
    setColor(codeColor(CodeInk::Number, palette), Number);
    setColor(codeColor(CodeInk::Unclosed, palette), UnclosedString);
    QFont strong = font;
    strong.setBold(true);
    setFont(strong, Keyword);
}

const char *ScriptLexer::keywords(int set) const
{
    if (set == 1)
        return "break case catch continue debugger default delete do else false finally for function if in instanceof "
               "new null return switch this throw true try typeof var void while with";
    return nullptr;
}

JsonLexer::JsonLexer(QObject *parent)
    : QsciLexerJSON(parent)
{
    setHighlightEscapeSequences(false);
}

void JsonLexer::applyLook(const QPalette &palette, const QFont &font)
{
    applyTo(*this, palette, font);
    setColor(codeColor(CodeInk::Keyword, palette), Property);
    setColor(codeColor(CodeInk::String, palette), String);
    for (const int style : {int(Number), int(Keyword)})
        setColor(codeColor(CodeInk::Number, palette), style);
    for (const int style : {int(UnclosedString), int(Error)})
        setColor(codeColor(CodeInk::Unclosed, palette), style);
}

} // namespace thingsdesk
