// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/findbar.h"

#include "gui/payload/scripteditor.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *addEdit(QHBoxLayout *row, const QString &name, const QString &label)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    auto *text = new QLabel(label);
    text->setBuddy(edit);
    QString accessible = label;
    edit->setAccessibleName(accessible.remove(u'&').remove(u':'));
    row->addWidget(text);
    row->addWidget(edit, 1);
    return edit;
}

QPushButton *addButton(QHBoxLayout *row, const QString &name, const QString &text, const QString &tip = {})
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setToolTip(tip);
    row->addWidget(button);
    return button;
}

QWidget *makeRow(QHBoxLayout *&row)
{
    auto *widget = new QWidget;
    row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return widget;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"findBar"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(4);
    m_findRow = makeFindRow();
    m_replaceRow = makeReplaceRow();
    m_lineRow = makeLineRow();
    column->addWidget(m_findRow);
    column->addWidget(m_replaceRow);
    column->addWidget(m_lineRow);
    setTabOrder(m_findEdit, m_replaceEdit);
    hide();
}

QWidget *FindBar::makeFindRow()
{
    QHBoxLayout *row = nullptr;
    QWidget *widget = makeRow(row);
    m_findEdit = addEdit(row, u"findEdit"_s, tr("Fi&nd:"));
    m_note = new QLabel;
    m_note->setObjectName(u"findNoteLabel"_s);
    m_note->setMinimumWidth(m_note->fontMetrics().horizontalAdvance(tr("%1 found").arg(9999)));
    m_caseBox = new QCheckBox(tr("C&ase"));
    m_caseBox->setObjectName(u"findCaseBox"_s);
    m_caseBox->setToolTip(tr("Tell upper and lower case apart"));
    row->addWidget(m_note);
    row->addWidget(m_caseBox);
    auto *previous = addButton(row, u"findPreviousButton"_s, tr("Previous"), tr("Shift+F3"));
    auto *next = addButton(row, u"findNextButton"_s, tr("Next"), tr("F3"));
    auto *close = addButton(row, u"findCloseButton"_s, tr("Close"), tr("Escape"));
    connect(m_findEdit, &QLineEdit::textEdited, this, &FindBar::findWhileTyping);
    connect(m_findEdit, &QLineEdit::returnPressed, this, &FindBar::findNext);
    connect(m_caseBox, &QCheckBox::toggled, this, &FindBar::findWhileTyping);
    connect(previous, &QPushButton::clicked, this, &FindBar::findPrevious);
    connect(next, &QPushButton::clicked, this, &FindBar::findNext);
    connect(close, &QPushButton::clicked, this, &FindBar::end);
    return widget;
}

QWidget *FindBar::makeReplaceRow()
{
    QHBoxLayout *row = nullptr;
    QWidget *widget = makeRow(row);
    m_replaceEdit = addEdit(row, u"replaceEdit"_s, tr("Re&place by:"));
    auto *one = addButton(row, u"replaceButton"_s, tr("Replace"), tr("Replaces what is selected and finds the next"));
    auto *all = addButton(row, u"replaceAllButton"_s, tr("Replace all"));
    connect(m_replaceEdit, &QLineEdit::returnPressed, this, &FindBar::replaceOne);
    connect(one, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(all, &QPushButton::clicked, this, &FindBar::replaceAll);
    return widget;
}

QWidget *FindBar::makeLineRow()
{
    QHBoxLayout *row = nullptr;
    QWidget *widget = makeRow(row);
    m_lineEdit = addEdit(row, u"goToLineEdit"_s, tr("&Go to line:"));
    m_lineEdit->setValidator(new QIntValidator(1, 9'999'999, m_lineEdit));
    auto *go = addButton(row, u"goToLineButton"_s, tr("Go"));
    connect(m_lineEdit, &QLineEdit::returnPressed, this, &FindBar::goToLine);
    connect(go, &QPushButton::clicked, this, &FindBar::goToLine);
    return widget;
}

void FindBar::setEditor(ScriptEditor *editor)
{
    m_editor = editor;
    m_note->clear();
}

void FindBar::startFinding(bool withReplacing)
{
    m_findRow->show();
    m_replaceRow->setVisible(withReplacing);
    m_lineRow->hide();
    show();
    if (const QString selected = m_editor->selectedText(); !selected.isEmpty() && !selected.contains(u'\n'))
        m_findEdit->setText(selected);
    m_findEdit->setFocus();
    m_findEdit->selectAll();
}

void FindBar::startGoingToLine()
{
    m_findRow->hide();
    m_replaceRow->hide();
    m_lineRow->show();
    show();
    m_lineEdit->clear();
    m_lineEdit->setFocus();
}

void FindBar::findNext()
{
    find(Direction::Forward);
}

void FindBar::findPrevious()
{
    find(Direction::Backward);
}

Qt::CaseSensitivity FindBar::caseSensitivity() const
{
    return m_caseBox->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive;
}

int FindBar::countMatches() const
{
    return int(m_editor->text().count(m_findEdit->text(), caseSensitivity()));
}

void FindBar::find(Direction direction)
{
    const QString wanted = m_findEdit->text();
    if (wanted.isEmpty())
        return startFinding(m_replaceRow->isVisible());
    int line = 0;
    int index = 0;
    const bool forward = direction == Direction::Forward;
    if (m_editor->hasSelectedText()) {
        int lineEnd = 0;
        int indexEnd = 0;
        m_editor->getSelection(&line, &index, &lineEnd, &indexEnd);
        if (forward) {
            line = lineEnd;
            index = indexEnd;
        }
    } else {
        m_editor->getCursorPosition(&line, &index);
    }
    const bool found =
        m_editor->findFirst(wanted, false, m_caseBox->isChecked(), false, true, forward, line, index, true);
    m_note->setText(found ? tr("%1 found").arg(countMatches()) : tr("Not found"));
}

void FindBar::findWhileTyping()
{
    if (m_findEdit->text().isEmpty()) {
        m_note->clear();
        return;
    }
    int line = 0;
    int index = 0;
    int lineEnd = 0;
    int indexEnd = 0;
    // From where the present find begins, so that it grows with what is typed.
    if (m_editor->hasSelectedText())
        m_editor->getSelection(&line, &index, &lineEnd, &indexEnd);
    else
        m_editor->getCursorPosition(&line, &index);
    m_editor->setCursorPosition(line, index);
    find(Direction::Forward);
}

void FindBar::replaceOne()
{
    if (m_editor->selectedText().compare(m_findEdit->text(), caseSensitivity()) == 0 && m_editor->hasSelectedText()) {
        int line = 0;
        int index = 0;
        int lineEnd = 0;
        int indexEnd = 0;
        m_editor->getSelection(&line, &index, &lineEnd, &indexEnd);
        m_editor->replaceSelectedText(m_replaceEdit->text());
        m_editor->setCursorPosition(line, index + int(m_replaceEdit->text().size()));
    }
    find(Direction::Forward);
}

void FindBar::replaceAll()
{
    const int count = m_findEdit->text().isEmpty() ? 0 : countMatches();
    if (count > 0) {
        QString text = m_editor->text();
        m_editor->replaceText(text.replace(m_findEdit->text(), m_replaceEdit->text(), caseSensitivity()));
    }
    m_note->setText(count > 0 ? tr("%1 replaced").arg(count) : tr("Not found"));
}

void FindBar::goToLine()
{
    if (m_lineEdit->text().isEmpty())
        return;
    const int line = m_lineEdit->text().toInt();
    end();
    m_editor->goToPlace(line);
}

void FindBar::end()
{
    hide();
    m_editor->setFocus();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return end();
    QWidget::keyPressEvent(event);
}

} // namespace thingsdesk
