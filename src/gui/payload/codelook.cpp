// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/codelook.h"

#include "gui/base/monospace.h"
#include "gui/base/tones.h"
#include "gui/payload/scriptlexer.h"

#include <QPalette>

namespace thingsdesk {

namespace {

template <class Lexer>
void applyLexer(QsciScintilla &view, const QPalette &palette, const QFont &font)
{
    auto *lexer = qobject_cast<Lexer *>(view.lexer());
    if (!lexer)
        lexer = new Lexer(&view);
    lexer->applyLook(palette, font);
    view.setLexer(lexer); // reads all styles anew
}

QColor between(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](float from, float to) { return from + (to - from) * float(share); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

} // namespace

void applyCodeLook(QsciScintilla &view, CodeLanguage language)
{
    const QPalette palette = view.palette();
    const QFont font = monospaceFont();
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor text = palette.color(QPalette::Active, QPalette::Text);
    if (language == CodeLanguage::Json)
        applyLexer<JsonLexer>(view, palette, font);
    else if (language == CodeLanguage::JavaScript)
        applyLexer<ScriptLexer>(view, palette, font);
    view.setPaper(base);
    view.setColor(text);
    if (language == CodeLanguage::PlainText)
        view.setFont(font);

    view.setMarginsFont(font);
    view.setMarginsBackgroundColor(palette.color(QPalette::Active, QPalette::Window));
    view.setMarginsForegroundColor(toneColor(Tone::Muted, palette));
    view.setCaretForegroundColor(text);
    view.setCaretLineBackgroundColor(between(base, text, 0.06));
    view.setSelectionBackgroundColor(palette.color(QPalette::Active, QPalette::Highlight));
    view.setSelectionForegroundColor(palette.color(QPalette::Active, QPalette::HighlightedText));
    view.setMatchedBraceBackgroundColor(between(base, toneColor(Tone::Info, palette), 0.25));
    view.setMatchedBraceForegroundColor(text);
    view.setUnmatchedBraceBackgroundColor(base);
    view.setUnmatchedBraceForegroundColor(toneColor(Tone::Error, palette));
}

} // namespace thingsdesk
