// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <chrono>

/// The failures of a broker connection, in the same words whichever library found them. `address` is "host:port".
namespace thingsdesk::mqttfailures {

Failure nameNotFound(const QString &host, const QString &detail);
Failure unreachable(const QString &address, const QString &detail);
Failure portClosed(const QString &address);
Failure timedOut(const QString &address, std::chrono::milliseconds after, const QString &what);
Failure noAnswer(const QString &address); ///< to the keep-alive's ping
Failure closed(const QString &address, const QString &detail);
Failure closedBeforeLogin(const QString &address);

Failure badCaCertificates();
Failure certificateNotTrusted(const QString &address, const QString &detail);
Failure certificateWrongHost(const QString &host, const QString &detail);
Failure certificateExpired(const QString &address, const QString &detail);
/// The other side ended the handshake: no TLS there, or a server that goes down. May pass.
Failure handshakeClosed(const QString &address, const QString &detail);
/// The other side answered with something that is no TLS.
Failure notTls(const QString &address, const QString &detail);

/// By CONNACK's return code (MQTT 3.1.1, 3.2.2.3). `user` is the application ID.
Failure loginRefused(const QString &address, const QString &user, int returnCode);
Failure notMqtt(const QString &address, const QString &detail);

Failure notConnected();
Failure publishRefused(const QString &topic);

} // namespace thingsdesk::mqttfailures
