// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/downlinktimeline.h"

#include <algorithm>

namespace thingsdesk {

using Stage = DownlinkTracker::Stage;

namespace {

/// The network schedules at once. What waits for that longer has most likely no answer, and must not take the answer of
/// a later equal one.
constexpr qint64 schedulingTime = 60'000'000'000; ///< ns

/// An answer of the network itself: the acknowledgement of an uplink, or MAC commands.
bool isBareFrame(const DeviceEvent &event)
{
    return event.type == EventType::DownlinkSent && event.message && event.message->port == 0 &&
           event.message->payload.isEmpty() && event.message->fields.isEmpty();
}

} // namespace

DownlinkTimeline::DownlinkTimeline(Listener listener)
    : m_listener(std::move(listener))
{
}

void DownlinkTimeline::take(const HistoryRecord &record, bool isCutOff)
{
    if (record.published())
        takePublished(record);
    else if (record.event())
        takeEvent(record, isCutOff);
}

void DownlinkTimeline::takePublished(const HistoryRecord &record)
{
    append(record, record.published()->message);
    m_items.back().entry.isOurs = true;
    m_items.back().entry.steps.append({Stage::Published, record.received, {}, {}});
    update(size() - 1);
}

void DownlinkTimeline::takeEvent(const HistoryRecord &record, bool isCutOff)
{
    const DeviceEvent &event = *record.event();
    if (isBareFrame(event) || offer(record))
        return;
    if (event.type == EventType::DownlinkError) {
        addError(record);
        return;
    }
    // An event that came twice begins nothing new, and one whose beginning we left out is not worth a card.
    const bool isBeginning = event.type == EventType::DownlinkScheduled || !isCutOff;
    if (!event.message || record.isDuplicate || !isBeginning)
        return;
    DownlinkMessage message = *event.message;
    message.appId = event.appId;
    message.devId = event.devId;
    append(record, message);
    if (!offerTo(size() - 1, record)) {
        // Acknowledged without having been sent as far as we saw.
        Entry &entry = m_items.back().entry;
        entry.steps.append({Stage::Acked, record.received, {}, {}});
        entry.isEnded = true;
        m_listener.changed(size() - 1);
    }
}

/// Unfinished entries of the device, those first that the event most likely is about.
QList<int> DownlinkTimeline::candidates(const HistoryRecord &record) const
{
    const DevId devId = record.devId();
    QList<int> likely;
    QList<int> unanswered;
    for (int i = 0; i < size(); ++i) {
        const Entry &entry = at(i);
        if (entry.isEnded || entry.message.devId != devId)
            continue;
        const bool isLate = entry.steps.size() == 1 && entry.steps.first().stage == Stage::Published &&
                            record.received.nanoseconds - entry.steps.first().time.nanoseconds > schedulingTime;
        (isLate ? unanswered : likely).append(i);
    }
    return likely + unanswered;
}

bool DownlinkTimeline::offer(const HistoryRecord &record)
{
    const QList<int> indexes = candidates(record);
    return std::any_of(indexes.begin(), indexes.end(), [&](int index) { return offerTo(index, record); });
}

bool DownlinkTimeline::offerTo(int index, const HistoryRecord &record)
{
    Item &item = m_items[std::size_t(index)];
    const DeviceEvent &event = *record.event();
    const auto stage = item.tracker.take(event);
    if (!stage)
        return false;
    DownlinkTimelineModel::Step step{*stage, record.received, event.gatewayId, event.transmission};
    item.entry.steps.append(std::move(step));
    if (item.entry.message.payload.isEmpty() && event.message)
        item.entry.message.payload = event.message->payload; // what the encoder made
    item.entry.error = *stage == Stage::Failed ? item.tracker.error() : QString();
    update(index);
    if (*stage == Stage::Scheduled && item.entry.isOurs && item.entry.message.schedule == Schedule::Replace)
        replaceBefore(index);
    return true;
}

/// An error that ends nothing: a repeated one, or one that is about no downlink in particular.
void DownlinkTimeline::addError(const HistoryRecord &record)
{
    const DeviceEvent &event = *record.event();
    const QString error = event.error.value_or(QString());
    for (int i = size() - 1; i >= 0 && event.message; --i) {
        Entry &entry = m_items[std::size_t(i)].entry;
        const bool isRepeated = event.message->confirmed && entry.steps.last().stage == Stage::Failed &&
                                DownlinkTracker(entry.message).take(event) == Stage::Failed;
        if (!isRepeated)
            continue;
        entry.steps.append({Stage::Failed, record.received, {}, {}});
        entry.error = error;
        m_listener.changed(i);
        return;
    }
    if (event.message && !record.isDuplicate) {
        DownlinkMessage message = *event.message;
        message.appId = event.appId;
        message.devId = event.devId;
        append(record, message);
        offerTo(size() - 1, record);
        return;
    }
    // "No gateways available": it stays in the queue, and is tried again after the next uplink.
    for (const int i : candidates(record)) {
        Entry &entry = m_items[std::size_t(i)].entry;
        if (entry.steps.last().stage == Stage::Published)
            continue;
        entry.error = error;
        m_listener.changed(i);
        return;
    }
}

void DownlinkTimeline::append(const HistoryRecord &record, DownlinkMessage message)
{
    Entry entry;
    entry.id = record.id;
    entry.message = message;
    DownlinkTracker tracker(std::move(message));
    m_listener.appending([&] { m_items.push_back({std::move(entry), std::move(tracker)}); });
}

/// Replace drops what waits and what is not acknowledged; the network says nothing about it.
void DownlinkTimeline::replaceBefore(int index)
{
    const DevId devId = at(index).message.devId;
    for (int i = 0; i < index; ++i) {
        Entry &entry = m_items[std::size_t(i)].entry;
        if (entry.isEnded || entry.message.devId != devId || entry.steps.last().stage == Stage::Published)
            continue;
        entry.isReplaced = true;
        update(i);
    }
}

void DownlinkTimeline::update(int index)
{
    Item &item = m_items[std::size_t(index)];
    item.entry.isEnded = item.entry.isReplaced || item.tracker.isEnded();
    item.entry.likelyCauses = item.entry.isEnded ? QString() : item.tracker.likelyCauses();
    m_listener.changed(index);
}

} // namespace thingsdesk
