// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

namespace thingsdesk {

QString functionPurpose(FunctionKind kind);  ///< a sentence for people
QString functionTemplate(FunctionKind kind); ///< to start from

} // namespace thingsdesk
