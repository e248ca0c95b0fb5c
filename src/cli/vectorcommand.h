// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

namespace thingsdesk::cli {

class CommandContext;

/// `decode --vectors FILE`: runs the functions over the file's test vectors and says of each whether it passed; with
/// --junit FILE also as a report for build servers. Exit code 1 where one fails.
void checkVectors(CommandContext &context, PayloadFormat format, const PayloadFunctions &functions);

} // namespace thingsdesk::cli
