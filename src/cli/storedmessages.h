// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "history/readerworker.h"

namespace thingsdesk::cli {

/// Reads a profile's history and leaves it as it is, also while the console writes it: HistoryStore::open() checks and
/// repairs, which is for the one who writes.
class StoredMessages final
{
    Q_DISABLE_COPY_MOVE(StoredMessages)
public:
    /// NotFound where nothing was stored yet.
    static Result<std::unique_ptr<StoredMessages>> open(const QString &file, const AppId &appId);
    ~StoredMessages();

    const AppId &appId() const noexcept { return m_appId; }

    /// As HistoryStore's.
    Future<HistoryPage> pageBefore(const HistoryFilter &filter, qint64 beforeId, int limit);
    Future<HistoryPage> pageAfter(const HistoryFilter &filter, qint64 afterId, int limit);
    Future<quint64> exportTo(const QString &file, ExportFormat format, const HistoryFilter &filter);

private:
    StoredMessages(const QString &file, AppId appId);
    Future<HistoryPage> page(const HistoryFilter &filter, history::Direction direction, qint64 from, int limit);

    const AppId m_appId;
    history::OpenGate m_gate;
    history::ReaderWorker m_reader;
};

} // namespace thingsdesk::cli
