// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QWidget>

namespace thingsdesk {

/// Uplinks, downlinks and errors of the last 24 hours, an hour a bar. Each kind has its own pattern besides its colour.
/// An hour's numbers come as a tooltip, and with the arrow keys as a text below; all of it is the accessible
/// description.
class DayChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DayChart)
public:
    explicit DayChart(QWidget *parent = nullptr);

    void setHours(const QList<HistoryStatistics::Hour> &hours);
    /// "12:00–13:00: 120 uplinks, 2 downlinks, 0 errors".
    QString hourText(int hour) const;
    /// The sums of the whole day in words.
    QString summary() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The hour under the keyboard's mark; -1 = none.
    void currentHourChanged(int hour);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QRectF plotArea() const;
    QRectF hourArea(int hour) const;
    int hourAt(const QPointF &position) const;
    quint64 largest() const;
    void setCurrent(int hour);
    void paintAxis(QPainter &painter) const;
    void paintBar(QPainter &painter, int hour) const;
    void paintLegend(QPainter &painter) const;

    QList<HistoryStatistics::Hour> m_hours;
    int m_current = -1;
};

} // namespace thingsdesk
