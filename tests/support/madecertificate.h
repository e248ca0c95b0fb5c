// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace thingsdesk::test {

/// A self-signed certificate and its private key, PEM.
struct MadeCertificate
{
    QByteArray pem;
    QByteArray key;
};

/// Makes a certificate for the DNS name `host`, valid for the days from `firstDay` to `lastDay` counted from now (so -2
/// and -1 make an expired one).
MadeCertificate makeCertificate(const QString &host, int firstDay = 0, int lastDay = 30);

} // namespace thingsdesk::test
