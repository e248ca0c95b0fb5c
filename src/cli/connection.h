// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/secretsource.h"
#include "core/connectionsettings.h"
#include "core/identifiers.h"
#include "settings/profile.h"

namespace thingsdesk::cli {

/// Which application, on which network, as whom.
struct Connection
{
    AppId appId; ///< empty where the command needs none and none was given
    ConnectionSettings settings;
    Credentials credentials;
    std::optional<Profile> profile; ///< where one is named; its key is still in the keychain
};

/// Reads the connection's options, its certificate files and its key; refuses what `needs` misses.
Parsed<Connection> readConnection(const Arguments &arguments, Needs needs, SecretSource &secrets);

} // namespace thingsdesk::cli
