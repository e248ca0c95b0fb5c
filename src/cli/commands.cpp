// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

namespace thingsdesk::cli {

const QList<CommandSpec> &commands()
{
    static const QList<CommandSpec> all = checkCommands() + discoverCommands() + applicationCommands() +
                                          functionCommands() + deviceCommands() + listenCommands() + sendCommands() +
                                          payloadCommands() + historyCommands();
    return all;
}

} // namespace thingsdesk::cli
