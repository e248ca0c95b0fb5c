// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historywriter.h"

#include "history/historyfile.h"
#include "history/recordfacts.h"

namespace thingsdesk::history {

namespace {

constexpr int recentRecords = 2000; ///< read at the beginning, to know their duplicates
constexpr qsizetype keptBuffer = 1 << 20;

} // namespace

HistoryWriter::HistoryWriter(std::unique_ptr<Database> database, const AppId &appId, SegmentSizes sizes)
    : m_database(std::move(database))
    , m_appId(appId)
    , m_devices(*m_database, "device")
    , m_gateways(*m_database, "gateway")
    , m_rates(*m_database, "rate")
    , m_counters(*m_database)
    , m_indexer(*m_database, appId, sizes)
    , m_ownFields(*m_database)
    , m_insert(*m_database, "INSERT INTO record(id, received, kind, flags, device, port, gateway, rate, body) "
                            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_version(*m_database, "PRAGMA data_version")
{
    reload();
}

HistoryWriter::~HistoryWriter() = default;

void HistoryWriter::reload()
{
    m_version.with().next();
    m_seenVersion = m_version.integer(0);
    m_version.reset();
    loadDictionary();
    m_devices.forget();
    m_gateways.forget();
    m_rates.forget();
    m_counters.forget();
    m_ownFields.forget();
    const qint64 first = m_database->integer("SELECT min(id) FROM record");
    const qint64 last = m_database->integer("SELECT max(id) FROM record");
    const qint64 lastRemoved = m_database->integer("SELECT value FROM meta WHERE key = 'lastId'");
    m_nextId = std::max(last, lastRemoved) + 1;
    m_extent = last == 0 ? HistoryExtent() : HistoryExtent{first, last, quint64(last - first + 1)};
    loadRecent();
}

void HistoryWriter::loadRecent()
{
    m_duplicates = {};
    RecordReader reader(*m_database, m_appId);
    Statement rows(
        *m_database,
        QByteArray(QByteArray("SELECT ") + RecordRow::columns + " FROM record WHERE id > ? ORDER BY id").constData());
    rows.with(m_extent.lastId - recentRecords);
    while (rows.next())
        m_duplicates.add(reader.record(rows));
}

void HistoryWriter::transact(const std::function<void()> &change)
{
    const HistoryExtent before = m_extent;
    try {
        Transaction transaction(*m_database, Transaction::Kind::Write);
        // Another process may have written since (the command line beside the window).
        m_version.with().next();
        const qint64 version = m_version.integer(0);
        m_version.reset();
        if (version != m_seenVersion) {
            reload();
            m_indexer.reload();
        }
        change();
        m_counters.write();
        transaction.commit();
    } catch (const SqliteError &) {
        m_extent = before;
        try {
            reload();
        } catch (const SqliteError &) {
            m_seenVersion = -1; // what cannot be read now is read with the next transaction
        }
        throw;
    }
}

template <class Message>
void HistoryWriter::insert(const Message &message, const Timestamp &received, bool isDuplicate)
{
    const RecordFacts facts = factsOf(message);
    RecordRow row;
    row.id = m_nextId++;
    row.setTime(received);
    row.kind = facts.kind;
    row.flags |= isDuplicate ? RecordRow::duplicateFlag : 0;
    row.device = m_devices.number(facts.device);
    row.port = facts.port ? qint64(*facts.port) + 1 : 0;
    row.gateway = m_gateways.number(facts.gateway);
    row.rate = m_rates.number(facts.dataRate);
    const QByteArray content = contentOf(message);
    if (m_packed.capacity() > keptBuffer)
        m_packed = {}; // the memory of one huge message is not kept for ever
    m_packed.resize(0);
    m_packer.pack(content, m_packed);
    m_rawBytes += quint64(content.size());
    m_packedBytes += quint64(m_packed.size());
    m_insert.with(row.id, row.received, int(row.kind), row.flags, row.device, row.port, row.gateway, row.rate, m_packed)
        .run();
    m_counters.add(row);
    m_extent.firstId = m_extent.lastId == 0 ? row.id : m_extent.firstId;
    m_extent.lastId = row.id;
    ++m_extent.count;
}

void HistoryWriter::append(const QList<TrafficMessage> &messages, const std::optional<RecordingGap> &gap)
{
    transact([&] {
        if (gap) {
            insert(*gap, gap->to, false);
            m_duplicates.addGap(*gap);
        }
        for (const TrafficMessage &message : messages) {
            std::visit(
                [&](const auto &body) {
                    bool isDuplicate = false;
                    if constexpr (std::is_same_v<std::decay_t<decltype(body)>, UplinkMessage>)
                        isDuplicate = m_duplicates.isDuplicate(body);
                    else
                        isDuplicate = m_duplicates.isDuplicate(body, message.received);
                    insert(body, message.received, isDuplicate);
                    m_duplicates.add(body);
                },
                message.body);
        }
    });
}

qint64 HistoryWriter::append(const PublishedDownlink &downlink, const Timestamp &now)
{
    transact([&] { insert(downlink, now, false); });
    return m_extent.lastId;
}

qint64 HistoryWriter::append(const RecordingGap &gap)
{
    transact([&] {
        insert(gap, gap.to, false);
        m_duplicates.addGap(gap);
    });
    return m_extent.lastId;
}

void HistoryWriter::storeOwnFields(const QList<OwnFields> &fields)
{
    transact([&] {
        for (const OwnFields &each : fields) {
            if (each.recordId >= m_extent.firstId && each.recordId <= m_extent.lastId)
                m_ownFields.write(each.recordId, each.fields);
        }
    });
}

void HistoryWriter::removeOwnFields()
{
    transact([this] { m_ownFields.removeAll(); });
    m_hasRoomToGive = true;
}

bool HistoryWriter::work(const Timestamp &now)
{
    if (trainIfDue() || limit(now) || giveBack())
        return true;
    if (!m_indexer.hasWork(m_extent.firstId, m_extent.lastId))
        return false;
    try {
        transact([this] { m_indexer.step(m_extent.firstId, m_extent.lastId); });
    } catch (const SqliteError &) {
        m_indexer.reload();
        throw;
    }
    return m_indexer.hasWork(m_extent.firstId, m_extent.lastId);
}

void HistoryWriter::noteCleanEnd()
{
    history::noteCleanEnd(*m_database);
}

void HistoryWriter::noteSuspicion() noexcept
{
    history::noteSuspicion(*m_database);
}

} // namespace thingsdesk::history
