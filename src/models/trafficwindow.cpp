// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trafficwindow.h"

#include <algorithm>
#include <limits>

namespace thingsdesk {

namespace {

std::deque<TrafficRow>::const_iterator lowerBound(const std::deque<TrafficRow> &rows, qint64 id)
{
    return std::lower_bound(rows.begin(), rows.end(), id,
                            [](const TrafficRow &row, qint64 wanted) { return row.record.id < wanted; });
}

} // namespace

bool TrafficWindow::showsEveryUplink(const HistoryFilter &filter)
{
    return (filter.kinds.isEmpty() || filter.kinds.contains(RecordKind::Uplink)) && filter.ports.isEmpty() &&
           filter.gateways.isEmpty() && filter.dataRates.isEmpty() && filter.text.isEmpty() && filter.fields.isEmpty();
}

int TrafficWindow::find(qint64 id) const
{
    const auto at = lowerBound(m_rows, id);
    return at != m_rows.end() && at->record.id == id ? int(at - m_rows.begin()) : -1;
}

int TrafficWindow::nearest(qint64 id) const
{
    if (isEmpty())
        return -1;
    const int row = int(lowerBound(m_rows, id) - m_rows.begin());
    if (row == size())
        return row - 1;
    if (row == 0)
        return 0;
    return at(row).record.id - id <= id - at(row - 1).record.id ? row : row - 1;
}

/// How many are missing before the record, after those that the counters know.
int TrafficWindow::takeCounter(Counters &counters, const HistoryRecord &record) const
{
    if (record.kind == RecordKind::Activation) {
        counters.remove(record.devId()); // a new session counts from 0
        return 0;
    }
    const UplinkMessage *uplink = record.uplink();
    if (!uplink || record.isDuplicate)
        return 0;
    const auto before = counters.constFind(uplink->devId);
    if (before == counters.cend()) {
        counters.insert(uplink->devId, uplink->counter);
        return 0;
    }
    const quint32 previous = *before;
    counters.insert(uplink->devId, uplink->counter);
    if (uplink->counter <= previous) // a retry, or a counter that was reset
        return 0;
    return int(std::min<quint32>(uplink->counter - previous - 1, quint32(std::numeric_limits<int>::max())));
}

TrafficWindow::Counters TrafficWindow::countersBefore(int row) const
{
    Counters counters;
    for (int i = 0; i < row && m_isTellingGaps; ++i)
        takeCounter(counters, at(i).record);
    return counters;
}

void TrafficWindow::clear()
{
    m_rows.clear();
    m_counters.clear();
}

void TrafficWindow::append(const QList<HistoryRecord> &records)
{
    for (const HistoryRecord &record : records) {
        TrafficRow &row = m_rows.emplace_back(record);
        if (m_isTellingGaps)
            row.counterGap = takeCounter(m_counters, record);
    }
}

void TrafficWindow::prepend(const QList<HistoryRecord> &records)
{
    const bool wasEmpty = isEmpty();
    for (qsizetype i = records.size() - 1; i >= 0; --i)
        m_rows.emplace_front(records[i]);
    Counters counters;
    for (int i = 0; i < int(records.size()) && m_isTellingGaps; ++i)
        m_rows[std::size_t(i)].counterGap = takeCounter(counters, at(i).record);
    if (wasEmpty)
        m_counters = counters;
}

void TrafficWindow::removeFirst(int count)
{
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    if (isEmpty())
        m_counters.clear();
}

void TrafficWindow::removeLast(int count)
{
    m_rows.erase(m_rows.end() - count, m_rows.end());
    m_counters = countersBefore(size());
}

std::pair<int, int> TrafficWindow::updateGapsBehind(int row)
{
    std::pair<int, int> changed{-1, -1};
    Counters counters = countersBefore(row);
    for (int i = row; i < size() && m_isTellingGaps; ++i) {
        TrafficRow &later = m_rows[std::size_t(i)];
        const int gap = takeCounter(counters, later.record);
        if (std::exchange(later.counterGap, gap) == gap)
            continue;
        changed = {changed.first < 0 ? i : changed.first, i};
    }
    return changed;
}

} // namespace thingsdesk
