// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: knows messages again that were stored shortly before.

#include "history/historyrecord.h"

#include <QHash>
#include <QList>

namespace thingsdesk::history {

/// Remembers the newest few thousand records by hashes.
///
/// An uplink is a duplicate where device, counter and payload are those of another one and the network's receive time
/// is as well (a replay), or it says that it is a retry. Of events, those that carry a time of their own are duplicates
/// of one with the same JSON; others may well happen twice (the same downlink scheduled again), so they are taken for
/// replays only shortly after a gap that the other one stands before.
class DuplicateFinder
{
public:
    static constexpr qsizetype remembered = 8192;

    bool isDuplicate(const UplinkMessage &message) const;
    bool isDuplicate(const DeviceEvent &event, const Timestamp &received) const;
    bool isDuplicate(const UnreadableMessage &, const Timestamp &) const { return false; }

    void add(const UplinkMessage &message);
    void add(const DeviceEvent &event);
    void add(const UnreadableMessage &) {}
    void addGap(const RecordingGap &gap);
    void add(const HistoryRecord &record);

private:
    static constexpr qint64 replayNanoseconds = 30LL * 1'000'000'000;

    void remember(quint64 hash);

    QHash<quint64, int> m_generations; ///< how many gaps had been when it was last seen
    QList<quint64> m_ring;
    qsizetype m_next = 0;
    int m_generation = 0;
    Timestamp m_gapEnd;
};

} // namespace thingsdesk::history
