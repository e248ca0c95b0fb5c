// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: everything that is written to a file. Lives on the writer's thread. Throws SqliteError, after
// which the file and this object are as they were before the call.

#include "history/duplicates.h"
#include "history/historystore.h"
#include "history/indexer.h"
#include "history/ownfields.h"
#include "history/recordcounters.h"

#include <functional>

namespace thingsdesk::history {

class HistoryWriter
{
    Q_DISABLE_COPY_MOVE(HistoryWriter)
public:
    HistoryWriter(std::unique_ptr<Database> database, const AppId &appId, SegmentSizes sizes);
    ~HistoryWriter();

    HistoryExtent extent() const noexcept { return m_extent; }

    /// One transaction. The gap, if any, comes first.
    void append(const QList<TrafficMessage> &messages, const std::optional<RecordingGap> &gap);
    qint64 append(const PublishedDownlink &downlink, const Timestamp &now);
    qint64 append(const RecordingGap &gap);
    /// Records that are gone are passed over.
    void storeOwnFields(const QList<OwnFields> &fields);
    void removeOwnFields();

    /// What can wait: the index, the dictionary, limits, room given back. One short piece; false where nothing is left.
    bool work(const Timestamp &now);
    /// How far the index is behind.
    qint64 backlog() const noexcept { return m_extent.lastId - m_indexer.reached(); }
    void setLimits(const HistoryLimits &limits);
    /// Looks at the limits again with the next work.
    void checkLimits() { m_limitsAreDue = true; }

    void noteCleanEnd();
    void noteSuspicion() noexcept;

private:
    /// Runs `change` in a transaction; afterwards everything that was remembered is either true or read anew.
    void transact(const std::function<void()> &change);
    template <class Message>
    void insert(const Message &message, const Timestamp &received, bool isDuplicate);
    void reload();
    void loadRecent();
    void loadDictionary();
    bool trainIfDue();
    bool isPackingPoorly() const;
    bool limit(const Timestamp &now);
    qint64 firstToKeep(const Timestamp &now);
    void removeBefore(qint64 id);
    bool giveBack();

    std::unique_ptr<Database> m_database;
    AppId m_appId;
    Packer m_packer;
    NameWriter m_devices;
    NameWriter m_gateways;
    NameWriter m_rates;
    RecordCounters m_counters;
    Indexer m_indexer;
    DuplicateFinder m_duplicates;
    OwnFieldsWriter m_ownFields;
    Statement m_insert;
    Statement m_version;
    qint64 m_seenVersion = -1; ///< of the file, as other connections change it
    qint64 m_nextId = 1;
    HistoryExtent m_extent;
    QByteArray m_packed;

    HistoryLimits m_limits;
    bool m_limitsAreDue = false;
    bool m_hasRoomToGive = false;

    quint64 m_rawBytes = 0; ///< since the last look at how well the dictionary fits
    quint64 m_packedBytes = 0;
    double m_bestRatio = 1;
};

} // namespace thingsdesk::history
