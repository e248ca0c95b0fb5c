// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/indexer.h"

#include "history/fieldvalues.h"
#include "history/recordfacts.h"

#include <algorithm>

namespace thingsdesk::history {

Indexer::Indexer(Database &database, AppId appId, SegmentSizes sizes)
    : m_database(database)
    , m_sizes(sizes)
    , m_reader(database, std::move(appId))
    , m_catalog(database)
    , m_writer(database)
    , m_postingReader(database)
    , m_records(database, QByteArray(QByteArray("SELECT ") + RecordRow::columns +
                                     " FROM record WHERE id BETWEEN ? AND ? ORDER BY id")
                              .constData())
    , m_readTrack(database, "SELECT data FROM activity WHERE device = ?")
    , m_writeTrack(database, "INSERT INTO activity(device, data) VALUES(?, ?) "
                             "ON CONFLICT(device) DO UPDATE SET data = excluded.data")
    , m_insertSegment(database, "INSERT INTO segment(first, last) VALUES(?, ?)")
    , m_deleteSegment(database, "DELETE FROM segment WHERE first = ?")
{
    reload();
}

void Indexer::reload()
{
    m_catalog.reload();
    m_tracks.clear();
    m_postings.clear();
    m_segments.clear();
    Statement segments(m_database, "SELECT first, last FROM segment ORDER BY first");
    while (segments.next())
        m_segments.append({segments.integer(0), segments.integer(1)});
    m_reached = m_segments.isEmpty() ? 0 : m_segments.last().last;
    m_tracked = m_database.integer("SELECT value FROM meta WHERE key = 'tracked'");
    m_collected = m_tracked;
}

/// Where the next segment begins. Records that limits removed before they were indexed leave a hole.
qint64 Indexer::nextFirst(qint64 firstId) const
{
    return std::max(m_reached + 1, (firstId - 1) / m_sizes.small * m_sizes.small + 1);
}

bool Indexer::hasWork(qint64 firstId, qint64 lastId) const
{
    return firstId > 0 && lastId - nextFirst(firstId) + 1 >= m_sizes.small;
}

void Indexer::step(qint64 firstId, qint64 lastId)
{
    const qint64 next = nextFirst(firstId);
    const bool canTakeMiddle = (next - 1) % m_sizes.middle == 0 && lastId - next + 1 >= m_sizes.middle;
    const qint64 last = next - 1 + (canTakeMiddle ? m_sizes.middle : m_sizes.small);
    if (last <= lastId)
        build(next, last);
    if (!tryMerge(m_sizes.large))
        tryMerge(m_sizes.middle);
}

/// Makes one segment of this size of the newest ones, where they fill it.
bool Indexer::tryMerge(qint64 size)
{
    if (m_reached == 0 || m_reached % size != 0)
        return false;
    const qint64 first = m_reached - size + 1;
    qsizetype begin = m_segments.size();
    while (begin > 0 && m_segments[begin - 1].first >= first)
        --begin;
    const bool isFull = begin < m_segments.size() && m_segments[begin].first == first;
    if (!isFull || m_segments.size() - begin < 2)
        return false;
    m_postings.clear();
    std::vector<std::size_t> ends;
    for (qsizetype i = begin; i < m_segments.size(); ++i) {
        m_postingReader.readAll(m_segments[i].first, quint32(m_segments[i].first - first), m_postings);
        ends.push_back(m_postings.size());
        m_writer.remove(m_segments[i].first);
        m_deleteSegment.with(m_segments[i].first).run();
    }
    mergeRuns(std::move(ends));
    m_writer.write(first, m_postings);
    m_insertSegment.with(first, m_reached).run();
    m_segments.resize(begin);
    m_segments.append({first, m_reached});
    m_postings = {}; // tens of megabytes after a large one
    return true;
}

/// Merges neighbouring sorted runs until there is one.
void Indexer::mergeRuns(std::vector<std::size_t> ends)
{
    const auto at = [this](std::size_t position) { return m_postings.begin() + std::ptrdiff_t(position); };
    while (ends.size() > 1) {
        std::vector<std::size_t> merged;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < ends.size(); i += 2) {
            const std::size_t end = i + 1 < ends.size() ? ends[i + 1] : ends[i];
            std::inplace_merge(at(begin), at(ends[i]), at(end));
            merged.push_back(end);
            begin = end;
        }
        ends = std::move(merged);
    }
}

void Indexer::build(qint64 first, qint64 last)
{
    catchUpTracks(first - 1);
    m_postings.clear();
    m_records.with(first, last);
    while (m_records.next())
        addRecord(m_records, first);
    std::sort(m_postings.begin(), m_postings.end());
    m_writer.write(first, m_postings);
    m_collected = last;
    if (m_collected - m_tracked >= m_sizes.middle)
        writeTracks();
    m_insertSegment.with(first, last).run();
    m_segments.append({first, last});
    m_reached = last;
}

void Indexer::addRecord(Statement &statement, qint64 first)
{
    const RecordRow row = RecordRow::from(statement);
    const auto offset = quint32(row.id - first);
    addColumns(row, offset);
    const auto content = m_reader.content(statement);
    if (row.kind != RecordKind::Uplink) {
        m_catalog.addErrorText(errorTextOf(m_reader.record(row, content)), offset, m_postings);
        return;
    }
    const auto uplink = content ? threadJsonParser().parseObject(*content) : std::nullopt;
    if (!uplink) {
        m_postings.push_back({OpaqueList, 0, offset});
        return;
    }
    if (const auto fields = lastMember(*uplink, "payload_fields"); fields && fields->is_object())
        m_catalog.addFields(*fields, row.device, offset, m_postings);
    track(row.device).add(row, UplinkGlance::of(*uplink));
}

void Indexer::addColumns(const RecordRow &row, quint32 offset)
{
    m_postings.push_back({MinuteList, minuteOf(row.received), offset});
    m_postings.push_back({KindList, qint64(row.kind), offset});
    const auto add = [&](qint64 list, qint64 value) {
        if (value != 0)
            m_postings.push_back({list, value, offset});
    };
    add(DeviceList, row.device);
    add(PortList, row.port);
    add(GatewayList, row.gateway);
    add(RateList, row.rate);
}

DeviceTrack &Indexer::track(qint64 device)
{
    if (const auto known = m_tracks.find(device); known != m_tracks.end())
        return *known;
    DeviceTrack stored;
    if (m_readTrack.with(device).next())
        stored = DeviceTrack::fromBytes(m_readTrack.blob(0));
    m_readTrack.reset();
    return *m_tracks.insert(device, stored);
}

/// Reads again what was indexed, but not yet noted of the devices, before the program ended.
void Indexer::catchUpTracks(qint64 last)
{
    m_records.with(m_collected + 1, last);
    while (m_records.next()) {
        const RecordRow row = RecordRow::from(m_records);
        const auto content = row.kind == RecordKind::Uplink ? m_reader.content(m_records) : std::nullopt;
        if (const auto uplink = content ? threadJsonParser().parseObject(*content) : std::nullopt)
            track(row.device).add(row, UplinkGlance::of(*uplink));
    }
    m_collected = last;
}

void Indexer::writeTracks()
{
    for (auto entry = m_tracks.cbegin(); entry != m_tracks.cend(); ++entry) {
        const QByteArray bytes = entry->toBytes();
        m_writeTrack.with(entry.key(), bytes).run();
    }
    m_tracks.clear();
    m_tracked = m_collected;
    Statement(m_database, "INSERT INTO meta(key, value) VALUES('tracked', ?) "
                          "ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .with(m_tracked)
        .run();
}

void Indexer::dropBefore(qint64 firstId)
{
    while (!m_segments.isEmpty() && m_segments.first().last < firstId) {
        m_writer.remove(m_segments.first().first);
        m_deleteSegment.with(m_segments.first().first).run();
        m_segments.removeFirst();
    }
}

} // namespace thingsdesk::history
