// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/downlinktimelinemodel.h"

#include <deque>
#include <functional>

namespace thingsdesk {

/// Puts an application's downlink records together to one entry a downlink, oldest first. Records come in the order of
/// their IDs. Source: wire-v2 sections 10.3 and 11.
class DownlinkTimeline final
{
    Q_DISABLE_COPY_MOVE(DownlinkTimeline)
public:
    using Entry = DownlinkTimelineModel::Entry;

    /// Told around what changes: `insert` does the appending between a model's begin and end.
    struct Listener
    {
        std::function<void(const std::function<void()> &insert)> appending;
        std::function<void(int index)> changed;
    };

    explicit DownlinkTimeline(Listener listener);

    int size() const noexcept { return int(m_items.size()); }
    const Entry &at(int index) const { return m_items[std::size_t(index)].entry; }
    void removeOldest() { m_items.pop_front(); }

    /// `isCutOff`: older records were left out, so that events without a beginning are no news.
    void take(const HistoryRecord &record, bool isCutOff = false);

private:
    struct Item
    {
        Entry entry;
        DownlinkTracker tracker;
    };

    void takePublished(const HistoryRecord &record);
    void takeEvent(const HistoryRecord &record, bool isCutOff);
    bool offer(const HistoryRecord &record);
    bool offerTo(int index, const HistoryRecord &record);
    void addError(const HistoryRecord &record);
    void append(const HistoryRecord &record, DownlinkMessage message);
    void replaceBefore(int index);
    void update(int index);
    QList<int> candidates(const HistoryRecord &record) const;

    const Listener m_listener;
    std::deque<Item> m_items;
};

} // namespace thingsdesk
