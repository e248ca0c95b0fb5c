// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/scripteditor.h"

#include "gui/base/icons.h"
#include "gui/base/tones.h"
#include "gui/payload/codelook.h"
#include "gui/payload/linediff.h"

#include <QHelpEvent>
#include <QToolTip>

#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberMargin = 0;
constexpr int signMargin = 1;
constexpr int errorMarker = 1;
constexpr int errorGroundMarker = 2;
constexpr int noteMarker = 3;
constexpr int passedMarker = 4;
constexpr int failedMarker = 5;
constexpr int testMargin = 2;
constexpr int refusedIndicator = 8; ///< above the lexer's own
constexpr int noteIndicator = 9;
constexpr int messageStyleNumber = 40; ///< above the lexer's and Scintilla's own

/// How far lines are indented in this text: 2 or 4; nothing where it does not tell.
std::optional<int> indentOf(const QString &text)
{
    int two = 0;
    int four = 0;
    for (const QString &line : linesOf(text)) {
        qsizetype blanks = 0;
        while (blanks < line.size() && line[blanks] == u' ')
            ++blanks;
        if (blanks == line.size() || blanks == 0 || line[blanks] == u'*')
            continue;
        if (blanks % 4 == 0)
            ++four;
        else if (blanks % 2 == 0)
            ++two;
    }
    if (two == 0 && four == 0)
        return {};
    return two > 0 ? 2 : 4;
}

/// An annotation has no line breaks of its own.
QString wrapped(const QString &text)
{
    constexpr qsizetype width = 70;
    QString result;
    qsizetype column = 0;
    for (const QString &word : text.simplified().split(u' ')) {
        const bool fits = column + word.size() < width;
        result += column == 0 ? QString() : fits ? u" "_s : u"\n"_s;
        column = (fits ? column : 0) + word.size() + 1;
        result += word;
    }
    return result;
}

/// As Scintilla counts: a pair of surrogates is one.
int charactersIn(const QString &text)
{
    return int(text.toUcs4().size());
}

} // namespace

ScriptEditor::ScriptEditor(QWidget *parent)
    : QsciScintilla(parent)
    , m_messageStyle(messageStyleNumber)
{
    setUtf8(true);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setAutoIndent(true);
    setIndentSize(2);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    setAnnotationDisplay(AnnotationIndented);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    setUpMargins();
    applyLook();
    connect(this, &QsciScintilla::linesChanged, this, &ScriptEditor::fitNumberMargin);
}

void ScriptEditor::setUpMargins()
{
    setMarginType(numberMargin, NumberMargin);
    setMarginMarkerMask(numberMargin, 0);
    setMarginType(signMargin, SymbolMargin);
    setMarginMarkerMask(signMargin, 1 << errorMarker | 1 << noteMarker);
    setMarginType(testMargin, SymbolMargin);
    setMarginMarkerMask(testMargin, 1 << passedMarker | 1 << failedMarker);
    for (int margin = testMargin; margin < 5; ++margin)
        setMarginWidth(margin, 0);
    markerDefine(Background, errorGroundMarker);
    fitNumberMargin();
}

void ScriptEditor::fitNumberMargin()
{
    const int digits = std::max(2, int(QString::number(lines()).size()));
    setMarginWidth(numberMargin, QString(digits + 1, u'0'));
}

void ScriptEditor::applyLook()
{
    applyCodeLook(*this, CodeLanguage::JavaScript);
    const QPalette colors = palette();
    const int side = fontMetrics().height();
    setMarginWidth(signMargin, side + 2);
    markerDefine(icon(Icon::Error, Tone::Error).pixmap(side - 2), errorMarker);
    markerDefine(icon(Icon::Warning, Tone::Warning).pixmap(side - 2), noteMarker);
    markerDefine(icon(Icon::Check, Tone::Success).pixmap(side - 2), passedMarker);
    markerDefine(icon(Icon::Cross, Tone::Error).pixmap(side - 2), failedMarker);
    for (const auto &[indicator, tone] :
         {std::pair(refusedIndicator, Tone::Error), std::pair(noteIndicator, Tone::Warning)}) {
        indicatorDefine(SquiggleIndicator, indicator);
        setIndicatorForegroundColor(toneColor(tone, colors), indicator);
        setIndicatorDrawUnder(true, indicator);
    }
    setMarkerBackgroundColor(toneGround(Tone::Error, colors), errorGroundMarker);
    m_messageStyle.setFont(font());
    m_messageStyle.setColor(toneColor(Tone::Error, colors));
    m_messageStyle.setPaper(colors.color(QPalette::Active, QPalette::Base));
    fitNumberMargin();
    showMark();
    showTestMark();
}

void ScriptEditor::load(const QString &text)
{
    setErrorMark(0, {});
    if (text.contains(u"\r\n"_s))
        setEolMode(EolWindows);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL); // it only ever grows by itself
    setText(text);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    if (const std::optional<int> indent = indentOf(text); indent && *indent != indentSize()) {
        setIndentSize(*indent);
        Q_EMIT indentSizeChanged(*indent);
    }
}

void ScriptEditor::replaceText(const QString &replacement)
{
    if (text() == replacement)
        return;
    const int line = firstVisibleLine();
    // Not clear() and insert(): QScintilla makes two steps of them.
    const QByteArray bytes = replacement.toUtf8();
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_TARGETWHOLEDOCUMENT);
    SendScintilla(SCI_REPLACETARGET, uintptr_t(bytes.size()), bytes.constData());
    setFirstVisibleLine(std::min(line, std::max(0, lines() - 1)));
}

void ScriptEditor::setIndentSize(int spaces)
{
    setIndentationWidth(spaces);
    setTabWidth(spaces);
}

void ScriptEditor::setErrorMark(int line, const QString &message)
{
    const int shown = line > lines() ? lines() : line;
    if (shown == m_errorLine && message == m_errorMessage)
        return;
    m_errorLine = shown;
    m_errorMessage = message;
    showMark();
}

void ScriptEditor::showMark()
{
    markerDeleteAll(errorMarker);
    markerDeleteAll(errorGroundMarker);
    clearAnnotations();
    showHandlerMarks();
    if (m_errorLine == 0)
        return;
    markerAdd(m_errorLine - 1, errorMarker);
    markerAdd(m_errorLine - 1, errorGroundMarker);
    annotate(m_errorLine - 1, wrapped(m_errorMessage), m_messageStyle);
}

void ScriptEditor::setHandlerMarks(const QList<HandlerMark> &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    showHandlerMarks();
}

void ScriptEditor::showHandlerMarks()
{
    markerDeleteAll(noteMarker);
    const int lastLine = std::max(0, lines() - 1);
    for (const int indicator : {refusedIndicator, noteIndicator})
        clearIndicatorRange(0, 0, lastLine, lineLength(lastLine), indicator);
    for (const HandlerMark &mark : std::as_const(m_marks)) {
        const int line = mark.line - 1;
        if (line > lastLine)
            continue;
        const int from = charactersIn(text(line).left(mark.column - 1));
        const int to = from + charactersIn(text(line).mid(mark.column - 1, mark.length));
        const int indicator = mark.level == HandlerMark::Level::Refused ? refusedIndicator : noteIndicator;
        fillIndicatorRange(line, from, line, to, indicator);
        if (mark.line != m_errorLine)
            markerAdd(line, noteMarker);
    }
}

void ScriptEditor::setTestMark(int line, bool passed, const QString &words)
{
    m_testLine = line;
    m_testsPass = passed;
    m_testWords = words;
    showTestMark();
}

void ScriptEditor::showTestMark()
{
    markerDeleteAll(passedMarker);
    markerDeleteAll(failedMarker);
    setMarginWidth(testMargin, m_testLine > 0 ? fontMetrics().height() + 2 : 0);
    if (m_testLine > 0)
        markerAdd(std::min(m_testLine, lines()) - 1, m_testsPass ? passedMarker : failedMarker);
}

QString ScriptEditor::textAt(const QPoint &place) const
{
    if (place.x() < marginWidth(numberMargin) + marginWidth(signMargin) + marginWidth(testMargin)) {
        const long inText = SendScintilla(SCI_POSITIONFROMPOINT, 0UL, place.y());
        const bool isThere = SendScintilla(SCI_LINEFROMPOSITION, inText) == m_testLine - 1;
        return isThere ? m_testWords : QString();
    }
    const long position = SendScintilla(SCI_POSITIONFROMPOINTCLOSE, static_cast<unsigned long>(place.x()), place.y());
    if (position < 0)
        return {};
    int line = 0;
    int index = 0;
    lineIndexFromPosition(int(position), &line, &index);
    for (const HandlerMark &mark : m_marks) {
        if (mark.line == line + 1 && index >= mark.column - 1 && index <= mark.column - 1 + mark.length)
            return mark.remedy.isEmpty() ? mark.reason : mark.reason + u'\n' + mark.remedy;
    }
    return {};
}

bool ScriptEditor::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QsciScintilla::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), viewport());
    return true;
}

void ScriptEditor::goToPlace(int line, int column)
{
    const int shown = std::clamp(line, 1, lines()) - 1;
    setCursorPosition(shown, charactersIn(text(shown).left(column - 1)));
    ensureCursorVisible();
    setFocus();
}

void ScriptEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
}

void ScriptEditor::resizeEvent(QResizeEvent *event)
{
    QsciScintilla::resizeEvent(event);
    fitNumberMargin();
}

} // namespace thingsdesk
