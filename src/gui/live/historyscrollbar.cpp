// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/historyscrollbar.h"

#include <QSignalBlocker>

namespace thingsdesk {

namespace {

constexpr qint64 mostUnits = 1'000'000'000;

} // namespace

HistoryScrollBar::HistoryScrollBar(QWidget *parent)
    : QScrollBar(Qt::Vertical, parent)
{
    setFocusPolicy(Qt::NoFocus);
    connect(this, &QAbstractSlider::actionTriggered, this, &HistoryScrollBar::take);
}

void HistoryScrollBar::show(qint64 first, qint64 last, qint64 top, qint64 bottom, bool atEnd)
{
    if (isSliderDown())
        return; // the hand decides
    const QSignalBlocker quiet(this);
    const qint64 seen = qMax<qint64>(1, bottom - top + 1);
    const qint64 span = qMax<qint64>(0, last - first + 1 - seen);
    m_first = first;
    m_scale = span / mostUnits + 1;
    setPageStep(int(qMin(seen / m_scale + 1, mostUnits)));
    setRange(0, int(span / m_scale));
    setValue(atEnd ? maximum() : int(qBound(qint64(0), (top - first) / m_scale, qint64(maximum()))));
}

void HistoryScrollBar::take(int action)
{
    // The bar's own place follows the view; what it moved to by itself is taken back.
    const int wanted = sliderPosition();
    if (action != SliderMove)
        setSliderPosition(value());
    switch (action) {
    case SliderSingleStepAdd:
        Q_EMIT stepsWanted(1);
        break;
    case SliderSingleStepSub:
        Q_EMIT stepsWanted(-1);
        break;
    case SliderPageStepAdd:
        Q_EMIT pagesWanted(1);
        break;
    case SliderPageStepSub:
        Q_EMIT pagesWanted(-1);
        break;
    case SliderToMinimum:
        Q_EMIT oldestWanted();
        break;
    case SliderToMaximum:
        Q_EMIT newestWanted();
        break;
    case SliderMove:
        if (wanted >= maximum())
            Q_EMIT newestWanted();
        else
            Q_EMIT placeWanted(m_first + wanted * m_scale);
        break;
    default:
        break;
    }
}

} // namespace thingsdesk
