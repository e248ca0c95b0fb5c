// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QsciScintilla;

namespace thingsdesk {

/// Which language a piece of text is written in.
enum class CodeLanguage { JavaScript, Json, PlainText };

/// Gives a QScintilla widget a lexer (its child), the palette's colours and the fixed-width face. Call it again when
/// palette or font change.
void applyCodeLook(QsciScintilla &view, CodeLanguage language);

} // namespace thingsdesk
