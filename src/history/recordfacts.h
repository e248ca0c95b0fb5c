// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: what stands beside a message's JSON, and is counted and filtered by.

#include "history/historyrecord.h"

namespace thingsdesk::history {

struct RecordFacts
{
    RecordKind kind = RecordKind::Uplink;
    QString device; ///< empty = none, as for the others
    std::optional<quint8> port;
    QString gateway;
    QString dataRate;
};

RecordFacts factsOf(const UplinkMessage &message);
RecordFacts factsOf(const DeviceEvent &event);
RecordFacts factsOf(const UnreadableMessage &message);
RecordFacts factsOf(const PublishedDownlink &downlink);
RecordFacts factsOf(const RecordingGap &gap);
RecordFacts factsOf(const HistoryRecord &record);

/// The error that a record tells; empty where it tells none.
QString errorTextOf(const HistoryRecord &record);
/// The bytes that a record is about; empty where there are none.
QByteArray payloadOf(const HistoryRecord &record);

} // namespace thingsdesk::history
