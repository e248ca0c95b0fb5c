// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historyreader.h"

#include "history/schema.h"

#include <algorithm>

namespace thingsdesk::history {

HistoryReader::HistoryReader(const QString &file, const AppId &appId)
    : m_file(file)
    , m_appId(appId)
    , m_database(file, Database::Mode::ReadOnly)
    , m_reader(m_database, appId)
    , m_walker(m_database, m_reader)
    , m_own(m_database)
    , m_quarters(m_database, "SELECT sum(records), sum(uplinks), sum(downlinks), sum(errors) FROM quarter "
                             "WHERE begin >= ? AND begin < ?")
{
    configureConnection(m_database);
}

HistoryRecord HistoryReader::whole(const RecordRow &row, Statement &statement)
{
    HistoryRecord record = m_reader.record(row, m_reader.content(statement));
    if (row.kind == RecordKind::Uplink)
        record.ownFields = m_own.of(row.id);
    return record;
}

HistoryPage HistoryReader::page(const HistoryFilter &filter, Direction direction, qint64 from, int limit,
                                const CancelCheck &isCancelled)
{
    HistoryPage page;
    if (limit <= 0)
        return page;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    const QueryPlan plan(filter, m_database, m_reader);
    const HistoryExtent all = extent();
    const qint64 end = direction == Direction::Forward ? all.lastId : all.firstId;
    // A full page does not look whether there is another one: that may be a long way off.
    page.reachedEnd = m_walker.walk(
        plan, direction, from,
        [&](const RecordRow &row, Statement &statement) {
            page.records.append(whole(row, statement));
            return page.records.size() < limit || row.id == end;
        },
        isCancelled);
    if (direction == Direction::Backward)
        std::reverse(page.records.begin(), page.records.end());
    return page;
}

std::optional<HistoryRecord> HistoryReader::record(qint64 id)
{
    std::optional<HistoryRecord> found;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    const QueryPlan plan({}, m_database, m_reader);
    m_walker.walk(
        plan, Direction::Forward, id - 1,
        [&](const RecordRow &row, Statement &statement) {
            if (row.id == id)
                found = whole(row, statement);
            return false;
        },
        [] { return false; });
    return found;
}

quint64 HistoryReader::count(const HistoryFilter &filter, const CancelCheck &isCancelled)
{
    if (filter.isEmpty())
        return extent().count;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    const QueryPlan plan(filter, m_database, m_reader);
    if (plan.isImpossible)
        return 0;
    if (plan.knownCount)
        return *plan.knownCount;
    quint64 found = 0;
    m_walker.walk(
        plan, Direction::Forward, 0,
        [&](const RecordRow &, Statement &) {
            ++found;
            return true;
        },
        isCancelled);
    return found;
}

HistoryExtent HistoryReader::extent()
{
    Statement ends(m_database, "SELECT (SELECT min(id) FROM record), (SELECT max(id) FROM record)");
    const ResetAtEnd reset(ends);
    if (!ends.next() || ends.integer(1) == 0)
        return {};
    return {ends.integer(0), ends.integer(1), quint64(ends.integer(1) - ends.integer(0) + 1)};
}

} // namespace thingsdesk::history
