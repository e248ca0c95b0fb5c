// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/scriptcompletion.h"

#include "gui/payload/scripteditor.h"
#include "payload/completion.h"

#include <QGuiApplication>

namespace thingsdesk {

namespace {

constexpr qsizetype leastBegunName = 2;     ///< characters, before a list comes up by itself
constexpr long longestSource = 512L * 1024; ///< bytes; longer ones are not looked through at each key
constexpr unsigned long shownWords = 10;

} // namespace

ScriptCompletion::ScriptCompletion(ScriptEditor &editor, FunctionKind kind)
    : QObject(&editor)
    , m_editor(editor)
    , m_kind(kind)
{
    editor.SendScintilla(QsciScintilla::SCI_AUTOCSETIGNORECASE, 1UL);
    editor.SendScintilla(QsciScintilla::SCI_AUTOCSETORDER,
                         static_cast<unsigned long>(QsciScintilla::SC_ORDER_PERFORMSORT));
    editor.SendScintilla(QsciScintilla::SCI_AUTOCSETMAXHEIGHT, shownWords);
    connect(&editor, &QsciScintillaBase::SCN_CHARADDED, this, &ScriptCompletion::takeCharacter);
}

void ScriptCompletion::takeCharacter(int character)
{
    if (m_editor.isReadOnly() || m_editor.SendScintilla(QsciScintilla::SCI_GETLENGTH) > longestSource)
        return;
    if (character == '.')
        offer(0);
    else if (QChar(char16_t(character)).isLetter() && !m_editor.isListActive())
        offer(leastBegunName);
}

void ScriptCompletion::complete()
{
    if (m_editor.isReadOnly())
        return;
    m_editor.SendScintilla(QsciScintilla::SCI_AUTOCSETCHOOSESINGLE, 1UL);
    offer(0);
    m_editor.SendScintilla(QsciScintilla::SCI_AUTOCSETCHOOSESINGLE, 0UL);
}

/// QScintilla asks the screen at this place for its size without looking whether there is one.
bool ScriptCompletion::isOnScreen(long position) const
{
    const auto x = int(m_editor.SendScintilla(QsciScintilla::SCI_POINTXFROMPOSITION, 0UL, position));
    const auto y = int(m_editor.SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, position));
    return QGuiApplication::screenAt(m_editor.viewport()->mapToGlobal(QPoint(x, y))) != nullptr;
}

void ScriptCompletion::offer(qsizetype leastBegun)
{
    int line = 0;
    int index = 0;
    m_editor.getCursorPosition(&line, &index);
    const int place = m_editor.positionFromLineIndex(line, index); // in bytes of UTF-8
    const QString source = m_editor.text();
    const qsizetype position = QString::fromUtf8(source.toUtf8().first(place)).size();
    const Completion completion = completionAt(m_kind, source, position, m_fields);
    const long begin = place - completion.begun.toUtf8().size();
    if (completion.words.isEmpty() || completion.begun.size() < leastBegun || !isOnScreen(begin))
        return;
    m_editor.SendScintilla(QsciScintilla::SCI_AUTOCSHOW, static_cast<unsigned long>(completion.begun.toUtf8().size()),
                           completion.words.join(u' ').toUtf8().constData());
}

} // namespace thingsdesk
