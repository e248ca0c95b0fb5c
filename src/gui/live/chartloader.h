// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/timerange.h"
#include "gui/live/chartseries.h"

#include <QTimer>

namespace thingsdesk {

/// Reads the series of a chart from the history and follows what comes, at most once a second.
class ChartLoader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartLoader)
public:
    explicit ChartLoader(HistoryStore &history, QObject *parent);

    const QList<ChartSeries> &series() const noexcept { return m_series; }
    bool isLoading() const noexcept { return m_open > 0; }
    /// Which lines, and from when; their points come by `loaded`.
    void load(const QList<ChartSeries> &wanted, const TimeRange &range);
    /// A chart that is not seen need not follow. Catches up when it is seen again.
    void setFollowing(bool following);

Q_SIGNALS:
    void loaded(); ///< all points are there, or further ones
    void failed(const thingsdesk::Failure &failure);

private:
    void read(qsizetype at, bool onlyNewer);
    void follow();
    void take(qsizetype at, bool onlyNewer, const QList<SeriesPoint> &points);

    HistoryStore &m_history;
    QList<ChartSeries> m_series;
    TimeRange m_range;
    QTimer m_timer;
    bool m_isBehind = false;
    int m_open = 0;
    int m_generation = 0;
};

} // namespace thingsdesk
