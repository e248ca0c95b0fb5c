// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsettings.h"
#include "core/identifiers.h"

#include <QUuid>

namespace thingsdesk {

/// Where an application's key or token is kept.
enum class SecretPlace {
    Keychain,
    Session, ///< in memory; asked for at each start
};

/// One application on one network, as the user set it up. Holds no secret.
struct Profile
{
    QUuid id;
    QString networkName; ///< the group in the sidebar: "Demo network", "lora.example.org"
    AppId appId;
    ConnectionSettings connection;
    bool usesToken = false; ///< the secret is a token, not an access key
    SecretPlace secretPlace = SecretPlace::Keychain;
    bool isBuiltIn = false; ///< on the built-in network: addresses are found anew at each start

    /// "demo-network/weather-station": what --profile takes.
    QString name() const;

    friend bool operator==(const Profile &, const Profile &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::Profile)
