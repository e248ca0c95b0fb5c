// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <QList>

namespace thingsdesk {

/// A function that runs, to begin one's own with.
struct FunctionExample
{
    FunctionKind kind = FunctionKind::Decoder;
    QString name;  ///< of its file, without ending
    QString title; ///< in the user's language
};

/// In the order in which they are offered.
QList<FunctionExample> functionExamples(FunctionKind kind);

/// Its source; the second line is a comment "Example: INPUT => RESULT".
QString exampleSource(const FunctionExample &example);

} // namespace thingsdesk
