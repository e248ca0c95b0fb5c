// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/mqttfailures.h"

namespace thingsdesk::mqttfailures {

namespace {

using Kind = Failure::Kind;
using Cause = Failure::Cause;

} // namespace

Failure nameNotFound(const QString &host, const QString &detail)
{
    return {Kind::Transient, Cause::NameNotFound,
            QStringLiteral("The broker's host name \"%1\" was not found. Check the address and the network connection.")
                .arg(host),
            detail};
}

Failure unreachable(const QString &address, const QString &detail)
{
    return {Kind::Transient, Cause::NetworkUnreachable,
            QStringLiteral("The broker at %1 cannot be reached. Check the network connection.").arg(address), detail};
}

Failure portClosed(const QString &address)
{
    return {Kind::Transient,
            Cause::ConnectionRefused,
            QStringLiteral("Nothing listens at %1. The broker is down, or its port is another one.").arg(address),
            {}};
}

Failure timedOut(const QString &address, std::chrono::milliseconds after, const QString &what)
{
    return {
        Kind::Transient, Cause::TimedOut,
        QStringLiteral("The broker at %1 did not answer within %2 s.").arg(address).arg(double(after.count()) / 1000),
        QStringLiteral("%1 timed out").arg(what)};
}

Failure noAnswer(const QString &address)
{
    return {Kind::Transient, Cause::TimedOut,
            QStringLiteral("The broker at %1 no longer answers. The network connection may be gone.").arg(address),
            QStringLiteral("PINGREQ was not answered")};
}

Failure closed(const QString &address, const QString &detail)
{
    return {Kind::Transient, Cause::ConnectionClosed,
            QStringLiteral("The broker at %1 closed the connection.").arg(address), detail};
}

Failure closedBeforeLogin(const QString &address)
{
    return {Kind::Transient,
            Cause::ConnectionClosed,
            QStringLiteral("The broker at %1 closed the connection before the login was answered. It may restart, or "
                           "expect TLS at this port.")
                .arg(address),
            {}};
}

Failure badCaCertificates()
{
    return Failure::invalidInput(QStringLiteral("The broker's CA file"),
                                 QStringLiteral("must hold a certificate in PEM form"));
}

Failure certificateNotTrusted(const QString &address, const QString &detail)
{
    return {
        Kind::Permanent, Cause::CertificateNotTrusted,
        QStringLiteral("The certificate of the broker at %1 is signed by nobody this computer trusts. If the network "
                       "is yours, give its CA certificate.")
            .arg(address),
        detail};
}

Failure certificateWrongHost(const QString &host, const QString &detail)
{
    return {
        Kind::Permanent, Cause::CertificateWrongHost,
        QStringLiteral("The broker's certificate is not made out to \"%1\". Use the host name that it is made out to.")
            .arg(host),
        detail};
}

Failure certificateExpired(const QString &address, const QString &detail)
{
    return {Kind::Permanent, Cause::CertificateExpired,
            QStringLiteral("The certificate of the broker at %1 has expired or is not valid yet. Check this computer's "
                           "clock, or have the certificate renewed.")
                .arg(address),
            detail};
}

Failure handshakeClosed(const QString &address, const QString &detail)
{
    return {Kind::Transient, Cause::NotTls,
            QStringLiteral("The broker at %1 ended the TLS handshake. The port may not be one for TLS.").arg(address),
            detail};
}

Failure notTls(const QString &address, const QString &detail)
{
    return {Kind::Permanent, Cause::NotTls,
            QStringLiteral("The server at %1 does not speak TLS at this port. Check the port.").arg(address), detail};
}

Failure loginRefused(const QString &address, const QString &user, int returnCode)
{
    const QString detail = QStringLiteral("CONNACK return code %1 from %2").arg(QString::number(returnCode), address);
    switch (returnCode) {
    case 4:
    case 5:
        return {Kind::Permanent, Cause::KeyRejected,
                QStringLiteral("The broker refused the access key for the application \"%1\". Check the application ID "
                               "and that the key belongs to it.")
                    .arg(user),
                detail};
    case 3:
        return {Kind::Transient, Cause::ServerFault,
                QStringLiteral("The broker at %1 is not available now.").arg(address), detail};
    default:
        return {Kind::Permanent, Cause::ServerFault,
                QStringLiteral("The broker at %1 refused the connection.").arg(address), detail};
    }
}

Failure notMqtt(const QString &address, const QString &detail)
{
    return {Kind::Permanent, Cause::ServerFault,
            QStringLiteral("The server at %1 does not speak MQTT at this port. Check the address.").arg(address),
            detail};
}

Failure notConnected()
{
    return {Kind::Transient,
            Cause::ConnectionClosed,
            QStringLiteral("There is no connection to the broker now; nothing was sent."),
            {}};
}

Failure publishRefused(const QString &topic)
{
    return {Kind::Permanent, Cause::InvalidInput, QStringLiteral("The message cannot be published."), topic};
}

} // namespace thingsdesk::mqttfailures
