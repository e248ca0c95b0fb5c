// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/functionkind.h"
#include "gui/payload/scripterror.h"

#include <QSet>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;
class QToolButton;

namespace thingsdesk {

class FindBar;
class ScriptEditor;

/// The four functions, each in an editor of its own with its own undo, with what is saved beside them: tabs of
/// functions that differ from it have a dot.
class FunctionEditors final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FunctionEditors)
public:
    explicit FunctionEditors(QWidget *parent = nullptr);

    /// What the server has, from now on. Functions that were not edited follow; edited ones stay.
    void setSaved(const PayloadFunctions &functions);
    PayloadFunctions functions() const;
    /// Puts a text into an editor, as a step that can be undone.
    void setText(FunctionKind kind, const QString &text);
    void undo(FunctionKind kind);
    bool isUnsaved(FunctionKind kind) const { return m_unsaved.contains(kind); }
    int unsavedCount() const { return int(m_unsaved.size()); }

    FunctionKind current() const;
    void setCurrent(FunctionKind kind);
    ScriptEditor &editor(FunctionKind kind) const { return *m_editors[std::size_t(kind)]; }
    void focusEditor();
    QTabWidget *tabs() const { return m_tabs; }

    /// Shows an error of a test run at its line and under the editors; nothing takes those of these functions away.
    void showError(const std::optional<ScriptError> &error, const QList<FunctionKind> &functions);

    int indentSize() const;
    void setIndentSize(int spaces);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void textChanged();
    void unsavedChanged();
    void currentChanged(thingsdesk::FunctionKind kind);

private:
    void makeEditor(FunctionKind kind);
    QWidget *makeFoot();
    void addShortcuts();
    void takeChange(FunctionKind kind);
    void updateTab(FunctionKind kind);
    void updateFoot();
    void updateTemplateButton();
    void showCurrentError();
    void goToError();

    QTabWidget *m_tabs = nullptr;
    std::array<ScriptEditor *, 4> m_editors{};
    std::array<std::optional<ScriptError>, 4> m_errors;
    FindBar *m_findBar = nullptr;
    QToolButton *m_errorButton = nullptr;
    QPushButton *m_templateButton = nullptr;
    QLabel *m_place = nullptr;
    QComboBox *m_indentCombo = nullptr;
    PayloadFunctions m_saved;
    QSet<FunctionKind> m_unsaved;
};

} // namespace thingsdesk
