// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tlsprobe.h"

#include "core/futures.h"
#include "network/systemroots.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

namespace thingsdesk {

namespace {

using Cause = Failure::Cause;
using Kind = Failure::Kind;

QSslConfiguration configurationFor(const ProbeRequest &request)
{
    QList<QSslCertificate> roots = QSslCertificate::fromData(request.roots, QSsl::Pem);
    if (!request.onlyTheseRoots)
        roots += systemRoots();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(roots);
    return configuration;
}

/// The cause behind one of the handshake's complaints; Other where it is none that we tell apart.
Cause causeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::HostNameMismatch:
        return Cause::CertificateWrongHost;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return Cause::CertificateExpired;
    case QSslError::NoError:
        return Cause::Other;
    default:
        return Cause::CertificateNotTrusted;
    }
}

/// A certificate that nobody vouches for is the first thing to say; that it is expired the next.
int severity(Cause cause)
{
    switch (cause) {
    case Cause::CertificateNotTrusted:
        return 3;
    case Cause::CertificateExpired:
        return 2;
    case Cause::CertificateWrongHost:
        return 1;
    default:
        return 0;
    }
}

QString certificateText(Cause cause, const Endpoint &endpoint, const QSslCertificate &certificate)
{
    switch (cause) {
    case Cause::CertificateWrongHost:
        return QStringLiteral(
                   "The certificate of %1 is made out to another name (%2). Use that name as the address, or "
                   "ask the server's operator for a certificate with this one.")
            .arg(endpoint.toString(), certificate.subjectDisplayName());
    case Cause::CertificateExpired:
        return QStringLiteral(
                   "The certificate of %1 is valid from %2 to %3 only. Check this machine's clock, or ask the "
                   "server's operator to renew it.")
            .arg(endpoint.toString(), certificate.effectiveDate().toUTC().toString(Qt::ISODate),
                 certificate.expiryDate().toUTC().toString(Qt::ISODate));
    default:
        return QStringLiteral(
                   "The certificate of %1 is not signed by anyone trusted here (issuer: %2). Give the network's "
                   "CA certificate if it has its own.")
            .arg(endpoint.toString(), certificate.issuerDisplayName());
    }
}

/// One connection, from the name to the certificate.
class Probe final : public QObject
{
public:
    explicit Probe(const ProbeRequest &request)
        : m_request(request)
    {
        m_promise.start();
        if (request.tls)
            m_socket.setSslConfiguration(configurationFor(request));
        connect(&m_socket, &QAbstractSocket::connected, this, [this] { onConnected(); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { onEncrypted(); });
        connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { remember(errors); });
        connect(&m_socket, &QAbstractSocket::errorOccurred, this, [this] { onError(); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { onTimeout(); });
    }

    Future<ProbeReport> start()
    {
        Future<ProbeReport> future = m_promise.future();
        whenCancelled<ProbeReport>(this, future, [self = QPointer<Probe>(this)] {
            if (self)
                self->finish(fail(Failure::cancelled()));
        });
        m_timer.start(m_request.timeout);
        m_clock.start();
        m_socket.connectToHost(m_request.endpoint.host, m_request.endpoint.port);
        return future;
    }

private:
    void onConnected()
    {
        m_report.connectTime = std::chrono::milliseconds(m_clock.restart());
        m_report.address = m_socket.peerAddress().toString();
        if (!m_request.tls)
            return finish(m_report);
        m_handshaking = true;
        m_socket.setPeerVerifyName(m_request.endpoint.host);
        m_socket.startClientEncryption();
    }

    void onEncrypted()
    {
        const QSslCertificate certificate = m_socket.peerCertificate();
        m_report.handshakeTime = std::chrono::milliseconds(m_clock.elapsed());
        m_report.protocol =
            m_socket.sessionProtocol() == QSsl::TlsV1_3 ? QStringLiteral("TLS 1.3") : QStringLiteral("TLS 1.2");
        m_report.fingerprint = certificate.digest(QCryptographicHash::Sha256);
        m_report.certificateExpiry = certificate.expiryDate().toUTC();
        finish(m_report);
    }

    void remember(const QList<QSslError> &errors)
    {
        // Qt takes no expired certificate as a root: an expired one that we were given counts as "not trusted" too.
        const bool given = QSslCertificate::fromData(m_request.roots, QSsl::Pem).contains(m_socket.peerCertificate());
        for (const QSslError &error : errors) {
            const Cause cause = causeOf(error.error());
            if (given && cause == Cause::CertificateNotTrusted)
                continue;
            if (severity(cause) > severity(m_complaint))
                m_complaint = cause;
            m_complaints += error.errorString();
        }
    }

    void onTimeout()
    {
        finish(fail({Kind::Transient,
                     Cause::TimedOut,
                     m_handshaking
                         ? QStringLiteral("%1 does not answer the TLS handshake. It may be overloaded, or no TLS "
                                          "server.")
                         : QStringLiteral("%1 does not answer. Check the address; a firewall may drop the "
                                          "connection."),
                     {}}));
    }

    void onError()
    {
        const QString name = m_request.endpoint.toString();
        switch (m_socket.error()) {
        case QAbstractSocket::HostNotFoundError:
            return finish(
                fail({Kind::Transient,
                      Cause::NameNotFound,
                      QStringLiteral("The name \"%1\" was not found. Check its spelling, and that this machine "
                                     "has a network.")
                          .arg(m_request.endpoint.host),
                      {}}));
        case QAbstractSocket::ConnectionRefusedError:
            return finish(
                fail({Kind::Transient,
                      Cause::ConnectionRefused,
                      QStringLiteral("%1 refuses the connection: the machine is there, but nothing listens at "
                                     "this port. Check the port, and that the server runs.")
                          .arg(name),
                      {}}));
        case QAbstractSocket::NetworkError:
            return finish(
                fail({Kind::Transient,
                      Cause::NetworkUnreachable,
                      QStringLiteral("%1 cannot be reached from here. Check the network connection.").arg(name),
                      {}}));
        default:
            return finish(fail(m_handshaking ? handshakeFailure() : otherFailure()));
        }
    }

    Failure handshakeFailure() const
    {
        if (m_complaint != Cause::Other)
            return {Kind::Permanent,
                    m_complaint,
                    certificateText(m_complaint, m_request.endpoint, m_socket.peerCertificate()),
                    {}};
        // A server without TLS answers the hello with something else, or hangs up.
        return {Kind::Permanent,
                Cause::NotTls,
                QStringLiteral("%1 does not answer with TLS: the server there speaks plain text, or another protocol. "
                               "Check the port.")
                    .arg(m_request.endpoint.toString()),
                {}};
    }

    Failure otherFailure() const
    {
        return {Kind::Transient,
                Cause::NetworkUnreachable,
                QStringLiteral("%1 cannot be reached.").arg(m_request.endpoint.toString()),
                {}};
    }

    void finish(Result<ProbeReport> result)
    {
        if (m_finished)
            return;
        m_finished = true;
        if (!result) {
            Failure &failure = result.error();
            failure.text =
                failure.text.contains(u"%1") ? failure.text.arg(m_request.endpoint.toString()) : failure.text;
            failure.detail = (QStringList(m_complaints) << m_socket.errorString()).join(QStringLiteral("; "));
        }
        m_socket.disconnect(this);
        m_timer.stop();
        settle<ProbeReport>(m_promise, std::move(result));
        deleteLater();
    }

    const ProbeRequest m_request;
    QPromise<Result<ProbeReport>> m_promise;
    QSslSocket m_socket;
    QTimer m_timer;
    QElapsedTimer m_clock;
    ProbeReport m_report;
    bool m_handshaking = false;
    bool m_finished = false;
    Cause m_complaint = Cause::Other;
    QStringList m_complaints;
};

} // namespace

Future<ProbeReport> probeEndpoint(const ProbeRequest &request)
{
    return (new Probe(request))->start();
}

} // namespace thingsdesk
