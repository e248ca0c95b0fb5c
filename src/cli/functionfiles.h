// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/wronguse.h"
#include "core/application.h"
#include "core/result.h"
#include "network/applicationclient.h"

namespace thingsdesk::cli {

/// Who is going to run the functions.
enum class FunctionUse {
    Here,      ///< the local worker, which survives anything
    AtHandler, ///< a server
};

/// The four payload functions as files of one folder: decoder.js, converter.js, validator.js, encoder.js.
///
/// Reads those that are there. A file that is not UTF-8 is refused; so is a folder without any of the files, and, for a
/// server, a source that it could never stop (see payload/endlessloops.h).
Parsed<PayloadFunctionChanges> readFunctionFiles(const QString &folder, FunctionUse use);

/// What writing did.
struct WrittenFunctions
{
    QStringList written; ///< files' names
    QStringList left;    ///< files that are there for functions that are not set, and stay as they are
};

/// Writes the functions that are set, each as a whole or not at all, and makes the folder where it is missing.
Result<WrittenFunctions> writeFunctionFiles(const QString &folder, const PayloadFunctions &functions);

} // namespace thingsdesk::cli
