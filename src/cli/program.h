// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/output.h"
#include "cli/secretsource.h"

#include <QStringList>

namespace thingsdesk::cli {

/// Carries out one command line (without the program's name) and returns the exit code. Needs a QCoreApplication, whose
/// event loop it runs.
int runProgram(const QStringList &words, SecretSource &secrets);

} // namespace thingsdesk::cli
