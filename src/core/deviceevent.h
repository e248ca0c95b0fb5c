// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/downlinkmessage.h"
#include "core/identifiers.h"
#include "core/radio.h"

#include <optional>

namespace thingsdesk {

/// What the network tells about a device besides its uplinks.
enum class EventType {
    UplinkError,       ///< `up/errors`
    DownlinkScheduled, ///< `down/scheduled`
    DownlinkSent,      ///< `down/sent`
    DownlinkError,     ///< `down/errors`
    DownlinkAcked,     ///< `down/acks`
    Activation,        ///< `activations`
    ActivationError,   ///< `activations/errors`
    DeviceCreated,     ///< `create`
    DeviceUpdated,     ///< `update`
    DeviceDeleted,     ///< `delete`
    Other,             ///< a type that we do not know; its name and body are kept
};

QString eventTypeName(EventType type); ///< as V2 writes it: "down/scheduled"; empty for Other
EventType eventTypeFromName(QStringView name);

/// How a downlink was transmitted (V2 MQTT, `config` of `down/sent`).
struct DownlinkTransmission
{
    QString modulation;
    QString dataRate;
    quint32 bitRate = 0;   ///< bit/s
    qint64 airtime = 0;    ///< nanoseconds
    quint32 counter = 0;   ///< FCntDown
    quint64 frequency = 0; ///< hertz, on the wire too
    qint32 power = 0;      ///< dBm
    JsonMembers unknown;

    friend bool operator==(const DownlinkTransmission &, const DownlinkTransmission &) = default;
};

/// One event of a device.
///
/// Source: V2's MQTT topics `<AppID>/devices/<DevID>/events/<type>`. Which members are set depends on the type; bodies
/// may be `null` (delete, a device made by a join). `raw` is the body as it came.
struct DeviceEvent
{
    AppId appId;
    DevId devId;
    EventType type = EventType::Other;
    QString typeName; ///< the type as the network wrote it

    std::optional<QString> error;                     ///< …/errors
    std::optional<DownlinkMessage> message;           ///< down/…
    QByteArray phyPayload;                            ///< down/sent: the frame as it went on air
    QString gatewayId;                                ///< down/sent
    std::optional<DownlinkTransmission> transmission; ///< down/sent
    std::optional<AppEui> appEui;                     ///< activations
    std::optional<DevEui> devEui;                     ///< activations
    std::optional<DevAddr> devAddr;                   ///< activations
    std::optional<RadioMetadata> metadata;            ///< activations
    std::optional<double> latitude;                   ///< create, update: only what changed
    std::optional<double> longitude;
    std::optional<qint32> altitude;
    bool hasUpdateTime = false;         ///< create, update
    std::optional<Timestamp> updatedAt; ///< nothing with hasUpdateTime: nothing was changed
    JsonMembers unknown;
    QByteArray raw;

    /// Reads the body of an event of the type called `typeName`. `null` and `{}` are events without members. A member
    /// of a wrong type, or text that is neither object nor null, is a Failure (cause BadMessage).
    static Result<DeviceEvent> fromJson(const QString &typeName, const QByteArray &json);

    /// The JSON that the network would write for this event.
    QByteArray toJson() const;

    friend bool operator==(const DeviceEvent &, const DeviceEvent &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::DeviceEvent)
