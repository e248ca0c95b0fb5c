// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyfilter.h"
#include "models/trafficrow.h"

#include <QHash>

#include <deque>

namespace thingsdesk {

/// Rows in the order of their IDs, of which those at one end go when more come at the other. Knows how many uplinks of
/// a device are missing between two of its rows.
class TrafficWindow final
{
public:
    int size() const noexcept { return int(m_rows.size()); }
    bool isEmpty() const noexcept { return m_rows.empty(); }
    const TrafficRow &at(int row) const { return m_rows[std::size_t(row)]; }
    qint64 firstId() const { return isEmpty() ? 0 : m_rows.front().record.id; }
    qint64 lastId() const { return isEmpty() ? 0 : m_rows.back().record.id; }
    int find(qint64 id) const;    ///< −1 where it is not here
    int nearest(qint64 id) const; ///< the row with the closest ID; −1 where the window is empty

    /// Where a filter leaves uplinks out, a jump of the counter tells nothing.
    void setTellingGaps(bool telling) { m_isTellingGaps = telling; }
    static bool showsEveryUplink(const HistoryFilter &filter);

    void clear();
    void append(const QList<HistoryRecord> &records);
    void prepend(const QList<HistoryRecord> &records);
    void removeFirst(int count);
    void removeLast(int count);
    /// After prepend(): gaps of the rows behind, which now have something before them. Gives the first and the last row
    /// that changed, −1 where none did.
    std::pair<int, int> updateGapsBehind(int row);

private:
    using Counters = QHash<DevId, quint32>;
    int takeCounter(Counters &counters, const HistoryRecord &record) const;
    Counters countersBefore(int row) const;

    std::deque<TrafficRow> m_rows;
    Counters m_counters; ///< at the end of the window
    bool m_isTellingGaps = true;
};

} // namespace thingsdesk
