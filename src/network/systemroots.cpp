// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/systemroots.h"

#include <QSslConfiguration>

namespace thingsdesk {

const QList<QSslCertificate> &systemRoots()
{
    static const QList<QSslCertificate> roots = QSslConfiguration::systemCaCertificates();
    return roots;
}

const QByteArray &systemRootsPem()
{
    static const QByteArray pem = [] {
        QByteArray text;
        for (const QSslCertificate &root : systemRoots())
            text += root.toPem();
        return text;
    }();
    return pem;
}

} // namespace thingsdesk
