// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QList>
#include <QString>

namespace thingsdesk {

/// What a component of the network tells about itself at the discovery server.
/// Source: V2 proto discovery.Announcement; address forms in network/endpoint.h.
struct Announcement
{
    QString id;          ///< "ttn-handler-eu"
    QString serviceName; ///< "handler", "router", "broker"
    QString serviceVersion;
    QString description;
    QString url;
    bool isPublic = false;
    QString netAddress;
    QString publicKey;      ///< PEM
    QByteArray certificate; ///< PEM; empty = the component speaks plain text
    QString apiAddress;
    QString mqttAddress;
    QString amqpAddress;

    // What it serves; only some calls answer with it.
    QList<AppId> applications;
    QList<AppEui> appEuis;
    QList<QString> gateways;
    QList<QString> devAddrPrefixes; ///< "26000000/20"

    friend bool operator==(const Announcement &, const Announcement &) = default;
};

} // namespace thingsdesk
