// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/codelook.h"
#include "gui/payload/scintilla.h"

#include <QStringList>

namespace thingsdesk {

/// Shows source or JSON, not to be edited: each line with a number or sign of its own before it, and some of them
/// marked as different by that sign and by their ground.
class CodeView final : public QsciScintilla
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeView)
public:
    struct Line
    {
        QString text;
        QString sign; ///< before the line; not part of what is copied
        bool isMarked = false;
        bool isFiller = false; ///< nothing stands here
    };

    explicit CodeView(CodeLanguage language, QWidget *parent = nullptr);

    void setLines(const QList<Line> &lines);
    /// One line after the other, without signs.
    void setPlainText(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyLook();

    const CodeLanguage m_language;
    QList<Line> m_lines;
};

} // namespace thingsdesk
