// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

namespace thingsdesk::cli {

/// What the program's exit tells a script.
enum class ExitCode : int {
    Done = 0,
    Failed = 1,       ///< refused, or failed for good
    WrongUse = 2,     ///< the command line, or what it gives, breaks a rule; nothing was sent
    FailedForNow = 3, ///< network, overload: after its retries
    Interrupted = 130,
};

inline ExitCode exitCodeOf(const Failure &failure)
{
    switch (failure.kind) {
    case Failure::Kind::Transient:
        return ExitCode::FailedForNow;
    case Failure::Kind::Permanent:
        return ExitCode::Failed;
    case Failure::Kind::Cancelled:
        return ExitCode::Interrupted;
    }
    return ExitCode::Failed;
}

} // namespace thingsdesk::cli
