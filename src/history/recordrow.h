// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: a record as it stands in the table, and back.

#include "history/codec.h"
#include "history/historyrecord.h"
#include "history/names.h"

namespace thingsdesk::history {

/// A row without its body.
struct RecordRow
{
    qint64 id = 0;
    qint64 received = 0; ///< nanoseconds since 1970
    RecordKind kind = RecordKind::Uplink;
    qint64 flags = 0;
    qint64 device = 0;
    qint64 port = 0; ///< plus one
    qint64 gateway = 0;
    qint64 rate = 0;

    static constexpr qint64 duplicateFlag = 1;
    static constexpr char columns[] = "id, received, kind, flags, device, port, gateway, rate, body";
    static constexpr int bodyColumn = 8;

    bool isDuplicate() const { return (flags & duplicateFlag) != 0; }
    Timestamp time() const { return {received, qint16(quint16(flags >> 8))}; }
    void setTime(const Timestamp &time)
    {
        received = time.nanoseconds;
        flags |= qint64(quint16(time.offsetMinutes)) << 8;
    }

    /// From a statement that selects `columns`.
    static RecordRow from(Statement &statement);
};

/// What is packed into the body: the JSON, before it what the JSON does not tell (of kinds that need it).
QByteArray contentOf(const UplinkMessage &message);
QByteArray contentOf(const DeviceEvent &event);
QByteArray contentOf(const UnreadableMessage &message);
QByteArray contentOf(const PublishedDownlink &downlink);
QByteArray contentOf(const RecordingGap &gap);

/// Reads rows back into records.
class RecordReader
{
public:
    RecordReader(Database &database, AppId appId);

    NameList &devices() { return m_devices; }
    NameList &gateways() { return m_gateways; }
    NameList &rates() { return m_rates; }

    /// The unpacked body, valid until the next call; nothing where it is damaged.
    std::optional<QByteArrayView> content(Statement &statement);
    /// Damaged bodies become unreadable messages that say so.
    HistoryRecord record(const RecordRow &row, std::optional<QByteArrayView> content);
    HistoryRecord record(Statement &statement);

private:
    AppId m_appId;
    Unpacker m_unpacker;
    NameList m_devices;
    NameList m_gateways;
    NameList m_rates;
};

} // namespace thingsdesk::history
