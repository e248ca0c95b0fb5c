// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/duplicates.h"

namespace thingsdesk::history {

namespace {

quint64 hashOfReception(const UplinkMessage &message)
{
    const qint64 time = message.metadata.time ? message.metadata.time->nanoseconds : 0;
    return qHashMulti(1, message.devId, message.counter, message.payload, time);
}

quint64 hashOfFrame(const UplinkMessage &message)
{
    return qHashMulti(2, message.devId, message.counter, message.payload);
}

quint64 hashOf(const DeviceEvent &event)
{
    return qHashMulti(3, event.devId, event.typeName, event.raw);
}

bool hasOwnTime(const DeviceEvent &event)
{
    return event.updatedAt || (event.metadata && event.metadata->time);
}

} // namespace

bool DuplicateFinder::isDuplicate(const UplinkMessage &message) const
{
    return (message.metadata.time && m_generations.contains(hashOfReception(message))) ||
           (message.isRetry && m_generations.contains(hashOfFrame(message)));
}

bool DuplicateFinder::isDuplicate(const DeviceEvent &event, const Timestamp &received) const
{
    const auto earlier = m_generations.constFind(hashOf(event));
    if (earlier == m_generations.cend())
        return false;
    if (hasOwnTime(event))
        return true;
    return *earlier < m_generation && qAbs(received.nanoseconds - m_gapEnd.nanoseconds) <= replayNanoseconds;
}

void DuplicateFinder::add(const UplinkMessage &message)
{
    remember(hashOfFrame(message));
    remember(hashOfReception(message));
}

void DuplicateFinder::add(const DeviceEvent &event)
{
    remember(hashOf(event));
}

void DuplicateFinder::addGap(const RecordingGap &gap)
{
    ++m_generation;
    m_gapEnd = gap.to;
}

void DuplicateFinder::add(const HistoryRecord &record)
{
    if (const UplinkMessage *uplink = record.uplink())
        add(*uplink);
    else if (const DeviceEvent *event = record.event())
        add(*event);
    else if (const RecordingGap *gap = record.gap())
        addGap(*gap);
}

void DuplicateFinder::remember(quint64 hash)
{
    if (m_ring.size() < 2 * remembered) {
        m_ring.append(hash);
    } else {
        // A hash that came twice goes with its first place: sooner than it could, never later.
        m_generations.remove(m_ring[m_next]);
        m_ring[m_next] = hash;
        m_next = (m_next + 1) % m_ring.size();
    }
    m_generations.insert(hash, m_generation);
}

} // namespace thingsdesk::history
