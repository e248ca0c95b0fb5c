// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <QStringList>

namespace thingsdesk {

/// What can follow at a place in a payload function's source.
struct Completion
{
    QString begun;     ///< the part of the word that stands there already; may be empty
    QStringList words; ///< that begin with it (case ignored), sorted, without `begun` itself
};

/// Completes the word before `position` (UTF-16 units from the begin): after a dot members, else the function's
/// parameters, the names of the source, the library and keywords of ECMAScript 5. Only what a V2 handler knows is
/// offered. `fields` are names of decoded fields that were seen, as paths. Nothing within strings, comments and
/// numbers.
Completion completionAt(FunctionKind kind, const QString &source, qsizetype position, const QStringList &fields);

} // namespace thingsdesk
