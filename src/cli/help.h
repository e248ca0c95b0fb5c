// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

namespace thingsdesk::cli {

/// What --help prints: the whole program's, or that of the commands that begin with these words.
QString helpText(const QStringList &words, const QList<CommandSpec> &commands);

QString versionText();

} // namespace thingsdesk::cli
