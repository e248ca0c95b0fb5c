// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace thingsdesk::cli {

class CommandContext;

/// Goes on with `then` once the context has the key that its command needs: where a profile is named and no other key
/// given, that is the profile's own, read from the keychain. A Failure ends the run.
void withProfileKey(CommandContext &context, const std::function<void()> &then);

} // namespace thingsdesk::cli
