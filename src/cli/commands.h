// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

namespace thingsdesk::cli {

/// Every command of the program, in the order of the help.
const QList<CommandSpec> &commands();

// One family a file.
QList<CommandSpec> checkCommands();
QList<CommandSpec> discoverCommands();
QList<CommandSpec> applicationCommands();
QList<CommandSpec> functionCommands();
QList<CommandSpec> deviceCommands();
QList<CommandSpec> listenCommands();
QList<CommandSpec> sendCommands();
QList<CommandSpec> payloadCommands();
QList<CommandSpec> historyCommands();

} // namespace thingsdesk::cli
