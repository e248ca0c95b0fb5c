// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/wronguse.h"
#include "core/application.h"

#include <functional>

namespace thingsdesk::cli {

class CommandContext;

/// What is checked.
struct VectorSubject
{
    PayloadFormat format = PayloadFormat::Custom;
    QString folder; ///< of the functions; empty = none are needed
    std::function<Parsed<PayloadFunctions>()> readFunctions;
};

/// `decode --vectors FILE`: runs the functions over the file's test vectors and says of each whether it passed; with
/// --junit FILE also as a report for build servers. Exit code 1 where one fails. With --watch it goes on until it is
/// interrupted, and runs them again when the vectors or a function's file changes.
void checkVectors(CommandContext &context, const VectorSubject &subject);

} // namespace thingsdesk::cli
