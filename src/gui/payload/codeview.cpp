// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/codeview.h"

#include "gui/base/tones.h"
#include "gui/payload/linediff.h"

#include <QEvent>
#include <QKeyEvent>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int signMargin = 0;
constexpr int changedMarker = 1;
constexpr int fillerMarker = 2;

} // namespace

CodeView::CodeView(CodeLanguage language, QWidget *parent)
    : QsciScintilla(parent)
    , m_language(language)
{
    setUtf8(true);
    setReadOnly(true);
    setMarginType(signMargin, TextMarginRightJustified);
    for (int margin = 1; margin < 5; ++margin)
        setMarginWidth(margin, 0);
    setMarginWidth(signMargin, 0);
    markerDefine(Background, changedMarker);
    markerDefine(Background, fillerMarker);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETCARETSTYLE, ulong(CARETSTYLE_LINE));
    applyLook();
}

void CodeView::applyLook()
{
    applyCodeLook(*this, m_language);
    const QPalette colors = palette();
    setMarkerBackgroundColor(toneGround(Tone::Warning, colors), changedMarker);
    setMarkerBackgroundColor(colors.color(QPalette::Active, QPalette::Window), fillerMarker);
}

void CodeView::setLines(const QList<Line> &lines)
{
    const int first = firstVisibleLine();
    m_lines = lines;
    QStringList texts;
    QString widest;
    for (const Line &line : lines) {
        texts.append(line.text);
        if (line.sign.size() > widest.size())
            widest = line.sign;
    }
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL); // it only ever grows by itself
    setReadOnly(false);
    setText(texts.join(u'\n'));
    setReadOnly(true);
    clearMarginText();
    markerDeleteAll();
    setMarginWidth(signMargin, widest.isEmpty() ? u" "_s : widest + u' ');
    for (int i = 0; i < int(lines.size()); ++i) {
        const Line &line = lines[i];
        setMarginText(i, line.sign, int(STYLE_LINENUMBER));
        if (line.isFiller)
            markerAdd(i, fillerMarker);
        else if (line.isMarked)
            markerAdd(i, changedMarker);
    }
    setFirstVisibleLine(std::min(first, std::max(0, int(lines.size()) - 1)));
}

void CodeView::setPlainText(const QString &text)
{
    QList<Line> lines;
    for (const QString &line : linesOf(text))
        lines.append({line, {}, false, false});
    setLines(lines);
}

void CodeView::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    // Nothing can be typed here, so Tab and Escape are for the page.
    if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab || event->key() == Qt::Key_Escape)
        return event->ignore();
    QsciScintilla::keyPressEvent(event);
}

} // namespace thingsdesk
