// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <optional>

namespace thingsdesk {

/// A host and a port. IPv6 addresses stand without brackets here, and with them in text.
struct Endpoint
{
    QString host;
    quint16 port = 0;

    QString toString() const; ///< "host:port", "[::1]:1904"
    /// localhost, 127.0.0.0/8 or ::1: what is said there does not leave the machine.
    bool isLoopback() const;

    /// "host:port", or "host" where `defaultPort` is not 0. `field` names the address in the Failure.
    static Result<Endpoint> parse(const QString &text, quint16 defaultPort, const QString &field);

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// A component's gRPC address as an announcement gives it: "host:port[,host:port…]"; the first entry counts (wire-v2
/// section 2). Schemes and blanks are taken too; a missing port is `defaultPort`.
Result<Endpoint> endpointOfNetAddress(const QString &netAddress, quint16 defaultPort);

/// Where a broker can be reached: in plain text, over TLS, or both.
struct BrokerEndpoints
{
    std::optional<Endpoint> plain;
    std::optional<Endpoint> tls;

    friend bool operator==(const BrokerEndpoints &, const BrokerEndpoints &) = default;
};

/// An announcement's `mqtt_address`, or what a user gives: "[mqtt|mqtts://]host[:port]" by the table of wire-v2 section
/// 2 (a bare host has both endpoints, port 8883 means TLS). `mqtts://host` is TLS only.
Result<BrokerEndpoints> endpointsOfMqttAddress(const QString &mqttAddress);

} // namespace thingsdesk
