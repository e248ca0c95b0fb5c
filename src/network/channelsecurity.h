// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/tlsprobe.h"

#include <QObject>

namespace thingsdesk {

/// What is known of a gRPC server before the first call.
struct ChannelWish
{
    Endpoint server;
    QByteArray roots;            ///< PEM
    bool onlyTheseRoots = false; ///< else besides the system's
    bool allowPlaintext = false; ///< a loopback server needs no permission
};

/// How the server is to be spoken to.
struct ChannelSettings
{
    Endpoint server;
    bool tls = true;
    QByteArray roots; ///< PEM, complete: system's roots are in it where they are trusted

    friend bool operator==(const ChannelSettings &, const ChannelSettings &) = default;
};

/// Finds out whether the server speaks TLS, and whether it is to be trusted. Plain text is used only where the server
/// speaks no TLS and the user (or a loopback address) allows it; a bad certificate is never a reason to go without.
Future<ChannelSettings> negotiateChannel(QObject *context, const ChannelWish &wish);

/// Refuses plain text to another machine without the user's permission.
Result<void> checkPlaintextAllowed(const Endpoint &server, bool allowed);

} // namespace thingsdesk
