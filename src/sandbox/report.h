// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"

namespace thingsdesk::sandbox {

/// The one line of JSON that says that the network is ready: addresses, certificates, keys.
QByteArray readyJson(const SandboxAddresses &addresses);

/// The same for people: a few lines.
QByteArray readyText(const SandboxAddresses &addresses);

} // namespace thingsdesk::sandbox
