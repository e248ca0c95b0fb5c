// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functioneditors.h"

#include "gui/payload/editorfoot.h"
#include "gui/payload/findbar.h"
#include "gui/payload/functionexamples.h"
#include "gui/payload/functionwords.h"
#include "gui/payload/scriptcompletion.h"
#include "gui/payload/scripteditor.h"
#include "payload/foreignscript.h"

#include <QAction>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

constexpr auto markPause = 150ms; ///< after a change, until the handler's marks are looked for
constexpr qsizetype longestMarked = qsizetype(1024) * 1024; ///< longer sources are not looked through at each change

} // namespace

FunctionEditors::FunctionEditors(QWidget *parent)
    : QWidget(parent)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"functionTabs"_s);
    m_tabs->setAccessibleName(tr("Payload functions"));
    m_tabs->setDocumentMode(true);
    for (const FunctionKind kind : allFunctionKinds)
        makeEditor(kind);
    m_findBar = new FindBar(this);
    m_findBar->setEditor(m_editors.front());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_findBar);
    makeFoot();
    column->addWidget(m_foot);
    addShortcuts();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_findBar->setEditor(&editor(current()));
        updateFoot();
        updateTemplateButton();
        m_foot->setExamples(functionExamples(current()));
        Q_EMIT currentChanged(current());
    });
    updateFoot();
    updateTemplateButton();
    m_foot->setExamples(functionExamples(current()));
}

void FunctionEditors::makeEditor(FunctionKind kind)
{
    auto *editor = new ScriptEditor(m_tabs);
    editor->setObjectName(functionName(kind).toLower() + u"Editor"_s);
    editor->setAccessibleName(tr("Source of the %1").arg(functionName(kind)));
    editor->setAccessibleDescription(functionPurpose(kind));
    m_editors[std::size_t(kind)] = editor;
    m_completions[std::size_t(kind)] = new ScriptCompletion(*editor, kind);
    const int tab = m_tabs->addTab(editor, functionName(kind));
    m_tabs->setTabToolTip(tab, functionPurpose(kind));
    connect(editor, &QsciScintilla::textChanged, this, [this, kind] { takeChange(kind); });
    connect(editor, &QsciScintilla::cursorPositionChanged, this, &FunctionEditors::updateFoot);
    connect(editor, &ScriptEditor::indentSizeChanged, this, &FunctionEditors::updateFoot);
}

void FunctionEditors::makeFoot()
{
    m_foot = new EditorFoot(this);
    connect(m_foot, &EditorFoot::nextProblemWanted, this, &FunctionEditors::goToProblem);
    connect(m_foot, &EditorFoot::templateWanted, this, [this] {
        setText(current(), functionTemplate(current()));
        focusEditor();
    });
    connect(m_foot, &EditorFoot::exampleWanted, this, [this](const FunctionExample &example) {
        setText(example.kind, exampleSource(example));
        focusEditor();
    });
    connect(m_foot, &EditorFoot::wrappingWanted, this, &FunctionEditors::wrap);
    connect(m_foot, &EditorFoot::indentChosen, this, &FunctionEditors::setIndentSize);
    m_markPause.setSingleShot(true);
    m_markPause.setInterval(markPause);
    connect(&m_markPause, &QTimer::timeout, this, &FunctionEditors::markAll);
}

void FunctionEditors::addShortcuts()
{
    const auto add = [this](const QString &name, const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    add(u"findAction"_s, tr("Find"), {QKeySequence::Find}, [this] { m_findBar->startFinding(false); });
    add(u"replaceAction"_s, tr("Replace"), {QKeySequence(Qt::CTRL | Qt::Key_H)},
        [this] { m_findBar->startFinding(true); });
    add(u"findNextAction"_s, tr("Find next"), {QKeySequence(Qt::Key_F3)}, [this] { m_findBar->findNext(); });
    add(u"findPreviousAction"_s, tr("Find previous"), {QKeySequence(Qt::SHIFT | Qt::Key_F3)},
        [this] { m_findBar->findPrevious(); });
    add(u"goToLineAction"_s, tr("Go to line"), {QKeySequence(Qt::CTRL | Qt::Key_G)},
        [this] { m_findBar->startGoingToLine(); });
    add(u"completeAction"_s, tr("Complete the word"), {QKeySequence(Qt::CTRL | Qt::Key_Space)},
        [this] { m_completions[std::size_t(current())]->complete(); });
    add(u"goToProblemAction"_s, tr("Go to the next problem"), {QKeySequence(Qt::Key_F8)}, [this] { goToProblem(); });
    for (const FunctionKind kind : allFunctionKinds) {
        const auto key = Qt::Key(Qt::Key_1 + int(kind));
        add(u"show%1Action"_s.arg(functionName(kind)), functionName(kind), {QKeySequence(Qt::ALT | key)}, [this, kind] {
            setCurrent(kind);
            focusEditor();
        });
    }
}

void FunctionEditors::setSaved(const PayloadFunctions &functions)
{
    const QSet<FunctionKind> edited = m_unsaved;
    m_saved = functions;
    for (const FunctionKind kind : allFunctionKinds) {
        const QString &saved = functionText(m_saved, kind);
        if (!edited.contains(kind) && editor(kind).text() != saved)
            editor(kind).load(saved);
        takeChange(kind);
    }
}

PayloadFunctions FunctionEditors::functions() const
{
    PayloadFunctions result;
    for (const FunctionKind kind : allFunctionKinds)
        functionText(result, kind) = editor(kind).text();
    return result;
}

void FunctionEditors::setText(FunctionKind kind, const QString &text) const
{
    editor(kind).replaceText(text);
}

void FunctionEditors::undo(FunctionKind kind) const
{
    editor(kind).undo();
}

FunctionKind FunctionEditors::current() const
{
    return allFunctionKinds[std::size_t(std::max(0, m_tabs->currentIndex()))];
}

void FunctionEditors::setCurrent(FunctionKind kind)
{
    m_tabs->setCurrentIndex(int(kind));
}

void FunctionEditors::focusEditor() const
{
    editor(current()).setFocus();
}

void FunctionEditors::takeChange(FunctionKind kind)
{
    const bool isUnsaved = editor(kind).text() != functionText(m_saved, kind);
    const bool wasUnsaved = m_unsaved.contains(kind);
    if (isUnsaved)
        m_unsaved.insert(kind);
    else
        m_unsaved.remove(kind);
    if (isUnsaved != wasUnsaved) {
        updateTab(kind);
        Q_EMIT unsavedChanged();
    }
    m_toMark.insert(kind);
    m_markPause.start();
    updateTemplateButton();
    Q_EMIT textChanged();
}

void FunctionEditors::updateTab(FunctionKind kind)
{
    const bool isUnsaved = m_unsaved.contains(kind);
    m_tabs->setTabText(int(kind), isUnsaved ? functionName(kind) + u" •"_s : functionName(kind));
    m_tabs->setTabToolTip(int(kind),
                          isUnsaved ? functionPurpose(kind) + u'\n' + tr("Not saved yet.") : functionPurpose(kind));
}

void FunctionEditors::updateFoot()
{
    int line = 0;
    int column = 0;
    editor(current()).getCursorPosition(&line, &column);
    m_foot->showPlace(line + 1, column + 1);
    m_foot->showIndent(editor(current()).indentSize());
    const FunctionProblems &problems = m_problems[std::size_t(current())];
    m_foot->offerWrapping(m_foreign.contains(current()) && !editor(current()).isReadOnly());
    m_foot->showProblem(problems.toTell(line + 1), problems.marks().size());
}

void FunctionEditors::updateTemplateButton()
{
    if (m_foot)
        m_foot->offerTemplates(!editor(current()).isReadOnly(), editor(current()).length() == 0);
}

void FunctionEditors::showError(const std::optional<ScriptError> &error, const QList<FunctionKind> &functions)
{
    for (const FunctionKind kind : functions) {
        const bool isHere = error && error->function == kind;
        m_problems[std::size_t(kind)].setError(isHere ? error : std::nullopt, editor(kind).text());
        showProblem(kind);
    }
    updateFoot();
}

void FunctionEditors::showProblem(FunctionKind kind)
{
    const FunctionProblem problem = m_problems[std::size_t(kind)].errorProblem().value_or(FunctionProblem());
    editor(kind).setErrorMark(problem.line, problem.text);
}

void FunctionEditors::markAll()
{
    const QSet<FunctionKind> kinds = std::exchange(m_toMark, {});
    for (const FunctionKind kind : kinds) {
        const QString text = editor(kind).text();
        const QList<HandlerMark> marks = text.size() > longestMarked ? QList<HandlerMark>() : handlerMarks(kind, text);
        m_problems[std::size_t(kind)].setMarks(marks);
        editor(kind).setHandlerMarks(marks);
        if (text.size() <= longestMarked && wrappedForV2(kind, text))
            m_foreign.insert(kind);
        else
            m_foreign.remove(kind);
        showProblem(kind);
    }
    updateFoot();
}

void FunctionEditors::wrap()
{
    const FunctionKind kind = current();
    const std::optional<WrappedScript> script = wrappedForV2(kind, editor(kind).text());
    if (!script)
        return;
    setText(kind, script->source);
    focusEditor();
    Q_EMIT wrapped(kind, script->notes);
}

void FunctionEditors::goToProblem()
{
    int line = 0;
    int column = 0;
    editor(current()).getCursorPosition(&line, &column);
    if (const auto problem = m_problems[std::size_t(current())].after(line + 1))
        editor(current()).goToPlace(problem->line, problem->column);
    else
        focusEditor();
}

void FunctionEditors::setFields(const QStringList &fields) const
{
    for (ScriptCompletion *completion : m_completions)
        completion->setFields(fields);
}

void FunctionEditors::showTests(FunctionKind kind, bool passed, const QString &words) const
{
    // At the function itself, or at the top where it is not found.
    const QString source = editor(kind).text();
    const qsizetype at = std::max<qsizetype>(0, source.indexOf(u"function "_s + functionName(kind)));
    const int line = int(QStringView(source).first(at).count(u'\n')) + 1;
    editor(kind).setTestMark(words.isEmpty() ? 0 : line, passed, words);
}

int FunctionEditors::indentSize() const
{
    return editor(current()).indentSize();
}

void FunctionEditors::setIndentSize(int spaces)
{
    for (ScriptEditor *editor : m_editors)
        editor->setIndentSize(spaces);
    updateFoot();
}

void FunctionEditors::setReadOnly(bool readOnly)
{
    for (ScriptEditor *editor : m_editors)
        editor->setReadOnly(readOnly);
    updateTemplateButton();
}

} // namespace thingsdesk
