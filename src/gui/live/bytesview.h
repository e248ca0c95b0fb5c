// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>

namespace thingsdesk {

/// Bytes in rows of sixteen (eight where it is narrow): offset, hex, text. One byte or a run of bytes is chosen by
/// mouse or arrow keys (Shift extends, Ctrl+A takes all, Ctrl+C copies hex pairs).
class BytesView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BytesView)
public:
    explicit BytesView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const noexcept { return m_bytes; }

    /// `count` ≥ 1 from `offset`; nothing where there are no bytes.
    void select(int offset, int count);
    int selectionBegin() const { return qMin(m_anchor, m_cursor); }
    int selectionCount() const { return m_bytes.isEmpty() ? 0 : qAbs(m_cursor - m_anchor) + 1; }
    QByteArray selectedBytes() const { return m_bytes.mid(selectionBegin(), selectionCount()); }
    QRect byteRect(int offset) const; ///< of its hex digits, in the viewport

Q_SIGNALS:
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void moveTo(int cursor, bool extend);
    int offsetAt(QPoint place) const; ///< −1 beside the bytes
    QRect textRect(int offset) const;
    void measure();
    void paintRow(QPainter &painter, int row) const;
    void paintByte(QPainter &painter, int offset) const;
    QPoint rowOrigin(int row) const;

    QByteArray m_bytes;
    int m_anchor = 0;
    int m_cursor = 0;
    int m_perRow = 16;
    int m_unit = 8; ///< width of a character
    int m_line = 16;
};

} // namespace thingsdesk
