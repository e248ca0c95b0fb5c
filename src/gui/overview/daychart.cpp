// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/daychart.h"

#include "gui/base/tones.h"
#include "gui/overview/counted.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr int hoursShown = 24;
constexpr double smallestBar = 3; ///< pixels: one error among thousands of uplinks must be seen

struct Series
{
    quint64 HistoryStatistics::Hour::*value;
    const char *name;
    Qt::BrushStyle pattern;
};

constexpr std::array<Series, 3> series{{
    {&HistoryStatistics::Hour::uplinks, QT_TRANSLATE_NOOP("thingsdesk::DayChart", "Uplinks"), Qt::SolidPattern},
    {&HistoryStatistics::Hour::downlinks, QT_TRANSLATE_NOOP("thingsdesk::DayChart", "Downlinks"), Qt::BDiagPattern},
    {&HistoryStatistics::Hour::errors, QT_TRANSLATE_NOOP("thingsdesk::DayChart", "Errors"), Qt::Dense4Pattern},
}};

QColor colourOf(std::size_t index, const QPalette &palette)
{
    return index == 2 ? toneColor(Tone::Error, palette) : seriesColor(static_cast<int>(index), palette);
}

quint64 sum(const HistoryStatistics::Hour &hour)
{
    return hour.uplinks + hour.downlinks + hour.errors;
}

QString inWords(const HistoryStatistics::Hour &hour)
{
    return QStringList{counted(hour.uplinks, DayChart::tr("1 uplink"), DayChart::tr("%1 uplinks")),
                       counted(hour.downlinks, DayChart::tr("1 downlink"), DayChart::tr("%1 downlinks")),
                       counted(hour.errors, DayChart::tr("1 error"), DayChart::tr("%1 errors"))}
        .join(QStringLiteral(", "));
}

QString clockOf(const Timestamp &time)
{
    const QString format = QLocale().timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
    return QLocale().toString(time.toDateTime().toLocalTime().time(), format);
}

void paintSample(QPainter &painter, const QRectF &area, std::size_t index, const QPalette &palette)
{
    const QColor colour = colourOf(index, palette);
    painter.setPen(colour);
    painter.setBrush(QBrush(colour, series.at(index).pattern));
    painter.drawRect(area);
}

} // namespace

DayChart::DayChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("dayChart"));
    setAccessibleName(tr("Messages of the last 24 hours"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

void DayChart::setHours(const QList<HistoryStatistics::Hour> &hours)
{
    m_hours = hours.mid(std::max<qsizetype>(0, hours.size() - hoursShown));
    m_current = std::min(m_current, static_cast<int>(m_hours.size()) - 1);
    setAccessibleDescription(summary());
    update();
}

QString DayChart::hourText(int hour) const
{
    if (hour < 0 || hour >= m_hours.size())
        return {};
    const HistoryStatistics::Hour &at = m_hours[hour];
    const Timestamp end = Timestamp::fromMilliseconds(at.begin.nanoseconds / 1'000'000 + 3'600'000);
    return tr("%1–%2: %3").arg(clockOf(at.begin), clockOf(end), inWords(at));
}

QString DayChart::summary() const
{
    HistoryStatistics::Hour all;
    for (const HistoryStatistics::Hour &hour : m_hours) {
        all.uplinks += hour.uplinks;
        all.downlinks += hour.downlinks;
        all.errors += hour.errors;
    }
    if (sum(all) == 0)
        return tr("No messages in the last 24 hours.");
    return tr("In the last 24 hours: %1.").arg(inWords(all));
}

QSize DayChart::sizeHint() const
{
    return {480, fontMetrics().height() * 2 + 112};
}

QSize DayChart::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

bool DayChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), hourText(hourAt(help->pos())), this);
        return true;
    }
    return QWidget::event(event);
}

void DayChart::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_hours.size()) - 1;
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || last < 0)
        return QWidget::keyPressEvent(event);
    setCurrent(m_current < 0 ? last : std::clamp(m_current + step, 0, last));
}

void DayChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCurrent(-1);
}

void DayChart::setCurrent(int hour)
{
    if (m_current == hour)
        return;
    m_current = hour;
    update();
    Q_EMIT currentHourChanged(hour);
}

QRectF DayChart::plotArea() const
{
    const int text = fontMetrics().height();
    const double left = fontMetrics().horizontalAdvance(texts::count(largest())) + 8;
    return QRectF(rect()).adjusted(left, text + 8, -4, -(text + 4));
}

QRectF DayChart::hourArea(int hour) const
{
    const QRectF area = plotArea();
    const double width = area.width() / hoursShown;
    const auto first = hoursShown - static_cast<int>(m_hours.size());
    return {area.left() + width * (first + hour), area.top(), width, area.height()};
}

int DayChart::hourAt(const QPointF &position) const
{
    for (int hour = 0; hour < m_hours.size(); ++hour) {
        const QRectF place = hourArea(hour);
        if (position.x() >= place.left() && position.x() < place.right())
            return hour;
    }
    return -1;
}

quint64 DayChart::largest() const
{
    quint64 most = 1;
    for (const HistoryStatistics::Hour &hour : m_hours)
        most = std::max(most, sum(hour));
    return most;
}

void DayChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintLegend(painter);
    paintAxis(painter);
    for (int hour = 0; hour < m_hours.size(); ++hour)
        paintBar(painter, hour);
    if (std::all_of(m_hours.begin(), m_hours.end(), [](const auto &hour) { return sum(hour) == 0; })) {
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(plotArea(), Qt::AlignCenter, tr("No messages in the last 24 hours"));
    }
}

void DayChart::paintAxis(QPainter &painter) const
{
    const QRectF area = plotArea();
    painter.setPen(toneColor(Tone::Muted, palette()));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const QRectF left(0, area.top() - fontMetrics().height() / 2.0, area.left() - 8, fontMetrics().height());
    painter.drawText(left, Qt::AlignTrailing | Qt::AlignVCenter, texts::count(largest()));
    painter.drawText(left.translated(0, area.height()), Qt::AlignTrailing | Qt::AlignVCenter, QStringLiteral("0"));
    for (int hour = 0; hour < m_hours.size(); hour += 4) {
        const QRectF below(hourArea(hour).left(), area.bottom() + 2, hourArea(0).width() * 4, fontMetrics().height());
        painter.drawText(below, Qt::AlignLeading | Qt::AlignTop, clockOf(m_hours[hour].begin));
    }
}

void DayChart::paintBar(QPainter &painter, int hour) const
{
    const QRectF place = hourArea(hour);
    if (hour == m_current) {
        painter.setPen(Qt::NoPen);
        QColor mark = palette().color(QPalette::Highlight);
        mark.setAlphaF(0.25F);
        painter.fillRect(place, mark);
    }
    const double gap = std::max(1.0, place.width() * 0.15);
    double bottom = place.bottom();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const quint64 value = m_hours[hour].*series.at(i).value;
        if (value == 0)
            continue;
        const double share = static_cast<double>(value) / static_cast<double>(largest());
        const double height = std::max(smallestBar, share * (place.height() - smallestBar * 2));
        paintSample(painter, QRectF(place.left() + gap, bottom - height, place.width() - 2 * gap, height), i,
                    palette());
        bottom -= height;
    }
}

void DayChart::paintLegend(QPainter &painter) const
{
    const double size = fontMetrics().ascent();
    double x = plotArea().left();
    for (std::size_t i = 0; i < series.size(); ++i) {
        paintSample(painter, QRectF(x, 2, size, size), i, palette());
        const QString name = tr(series.at(i).name);
        painter.setPen(palette().color(QPalette::WindowText));
        const double width = fontMetrics().horizontalAdvance(name);
        painter.drawText(QRectF(x + size + 6, 0, width + 4, fontMetrics().height()), name);
        x += size + width + 26;
    }
}

} // namespace thingsdesk
