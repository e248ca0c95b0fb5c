// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// Throw-away certificates for a broker under test.
namespace thingsdesk::tests {

struct KeyAndCertificate
{
    QByteArray key;         ///< PEM
    QByteArray certificate; ///< PEM
};

/// A CA that signs itself.
KeyAndCertificate makeCa(const QByteArray &name);

/// A server's certificate. `names` is a subjectAltName ("DNS:localhost,IP:127.0.0.1"); the times are seconds from now.
KeyAndCertificate makeServer(const KeyAndCertificate &ca, const QByteArray &names, long validFrom = -86400,
                             long validUntil = 86400);

} // namespace thingsdesk::tests
