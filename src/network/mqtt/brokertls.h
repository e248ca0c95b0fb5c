// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace thingsdesk {

/// The TLS side of a libmosquitto connection: whom to trust, for which host, and what was wrong with the certificate.
/// libmosquitto's own settings take roots only from files and tell no reason; an OpenSSL context of ours does both.
class BrokerTls final
{
    Q_DISABLE_COPY_MOVE(BrokerTls)
public:
    /// Trusts the system's roots and the certificates in `caCertificates` (PEM, may be empty); the server's certificate
    /// must be made out to `host`, a name or an address. TLS 1.2 and newer.
    static Result<std::unique_ptr<BrokerTls>> create(const QString &host, const QByteArray &caCertificates);
    ~BrokerTls();

    ssl_ctx_st *context() const noexcept { return m_context; }

    /// Why the handshake failed. `log` is what the library wrote about it.
    Failure handshakeFailure(const QString &address, const QString &log) const;
    bool isCertificateRefused() const noexcept { return m_verifyError != 0; }

private:
    class Callbacks;

    explicit BrokerTls(const QString &host);

    ssl_ctx_st *m_context = nullptr;
    QString m_host;
    QByteArray m_serverName; ///< for SNI; null for an address
    int m_verifyError = 0;   ///< X509_V_ERR_…; the first one
};

} // namespace thingsdesk
