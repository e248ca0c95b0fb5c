// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/scintilla.h"

namespace thingsdesk {

/// What a piece of source is, as far as it has a colour of its own.
enum class CodeInk { Text, Keyword, String, Number, Comment, Operator, Unclosed };

/// Its colour on the palette's base: 4.5:1 at least.
QColor codeColor(CodeInk ink, const QPalette &palette);

/// JavaScript in the palette's colours, light or dark.
class ScriptLexer final : public QsciLexerJavaScript
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptLexer)
public:
    explicit ScriptLexer(QObject *parent = nullptr);

    void applyLook(const QPalette &palette, const QFont &font);
    /// The language's words as of ECMAScript 5, which is all that a V2 handler runs.
    const char *keywords(int set) const override;
};

/// JSON in the palette's colours.
class JsonLexer final : public QsciLexerJSON
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonLexer)
public:
    explicit JsonLexer(QObject *parent = nullptr);

    void applyLook(const QPalette &palette, const QFont &font);
};

} // namespace thingsdesk
