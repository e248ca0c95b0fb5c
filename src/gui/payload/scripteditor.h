// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/scintilla.h"
#include "payload/handlermarks.h"

namespace thingsdesk {

/// Edits one payload function: line numbers, brace matching, indenting, the palette's colours, a mark with the message
/// at the line of an error, and underlines where the handler would not take the source.
class ScriptEditor final : public QsciScintilla
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptEditor)
public:
    explicit ScriptEditor(QWidget *parent = nullptr);

    /// Puts the text there as the beginning of everything: nothing to undo. Line ends and indent width are taken from
    /// it.
    void load(const QString &text);
    /// Puts another text in place of the present one, as one step that can be undone.
    void replaceText(const QString &replacement);

    /// Spaces that a tab is, 2 or 4.
    int indentSize() const { return indentationWidth(); }
    void setIndentSize(int spaces);

    /// Marks a line (from 1) with a message under it; line 0 takes the mark away.
    void setErrorMark(int line, const QString &message);
    int errorLine() const { return m_errorLine; }

    /// Underlines what the handler does not take as it stands; the words come up on hover.
    void setHandlerMarks(const QList<HandlerMark> &marks);
    const QList<HandlerMark> &handlerMarks() const { return m_marks; }

    /// A sign in the margin of the line (from 1) that tells of the tests; its words come up on hover. Line 0: none.
    void setTestMark(int line, bool passed, const QString &words);

    /// Puts the cursor there (both from 1, the column in UTF-16) and shows it.
    void goToPlace(int line, int column = 1);

Q_SIGNALS:
    void indentSizeChanged(int spaces);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void applyLook();
    void setUpMargins();
    void showMark();
    void showHandlerMarks();
    void showTestMark();
    QString textAt(const QPoint &place) const;
    void fitNumberMargin();

    int m_errorLine = 0;
    QString m_errorMessage;
    QList<HandlerMark> m_marks;
    int m_testLine = 0;
    bool m_testsPass = false;
    QString m_testWords;
    QsciStyle m_messageStyle;
};

} // namespace thingsdesk
