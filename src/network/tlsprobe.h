// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "network/endpoint.h"

#include <QDateTime>

#include <chrono>

namespace thingsdesk {

/// How far to go, and whom to trust on the way.
struct ProbeRequest
{
    Endpoint endpoint;
    bool tls = true;
    QByteArray roots;            ///< PEM; with `onlyTheseRoots` instead of the system's, else besides them
    bool onlyTheseRoots = false; ///< a handler's announced certificate is the only one trusted for it
    std::chrono::milliseconds timeout{10'000};
};

/// What was found: how long each part took, and whose certificate it was.
struct ProbeReport
{
    std::chrono::milliseconds connectTime{0};
    std::chrono::milliseconds handshakeTime{0};
    QString address;        ///< the numeric address that answered
    QString protocol;       ///< "TLS 1.3"; empty without TLS
    QByteArray fingerprint; ///< SHA-256 of the server's certificate
    QDateTime certificateExpiry;
};

/// Opens and closes a connection to learn why a client cannot: name not found, no network, closed port, no answer, no
/// TLS, certificate not trusted, made out to another host, expired. gRPC and MQTT libraries tell these apart badly or
/// not at all. Runs on the calling thread's event loop; the Future can be cancelled.
Future<ProbeReport> probeEndpoint(const ProbeRequest &request);

} // namespace thingsdesk
