// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyrecord.h"

/// What all kinds of records have in common, wherever it stands in them.
namespace thingsdesk::recordparts {

QByteArray payload(const HistoryRecord &record); ///< of an uplink or of the downlink that the record tells of
QByteArray fields(const HistoryRecord &record);  ///< JSON object; empty = none
std::optional<quint8> port(const HistoryRecord &record);
RadioMetadata metadata(const HistoryRecord &record); ///< of uplinks and activations; else empty
QString errorText(const HistoryRecord &record);      ///< in the network's words; empty = no error
QString gapText(const RecordingGap &gap);            ///< "not connected 02:10 – 02:14"
/// The columns of the list as one line of CSV (RFC 4180), without a line break; numbers with a point, time in UTC.
QString csvLine(const HistoryRecord &record);

} // namespace thingsdesk::recordparts
