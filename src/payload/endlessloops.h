// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace thingsdesk {

/// A loop that a V2 handler can never stop.
struct EndlessLoop
{
    int line = 0; ///< where it begins, from 1

    /// Why it is refused, as a sentence.
    static QString explanation();
};

/// Looks for `for (…; ; ) {}` without a condition, a step and a body: the handler's engine has no place in it where its
/// time limit is looked at, so one call keeps a core of the server busy for good. Such a source must not be sent, not
/// even to a dry run. Strings, comments and regular expressions are passed over; code that a source makes up while it
/// runs (eval) is not seen. Source: otto.md section 7.
std::optional<EndlessLoop> findEndlessLoop(QStringView source);

} // namespace thingsdesk
