// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace thingsdesk {

class ScriptEditor;

/// Finds and replaces in an editor, and goes to a line of it. Hidden until it is asked for; Escape hides it.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)
public:
    explicit FindBar(QWidget *parent = nullptr);

    /// The editor to look in, from now on.
    void setEditor(ScriptEditor *editor);

    /// Shows itself with what is selected, to find or to replace.
    void startFinding(bool withReplacing);
    void startGoingToLine();
    void findNext();
    void findPrevious();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Direction { Forward, Backward };

    QWidget *makeFindRow();
    QWidget *makeReplaceRow();
    QWidget *makeLineRow();
    void find(Direction direction);
    void findWhileTyping();
    void replaceOne();
    void replaceAll();
    void goToLine();
    void end();
    int countMatches() const;
    Qt::CaseSensitivity caseSensitivity() const;

    ScriptEditor *m_editor = nullptr;
    QWidget *m_findRow = nullptr;
    QWidget *m_replaceRow = nullptr;
    QWidget *m_lineRow = nullptr;
    QLineEdit *m_findEdit = nullptr;
    QLineEdit *m_replaceEdit = nullptr;
    QLineEdit *m_lineEdit = nullptr;
    QCheckBox *m_caseBox = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace thingsdesk
