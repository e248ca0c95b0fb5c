// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/chartloader.h"

#include "core/futures.h"

namespace thingsdesk {

namespace {

constexpr std::chrono::milliseconds followPause{1000};

} // namespace

ChartLoader::ChartLoader(HistoryStore &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
{
    m_timer.setInterval(followPause);
    connect(&m_timer, &QTimer::timeout, this, &ChartLoader::follow);
    connect(
        &m_history, &HistoryStore::grown, this, [this] { m_isBehind = true; }, Qt::QueuedConnection);
}

void ChartLoader::setFollowing(bool following)
{
    if (following)
        m_timer.start();
    else
        m_timer.stop();
}

void ChartLoader::load(const QList<ChartSeries> &wanted, const TimeRange &range)
{
    ++m_generation;
    m_series = wanted;
    m_range = range;
    m_open = 0;
    m_isBehind = false;
    for (ChartSeries &one : m_series)
        one.points.clear();
    if (m_series.isEmpty())
        Q_EMIT loaded();
    for (qsizetype at = 0; at < m_series.size(); ++at)
        read(at, false);
}

void ChartLoader::follow()
{
    if (!m_isBehind || m_open > 0 || m_range.until())
        return;
    m_isBehind = false;
    for (qsizetype at = 0; at < m_series.size(); ++at)
        read(at, true);
}

void ChartLoader::read(qsizetype at, bool onlyNewer)
{
    const ChartSeries &one = m_series.at(at);
    SeriesRequest request{one.devId, one.quantity, one.fieldPath, m_range.since(Timestamp::now()), m_range.until()};
    // Loss needs what was before; the others only go on.
    onlyNewer = onlyNewer && one.quantity != SeriesRequest::Quantity::Loss && !one.points.isEmpty();
    if (onlyNewer)
        request.since = Timestamp{one.points.last().time.nanoseconds + 1, 0};
    ++m_open;
    whenFinished<QList<SeriesPoint>>(
        this, m_history.series(request),
        [this, at, onlyNewer, generation = m_generation](Future<QList<SeriesPoint>> finished) {
            if (generation != m_generation)
                return;
            --m_open;
            if (const auto points = resultOf<QList<SeriesPoint>>(finished))
                take(at, onlyNewer, *points);
            else if (points.error().kind != Failure::Kind::Cancelled)
                Q_EMIT failed(points.error());
            if (m_open == 0)
                Q_EMIT loaded();
        });
}

void ChartLoader::take(qsizetype at, bool onlyNewer, const QList<SeriesPoint> &points)
{
    QList<SeriesPoint> &kept = m_series[at].points;
    if (!onlyNewer) {
        kept = points;
        return;
    }
    kept += points;
    const auto since = m_range.since(Timestamp::now());
    qsizetype tooOld = qMax<qsizetype>(0, kept.size() - SeriesRequest().limit);
    while (since && tooOld < kept.size() && kept.at(tooOld).time < *since)
        ++tooOld;
    kept.remove(0, tooOld);
}

} // namespace thingsdesk
