// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to session.

#include "session/demonetwork.h"

namespace thingsdesk {

/// Reads the line that thingsdesk-sandbox prints when it is ready, and the certificate file that it names. No Failure
/// repeats any of it: it holds keys.
Result<DemoNetworkAddresses> readReadyLine(const QByteArray &line);

} // namespace thingsdesk
