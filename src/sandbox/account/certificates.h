// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace thingsdesk::sandbox {

/// A certificate and its private key, as PEM, and where they lie.
struct KeyPair
{
    QByteArray certificate;
    QByteArray privateKey;
    QString certificatePath;
    QString privateKeyPath;
};

/// The network's certificates: an authority of its own that signs those of discovery and MQTT, and a self-signed one
/// for the handler, as V2's handlers have. All are made out to localhost, 127.0.0.1 and ::1.
struct Certificates
{
    KeyPair authority; ///< ca.pem
    KeyPair discovery;
    KeyPair mqtt;
    KeyPair handler;

    /// Reads them from the directory. What is missing, damaged, or expires within a day is made anew (a new authority
    /// makes new ones for discovery and MQTT too). Keys are written with mode 0600.
    static Result<Certificates> inDirectory(const QString &directory);
};

} // namespace thingsdesk::sandbox
