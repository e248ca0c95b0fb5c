// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: builds the index behind the live messages, a segment at a time.

#include "history/activity.h"
#include "history/fieldcatalog.h"

namespace thingsdesk::history {

/// How many records the segments hold. The small ones follow the messages closely; when a number of them is full, they
/// become one of the next size, so that a search has few to walk.
struct SegmentSizes
{
    qint64 small = 1000;
    qint64 middle = 8000;
    qint64 large = 64'000;
};

/// Lives on the writer's thread, with its connection. Segments begin at IDs that their size divides (plus one), so that
/// merging is a matter of arithmetic.
class Indexer
{
public:
    Indexer(Database &database, AppId appId, SegmentSizes sizes);

    /// The last record that is indexed.
    qint64 reached() const noexcept { return m_reached; }
    /// Whether there is a step to do, with these records stored.
    bool hasWork(qint64 firstId, qint64 lastId) const;
    /// Writes one segment, and merges some where they are full, within the caller's transaction. Milliseconds.
    void step(qint64 firstId, qint64 lastId);
    /// Removes segments whose records are all gone; within the caller's transaction.
    void dropBefore(qint64 firstId);
    /// Reads its state anew, after a transaction that was rolled back.
    void reload();

private:
    struct Segment
    {
        qint64 first = 0;
        qint64 last = 0;
    };

    qint64 nextFirst(qint64 firstId) const;
    bool tryMerge(qint64 size);
    void build(qint64 first, qint64 last);
    void mergeRuns(std::vector<std::size_t> ends);
    void addRecord(Statement &statement, qint64 first);
    void addColumns(const RecordRow &row, quint32 offset);
    void catchUpTracks(qint64 last);
    void writeTracks();
    DeviceTrack &track(qint64 device);

    Database &m_database;
    const SegmentSizes m_sizes;
    RecordReader m_reader;
    FieldCatalog m_catalog;
    PostingWriter m_writer;
    PostingReader m_postingReader;
    Statement m_records;
    Statement m_readTrack;
    Statement m_writeTrack;
    Statement m_insertSegment;
    Statement m_deleteSegment;
    QList<Segment> m_segments; ///< ascending
    std::vector<Posting> m_postings;
    qint64 m_reached = 0;
    /// Changed since they were written, which they are for a good number of records at once: a device is met several
    /// times in between. In the file they are as of m_tracked, here as of m_collected.
    QHash<qint64, DeviceTrack> m_tracks;
    qint64 m_tracked = 0;
    qint64 m_collected = 0;
};

} // namespace thingsdesk::history
