// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>

namespace thingsdesk {

/// The certificates that this system trusts. Reading them takes tens of milliseconds, so they are read once. Any
/// thread.
const QList<QSslCertificate> &systemRoots();
/// The same as PEM text.
const QByteArray &systemRootsPem();

} // namespace thingsdesk
