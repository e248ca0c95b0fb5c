// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/bytesview.h"

#include "gui/base/clipboard.h"
#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/base/tones.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace thingsdesk {

namespace {

constexpr int margin = 8;
constexpr int offsetCharacters = 6; ///< "00F0  "

QString shownCharacter(char byte)
{
    const auto c = uchar(byte);
    return c >= 0x20 && c < 0x7f ? QString(QLatin1Char(byte)) : QStringLiteral("·");
}

} // namespace

BytesView::BytesView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(NoFrame);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setCursor(Qt::IBeamCursor);
    useMonospace(this);
    measure();
}

void BytesView::measure()
{
    const QFontMetrics metrics(font());
    m_unit = metrics.horizontalAdvance(u'0');
    m_line = metrics.height() + 4;
    const int needed = 2 * margin + (offsetCharacters + 16 * 4 + 3) * m_unit;
    m_perRow = viewport()->width() >= needed ? 16 : 8;
    const int rows = int((m_bytes.size() + m_perRow - 1) / m_perRow);
    const int seen = qMax(1, (viewport()->height() - 2 * margin) / m_line);
    verticalScrollBar()->setRange(0, qMax(0, rows - seen));
    verticalScrollBar()->setPageStep(seen);
}

void BytesView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_anchor = m_cursor = 0;
    measure();
    viewport()->update();
    setAccessibleDescription(m_bytes.isEmpty() ? tr("No payload") : tr("%n bytes", nullptr, int(m_bytes.size())));
    Q_EMIT selectionChanged();
}

void BytesView::select(int offset, int count)
{
    if (m_bytes.isEmpty())
        return;
    const int last = int(m_bytes.size()) - 1;
    m_anchor = qBound(0, offset, last);
    moveTo(qBound(m_anchor, offset + count - 1, last), true);
}

void BytesView::moveTo(int cursor, bool extend)
{
    if (m_bytes.isEmpty())
        return;
    m_cursor = qBound(0, cursor, int(m_bytes.size()) - 1);
    if (!extend)
        m_anchor = m_cursor;
    const int row = m_cursor / m_perRow;
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
    viewport()->update();
    setAccessibleDescription(tr("Offset %1, %n bytes: %2", nullptr, selectionCount())
                                 .arg(selectionBegin())
                                 .arg(texts::hexPairs(selectedBytes())));
    Q_EMIT selectionChanged();
}

QPoint BytesView::rowOrigin(int row) const
{
    return {margin, margin + (row - verticalScrollBar()->value()) * m_line};
}

QRect BytesView::byteRect(int offset) const
{
    const int column = offset % m_perRow;
    const QPoint origin = rowOrigin(offset / m_perRow);
    const int gap = column >= 8 ? m_unit : 0;
    return {origin.x() + (offsetCharacters + column * 3) * m_unit + gap - m_unit / 2, origin.y(), 3 * m_unit, m_line};
}

QRect BytesView::textRect(int offset) const
{
    const QPoint origin = rowOrigin(offset / m_perRow);
    const int begin = offsetCharacters + m_perRow * 3 + 2;
    return {origin.x() + (begin + offset % m_perRow) * m_unit, origin.y(), m_unit, m_line};
}

int BytesView::offsetAt(QPoint place) const
{
    const int row = qMax(0, (place.y() - margin) / m_line) + verticalScrollBar()->value();
    for (int column = 0; column < m_perRow; ++column) {
        const int offset = row * m_perRow + column;
        if (offset >= m_bytes.size())
            break;
        if (byteRect(offset).contains(place) || textRect(offset).contains(place))
            return offset;
    }
    return -1;
}

void BytesView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    QPainter painter(viewport());
    painter.setFont(font());
    if (m_bytes.isEmpty()) {
        painter.setFont(QFont());
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No payload."));
        return;
    }
    const int rows = int((m_bytes.size() + m_perRow - 1) / m_perRow);
    const int first = verticalScrollBar()->value();
    for (int row = first; row < qMin(rows, first + verticalScrollBar()->pageStep() + 1); ++row)
        paintRow(painter, row);
}

void BytesView::paintRow(QPainter &painter, int row) const
{
    const QPoint origin = rowOrigin(row);
    painter.setPen(toneColor(Tone::Muted, palette()));
    painter.drawText(QRect(origin, QSize(offsetCharacters * m_unit, m_line)), int(Qt::AlignLeft | Qt::AlignVCenter),
                     QStringLiteral("%1").arg(row * m_perRow, 4, 16, QLatin1Char('0')).toUpper());
    for (int column = 0; column < m_perRow && row * m_perRow + column < m_bytes.size(); ++column)
        paintByte(painter, row * m_perRow + column);
}

void BytesView::paintByte(QPainter &painter, int offset) const
{
    const bool isSelected = offset >= selectionBegin() && offset < selectionBegin() + selectionCount();
    const auto group = hasFocus() ? QPalette::Active : QPalette::Inactive;
    QColor text = palette().color(group, QPalette::Text);
    if (isSelected) {
        painter.fillRect(byteRect(offset), palette().color(group, QPalette::Highlight));
        painter.fillRect(textRect(offset), palette().color(group, QPalette::Highlight));
        text = palette().color(group, QPalette::HighlightedText);
    }
    painter.setPen(text);
    const QByteArrayView byte = QByteArrayView(m_bytes).sliced(offset, 1);
    painter.drawText(byteRect(offset), Qt::AlignCenter, texts::hexPairs(byte));
    painter.drawText(textRect(offset), Qt::AlignCenter, shownCharacter(byte[0]));
}

void BytesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void BytesView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyText(texts::hexPairs(selectedBytes()));
    if (event->matches(QKeySequence::SelectAll))
        return select(0, int(m_bytes.size()));
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(m_cursor - 1, extend);
    case Qt::Key_Right:
        return moveTo(m_cursor + 1, extend);
    case Qt::Key_Up:
        return moveTo(m_cursor >= m_perRow ? m_cursor - m_perRow : m_cursor, extend);
    case Qt::Key_Down:
        return moveTo(m_cursor + m_perRow < m_bytes.size() ? m_cursor + m_perRow : m_cursor, extend);
    case Qt::Key_Home:
        return moveTo(0, extend);
    case Qt::Key_End:
        return moveTo(int(m_bytes.size()) - 1, extend);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void BytesView::mousePressEvent(QMouseEvent *event)
{
    if (const int offset = offsetAt(event->position().toPoint()); offset >= 0 && event->button() == Qt::LeftButton)
        moveTo(offset, event->modifiers().testFlag(Qt::ShiftModifier));
}

void BytesView::mouseMoveEvent(QMouseEvent *event)
{
    if (const int offset = offsetAt(event->position().toPoint());
        offset >= 0 && event->buttons().testFlag(Qt::LeftButton))
        moveTo(offset, true);
}

void BytesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void BytesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace thingsdesk
