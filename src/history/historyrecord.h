// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trafficmessage.h"

#include <variant>

namespace thingsdesk {

/// What a stored record is. The numbers stand in files: never change them, only add.
enum class RecordKind : quint8 {
    Uplink = 1,
    UplinkError = 2,
    DownlinkScheduled = 3,
    DownlinkSent = 4,
    DownlinkAcked = 5,
    DownlinkError = 6,
    Activation = 7,
    ActivationError = 8,
    DeviceCreated = 9,
    DeviceUpdated = 10,
    DeviceDeleted = 11,
    OtherEvent = 12,
    Unreadable = 13,
    DownlinkPublished = 14, ///< a downlink that we sent
    Gap = 15,               ///< a time in which nothing could be received
};

/// The kind of an event of the network.
RecordKind recordKindOf(EventType type);
/// Whether the record tells that something went wrong (…Error, Unreadable).
bool isErrorKind(RecordKind kind);
/// A word that does not change, for filters, exports and scripts: "uplink", "down-sent", "gap", …
QString recordKindName(RecordKind kind);
std::optional<RecordKind> recordKindFromName(QStringView name);
const QList<RecordKind> &allRecordKinds();

/// A time in which messages were missed.
struct RecordingGap
{
    enum class Reason : quint8 {
        NotConnected = 1, ///< the broker could not be reached, or the program did not run
        DiskFull = 2,     ///< messages came and could not be kept
    };

    Timestamp from;
    Timestamp to;
    Reason reason = Reason::NotConnected;
    quint64 missed = 0; ///< messages known to be lost; 0 = unknown

    friend bool operator==(const RecordingGap &, const RecordingGap &) = default;
};

/// A downlink as we sent it.
struct PublishedDownlink
{
    DownlinkMessage message;
    QByteArray raw; ///< the JSON that was published

    friend bool operator==(const PublishedDownlink &, const PublishedDownlink &) = default;
};

/// One row of an application's history.
struct HistoryRecord
{
    qint64 id = 0; ///< in order of arrival, from 1; never used twice
    Timestamp received;
    RecordKind kind = RecordKind::Uplink;
    bool isDuplicate = false; ///< the same uplink or event was stored shortly before (a retry, a replay)
    QByteArray ownFields; ///< of an uplink: what this console decoded and stored on request, a JSON object; or empty
    std::variant<UplinkMessage, DeviceEvent, UnreadableMessage, PublishedDownlink, RecordingGap> body;

    const UplinkMessage *uplink() const { return std::get_if<UplinkMessage>(&body); }
    const DeviceEvent *event() const { return std::get_if<DeviceEvent>(&body); }
    const PublishedDownlink *published() const { return std::get_if<PublishedDownlink>(&body); }
    const RecordingGap *gap() const { return std::get_if<RecordingGap>(&body); }
    DevId devId() const; ///< empty for a gap
    /// Of an uplink: the received fields, with the own ones as their member "ours".
    QByteArray fieldsWithOwn() const;
    QByteArray raw() const; ///< the JSON as it came; empty for a gap

    friend bool operator==(const HistoryRecord &, const HistoryRecord &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::HistoryRecord)
