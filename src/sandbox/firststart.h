// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/account/accounts.h"
#include "sandbox/directory.h"
#include "sandbox/state/registry.h"

namespace thingsdesk::sandbox {

/// The applications that the network has keys for: those of the demonstration, `weather-station` (custom functions),
/// `parking` (Cayenne LPP), `cold-chain` (no format), and `new-app`, which is left for a client to register.
QList<AppId> knownApplications();

/// Registers the demonstration's applications where the registry is empty; `parking` gets an on-join key.
void registerFirstApplications(Registry &registry, Directory &directory, const Accounts &accounts);

/// Adds devices to `cold-chain` ("filler-00000" …) until it has this many, to see how clients take large applications.
void fillWithDevices(Registry &registry, int count);

} // namespace thingsdesk::sandbox
