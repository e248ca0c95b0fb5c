// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jsontext.h"
#include "core/timestamp.h"

#include <QList>
#include <QString>

#include <optional>

namespace thingsdesk {

/// A place on earth, with what the network says about how good and from where it is. 0/0 means "not set" on V2.
struct Location
{
    double latitude = 0;  ///< degrees north
    double longitude = 0; ///< degrees east
    qint32 altitude = 0;  ///< metres
    qint32 accuracy = 0;  ///< metres, 0 = unknown
    QString source;       ///< "gps", "config", "registry", "ip_geolocation" or empty

    bool isSet() const noexcept { return latitude != 0 || longitude != 0; }

    friend bool operator==(const Location &, const Location &) = default;
};

/// How one gateway antenna heard an uplink (V2 MQTT, `metadata.gateways[]`).
struct GatewayReception
{
    QString gatewayId;
    bool trusted = false;
    quint32 timestamp = 0;     ///< concentrator counter, microseconds
    quint64 fineTimestamp = 0; ///< nanoseconds
    QByteArray fineTimestampEncrypted;
    std::optional<Timestamp> time; ///< the gateway's own clock, where it has one
    qint32 antenna = 0;
    qint32 channel = 0;
    double rssi = 0; ///< dBm
    double snr = 0;  ///< dB
    qint32 rfChain = 0;
    Location location;
    JsonMembers unknown; ///< members that we do not know, as they were

    friend bool operator==(const GatewayReception &, const GatewayReception &) = default;
};

/// When and how a message crossed the air (V2 MQTT, `metadata`).
struct RadioMetadata
{
    std::optional<Timestamp> time; ///< the server's receive time
    quint64 frequency = 0;         ///< hertz (megahertz on the wire)
    QString modulation;            ///< "LORA", "FSK" or empty
    QString dataRate;              ///< "SF7BW125", for LORA
    quint32 bitRate = 0;           ///< bit/s, for FSK
    qint64 airtime = 0;            ///< nanoseconds
    QString codingRate;            ///< "4/5"
    QList<GatewayReception> gateways;
    Location location; ///< of the device
    JsonMembers unknown;

    /// The reception with the highest RSSI; nothing where no gateway is told.
    const GatewayReception *bestGateway() const noexcept;
    QByteArray toJson() const; ///< as the network writes it

    friend bool operator==(const RadioMetadata &, const RadioMetadata &) = default;
};

} // namespace thingsdesk
