// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/functionproblems.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QTabWidget;

namespace thingsdesk {

class EditorFoot;
class FindBar;
class ScriptCompletion;
class ScriptEditor;

/// The four functions, each in an editor of its own with its own undo, with what is saved beside them: tabs of
/// functions that differ from it have a dot. What a V2 handler would not take is marked as it is typed.
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
    void setText(FunctionKind kind, const QString &text) const;
    void undo(FunctionKind kind) const;
    bool isUnsaved(FunctionKind kind) const { return m_unsaved.contains(kind); }
    int unsavedCount() const { return int(m_unsaved.size()); }

    FunctionKind current() const;
    void setCurrent(FunctionKind kind);
    ScriptEditor &editor(FunctionKind kind) const { return *m_editors[std::size_t(kind)]; }
    void focusEditor() const;
    /// Paths of decoded fields that were seen, for completion.
    void setFields(const QStringList &fields) const;
    QTabWidget *tabs() const { return m_tabs; }

    /// Shows an error of a test run at its line and under the editors; nothing takes those of these functions away.
    void showError(const std::optional<ScriptError> &error, const QList<FunctionKind> &functions);

    /// Signs at the functions that tests are for: what came of them, in words; empty words = no tests.
    void showTests(FunctionKind kind, bool passed, const QString &words) const;

    int indentSize() const;
    void setIndentSize(int spaces);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void textChanged();
    void unsavedChanged();
    void currentChanged(thingsdesk::FunctionKind kind);
    /// A script of another network was made a function of V2; `notes` say what does not translate.
    void wrapped(thingsdesk::FunctionKind kind, const QStringList &notes);

private:
    void makeEditor(FunctionKind kind);
    void makeFoot();
    void addShortcuts();
    void takeChange(FunctionKind kind);
    void updateTab(FunctionKind kind);
    void updateFoot();
    void updateTemplateButton();
    void markAll();
    void wrap();
    void showProblem(FunctionKind kind);
    void goToProblem();

    QTabWidget *m_tabs = nullptr;
    std::array<ScriptEditor *, 4> m_editors{};
    std::array<ScriptCompletion *, 4> m_completions{};
    std::array<FunctionProblems, 4> m_problems;
    FindBar *m_findBar = nullptr;
    EditorFoot *m_foot = nullptr;
    PayloadFunctions m_saved;
    QSet<FunctionKind> m_unsaved;
    QSet<FunctionKind> m_foreign; ///< written for another network
    QSet<FunctionKind> m_toMark;  ///< changed since the marks were looked for
    QTimer m_markPause;
};

} // namespace thingsdesk
