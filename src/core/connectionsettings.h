// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace thingsdesk {

/// How a network is reached, as a user gives it. Empty texts mean "found by discovery" or "nothing of ours".
struct ConnectionSettings
{
    QString discoveryAddress;      ///< host[:1900]; the public network's where empty
    QString handlerAddress;        ///< host[:1904]; instead of what discovery announces
    QString mqttAddress;           ///< [mqtt|mqtts://]host[:port]; instead of what discovery announces
    QByteArray discoveryCa;        ///< PEM, besides the system's roots
    QByteArray handlerCertificate; ///< PEM, the only root for a handler whose address is given by hand
    QByteArray mqttCa;             ///< PEM, besides the system's roots
    bool allowPlaintext = false;   ///< the user accepts that keys and data cross the network unencrypted

    friend bool operator==(const ConnectionSettings &, const ConnectionSettings &) = default;
};

inline constexpr quint16 discoveryPort = 1900;
inline constexpr quint16 handlerPort = 1904;
inline constexpr char publicDiscoveryAddress[] = "discovery.thethings.network:1900";

} // namespace thingsdesk
