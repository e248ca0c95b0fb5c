// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functioneditors.h"

#include "gui/base/icons.h"
#include "gui/payload/findbar.h"
#include "gui/payload/scripteditor.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;

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
    column->addWidget(makeFoot());
    addShortcuts();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_findBar->setEditor(&editor(current()));
        updateFoot();
        updateTemplateButton();
        showCurrentError();
        Q_EMIT currentChanged(current());
    });
    updateFoot();
    updateTemplateButton();
    showCurrentError();
}

void FunctionEditors::makeEditor(FunctionKind kind)
{
    auto *editor = new ScriptEditor(m_tabs);
    editor->setObjectName(functionName(kind).toLower() + u"Editor"_s);
    editor->setAccessibleName(tr("Source of the %1").arg(functionName(kind)));
    editor->setAccessibleDescription(functionPurpose(kind));
    m_editors[std::size_t(kind)] = editor;
    const int tab = m_tabs->addTab(editor, functionName(kind));
    m_tabs->setTabToolTip(tab, functionPurpose(kind));
    connect(editor, &QsciScintilla::textChanged, this, [this, kind] { takeChange(kind); });
    connect(editor, &QsciScintilla::cursorPositionChanged, this, &FunctionEditors::updateFoot);
    connect(editor, &ScriptEditor::indentSizeChanged, this, &FunctionEditors::updateFoot);
}

QWidget *FunctionEditors::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_errorButton = new QToolButton(foot);
    m_errorButton->setObjectName(u"functionErrorButton"_s);
    m_errorButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_errorButton->setIcon(icon(Icon::Error, Tone::Error));
    m_errorButton->setAutoRaise(true);
    m_errorButton->setFocusPolicy(Qt::StrongFocus);
    m_errorButton->setAccessibleName(tr("Error of this function"));
    m_errorButton->setToolTip(tr("Go to the line of the error (F8)"));
    QSizePolicy policy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    m_errorButton->setSizePolicy(policy);
    m_templateButton = new QPushButton(tr("Insert &template"), foot);
    m_templateButton->setObjectName(u"insertTemplateButton"_s);
    m_templateButton->setAutoDefault(false);
    m_templateButton->setToolTip(tr("Begin with a function that runs"));
    m_place = new QLabel(foot);
    m_place->setObjectName(u"cursorPlaceLabel"_s);
    m_indentCombo = new QComboBox(foot);
    m_indentCombo->setObjectName(u"indentCombo"_s);
    m_indentCombo->setAccessibleName(tr("Spaces that Tab inserts"));
    m_indentCombo->setToolTip(m_indentCombo->accessibleName());
    m_indentCombo->addItem(tr("2 spaces"), 2);
    m_indentCombo->addItem(tr("4 spaces"), 4);
    row->addWidget(m_templateButton);
    row->addWidget(m_errorButton);
    row->addStretch(1);
    row->addWidget(m_place);
    row->addWidget(m_indentCombo);
    connect(m_errorButton, &QToolButton::clicked, this, &FunctionEditors::goToError);
    connect(m_templateButton, &QPushButton::clicked, this, [this] {
        setText(current(), functionTemplate(current()));
        focusEditor();
    });
    connect(m_indentCombo, &QComboBox::activated, this,
            [this] { setIndentSize(m_indentCombo->currentData().toInt()); });
    return foot;
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
    add(u"goToErrorAction"_s, tr("Go to the error"), {QKeySequence(Qt::Key_F8)}, [this] { goToError(); });
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

void FunctionEditors::setText(FunctionKind kind, const QString &text)
{
    editor(kind).replaceText(text);
}

void FunctionEditors::undo(FunctionKind kind)
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

void FunctionEditors::focusEditor()
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
    m_place->setText(tr("Line %1, column %2").arg(line + 1).arg(column + 1));
    m_indentCombo->setCurrentIndex(m_indentCombo->findData(editor(current()).indentSize()));
}

void FunctionEditors::updateTemplateButton()
{
    if (m_templateButton)
        m_templateButton->setVisible(editor(current()).length() == 0 && !editor(current()).isReadOnly());
}

void FunctionEditors::showError(const std::optional<ScriptError> &error, const QList<FunctionKind> &functions)
{
    for (const FunctionKind kind : functions) {
        const bool isHere = error && error->function == kind;
        m_errors[std::size_t(kind)] = isHere ? error : std::nullopt;
        editor(kind).setErrorMark(isHere ? error->line.value_or(0) : 0, isHere ? error->message : QString());
    }
    showCurrentError();
}

void FunctionEditors::showCurrentError()
{
    const auto &error = m_errors[std::size_t(current())];
    m_errorButton->setVisible(error.has_value());
    if (!error)
        return;
    const QString text = error->line ? tr("Line %1: %2").arg(*error->line).arg(error->message) : error->message;
    QString shown = m_errorButton->fontMetrics().elidedText(text.simplified(), Qt::ElideRight, 360);
    m_errorButton->setText(shown.replace(u'&', u"&&"_s));
    m_errorButton->setAccessibleName(tr("Error: %1").arg(text));
}

void FunctionEditors::goToError()
{
    const auto &error = m_errors[std::size_t(current())];
    if (error && error->line)
        editor(current()).goToLine(*error->line);
    else
        focusEditor();
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
