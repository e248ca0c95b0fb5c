// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: everything that is asked of a file. One connection, one thread at a time; every answer is of one
// moment. Throws SqliteError and CancelledError.

#include "history/historystore.h"
#include "history/recordwalker.h"

namespace thingsdesk::history {

class HistoryReader
{
    Q_DISABLE_COPY_MOVE(HistoryReader)
public:
    HistoryReader(const QString &file, const AppId &appId);

    HistoryPage page(const HistoryFilter &filter, Direction direction, qint64 from, int limit,
                     const CancelCheck &isCancelled);
    std::optional<HistoryRecord> record(qint64 id);
    quint64 count(const HistoryFilter &filter, const CancelCheck &isCancelled);

    HistoryFacets facets();
    HistoryStatistics statistics(const Timestamp &now);
    QHash<DevId, DeviceActivity> deviceActivity(const CancelCheck &isCancelled);
    QStringList fieldPaths(const DevId &devId, const CancelCheck &isCancelled);
    QList<SeriesPoint> series(const SeriesRequest &request, const CancelCheck &isCancelled);

    HistoryExtent extent();
    const AppId &appId() const noexcept { return m_appId; }

private:
    HistoryRecord whole(const RecordRow &row, Statement &statement);
    QSet<QString> unindexedPaths(qint64 device, const CancelCheck &isCancelled);
    /// Walks the uplinks after this record.
    void walkUplinks(qint64 afterId, qint64 device, const RecordWalker::Visitor &visitor,
                     const CancelCheck &isCancelled);
    HistoryStatistics::Hour hour(qint64 beginMinutes);

    QString m_file;
    AppId m_appId;
    Database m_database;
    RecordReader m_reader;
    RecordWalker m_walker;
    OwnFieldsReader m_own;
    Statement m_quarters;
};

} // namespace thingsdesk::history
