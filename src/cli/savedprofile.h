// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "settings/profile.h"

namespace thingsdesk::cli {

/// The profile that --profile names, as the console saved it; nothing where the option is not given. An address or an
/// application beside it is refused: which one would count?
Parsed<std::optional<Profile>> readProfile(const Arguments &arguments);

} // namespace thingsdesk::cli
