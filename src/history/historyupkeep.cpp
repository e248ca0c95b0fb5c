// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryWriter's work that can wait: dictionaries, and limits.
#include "history/historywriter.h"

namespace thingsdesk::history {

namespace {

constexpr qint64 trainingSamples = 2000;
constexpr qsizetype largestSample = 8192;
constexpr quint64 ratioWindow = 8 << 20;     ///< raw bytes between looks at the ratio
constexpr double poorRatio = 1.3;            ///< so much worse than it was at its best
constexpr quint32 maximumDictionaries = 250; // their IDs take one byte in each frame
constexpr qint64 removedAtOnce = 2000;
constexpr qint64 keptFreePages = 256;

} // namespace

void HistoryWriter::loadDictionary()
{
    Statement newest(*m_database, "SELECT id, data FROM dictionary WHERE id > ? ORDER BY id DESC LIMIT 1");
    if (newest.with(qint64(m_packer.dictionaryId())).next())
        m_packer.useDictionary(quint32(newest.integer(0)), newest.blob(1).toByteArray());
}

/// The messages of a fleet change in time: a dictionary is made anew when it no longer helps as it did.
bool HistoryWriter::isPackingPoorly() const
{
    if (m_rawBytes < ratioWindow || m_packer.dictionaryId() >= maximumDictionaries)
        return false;
    return double(m_packedBytes) / double(m_rawBytes) > m_bestRatio * poorRatio;
}

bool HistoryWriter::trainIfDue()
{
    const bool isFirst = m_packer.dictionaryId() == 0 && m_extent.count >= quint64(trainingSamples) && m_rawBytes > 0;
    const bool isPoor = isPackingPoorly();
    if (m_rawBytes >= ratioWindow) {
        const double ratio = double(m_packedBytes) / double(m_rawBytes);
        m_bestRatio = std::min(m_bestRatio, ratio);
    }
    if (m_rawBytes >= ratioWindow || isFirst) {
        m_rawBytes = 0;
        m_packedBytes = 0;
    }
    if (!isFirst && !isPoor)
        return false;

    QList<QByteArray> samples;
    Unpacker unpacker(*m_database);
    Statement bodies(*m_database, "SELECT body FROM record WHERE id > ? ORDER BY id");
    bodies.with(m_extent.lastId - trainingSamples);
    while (bodies.next()) {
        if (const auto content = unpacker.unpack(bodies.blob(0)); content && content->size() <= largestSample)
            samples.append(content->toByteArray());
    }
    const quint32 id = m_packer.dictionaryId() + 1;
    const QByteArray dictionary = trainDictionary(samples, id);
    if (dictionary.isEmpty())
        return true; // tried again with what comes next
    transact([&] {
        if (m_packer.dictionaryId() >= id)
            return; // another process was quicker
        Statement(*m_database, "INSERT INTO dictionary(id, data) VALUES(?, ?)").with(qint64(id), dictionary).run();
    });
    loadDictionary();
    m_bestRatio = 1;
    return true;
}

void HistoryWriter::setLimits(const HistoryLimits &limits)
{
    m_limits = limits;
    m_limitsAreDue = true;
}

/// The oldest record that the limits allow, at most a step away from the oldest there is.
qint64 HistoryWriter::firstToKeep(const Timestamp &now)
{
    const qint64 step = m_extent.firstId + removedAtOnce;
    qint64 first = m_extent.firstId;
    if (m_limits.age) {
        // By ID up to the last old one: clocks may have jumped in between.
        const auto age = std::chrono::nanoseconds(*m_limits.age).count();
        Statement old(*m_database, "SELECT max(id) FROM record WHERE id < ? AND received < ?");
        if (old.with(step, now.nanoseconds - age).next())
            first = std::max(first, old.integer(0) + 1);
        old.reset();
    }
    if (m_limits.bytes) {
        const qint64 pages = m_database->integer("PRAGMA page_count") - m_database->integer("PRAGMA freelist_count");
        if (pages * m_database->integer("PRAGMA page_size") > *m_limits.bytes)
            first = step;
    }
    return std::min(first, m_extent.lastId + 1);
}

bool HistoryWriter::limit(const Timestamp &now)
{
    if (!m_limitsAreDue)
        return false;
    const qint64 first = m_extent.count == 0 ? 0 : firstToKeep(now);
    if (m_extent.count == 0 || first <= m_extent.firstId) {
        m_limitsAreDue = false;
        return false;
    }
    try {
        removeBefore(first);
    } catch (const SqliteError &) {
        m_indexer.reload();
        m_limitsAreDue = false; // tried again when it is due again
        throw;
    }
    return true;
}

void HistoryWriter::removeBefore(qint64 id)
{
    transact([&] {
        Statement rows(*m_database, "SELECT id, received, kind, flags, device, port, gateway, rate FROM record "
                                    "WHERE id < ?");
        rows.with(id);
        while (rows.next())
            m_counters.remove(RecordRow::from(rows));
        Statement(*m_database, "DELETE FROM record WHERE id < ?").with(id).run();
        m_indexer.dropBefore(id);
        m_ownFields.removeBefore(id);
        Statement(*m_database, "INSERT INTO meta(key, value) VALUES('lastId', ?) "
                               "ON CONFLICT(key) DO UPDATE SET value = excluded.value")
            .with(m_extent.lastId)
            .run();
        m_counters.write();
        m_database->execute("DELETE FROM facet WHERE count <= 0; DELETE FROM quarter WHERE records <= 0;");
        if (id > m_extent.lastId)
            m_extent = {};
        else
            m_extent = {id, m_extent.lastId, quint64(m_extent.lastId - id + 1)};
    });
    m_hasRoomToGive = true;
}

/// Free pages go back to the disk a few at a time; some are kept for what comes.
bool HistoryWriter::giveBack()
{
    if (!m_hasRoomToGive)
        return false;
    const qint64 before = m_database->integer("PRAGMA freelist_count");
    if (before > keptFreePages) {
        m_database->execute("PRAGMA incremental_vacuum(500)");
        if (m_database->integer("PRAGMA freelist_count") < before)
            return true;
    }
    m_hasRoomToGive = false;
    m_database->execute("PRAGMA wal_checkpoint(PASSIVE)"); // shortens the file
    return false;
}

} // namespace thingsdesk::history
