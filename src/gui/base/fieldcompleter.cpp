// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/fieldcompleter.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace thingsdesk {

FieldCompleter::FieldCompleter(QLineEdit &edit)
    : QObject(&edit)
    , m_edit(edit)
    , m_paths(new QStringListModel(this))
    , m_completer(new QCompleter(m_paths, this))
{
    m_completer->setWidget(&m_edit);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    connect(&m_edit, &QLineEdit::textEdited, this, &FieldCompleter::complete);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FieldCompleter::insert);
}

void FieldCompleter::setPaths(const QStringList &paths)
{
    if (m_paths->stringList() != paths)
        m_paths->setStringList(paths);
}

int FieldCompleter::wordBegin() const
{
    const QString text = m_edit.text();
    int begin = m_edit.cursorPosition();
    while (begin > 0) {
        const QChar c = text.at(begin - 1);
        if (!c.isLetterOrNumber() && c != u'_' && c != u'-' && c != u'.' && c != u'`')
            break;
        --begin;
    }
    return begin;
}

void FieldCompleter::complete()
{
    const int begin = wordBegin();
    const QString word = m_edit.text().mid(begin, m_edit.cursorPosition() - begin);
    m_completer->setCompletionPrefix(word);
    const bool isUseful = !word.isEmpty() && !word.at(0).isDigit() && m_completer->completionCount() > 0 &&
                          m_completer->currentCompletion() != word;
    if (isUseful)
        m_completer->complete();
    else
        m_completer->popup()->hide();
}

void FieldCompleter::insert(const QString &path)
{
    const int begin = wordBegin();
    const QString text = m_edit.text();
    m_edit.setText(text.first(begin) + path + text.sliced(m_edit.cursorPosition()));
    m_edit.setCursorPosition(begin + int(path.size()));
    // Programmatic texts are not "edited": the bar learns of it by textChanged.
}

} // namespace thingsdesk
