// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: opening a file, whatever state it is in.

#include "history/historystore.h"
#include "history/sqlite.h"

namespace thingsdesk::history {

struct OpenedFile
{
    std::unique_ptr<Database> database; ///< for the writer
    HistoryOpening opening;
};

/// Opens or makes the file; migrates it; sets a damaged one aside. Blocks. The Failure: a folder that cannot be made,
/// no rights, a file of a newer program, no room for a new file.
Result<OpenedFile> openHistoryFile(const QString &file);

/// Notes that the file is closed as it should be: the next opening can be quick.
void noteCleanEnd(Database &database);
/// Notes that damage was met, so that the next opening checks everything.
void noteSuspicion(Database &database) noexcept;

} // namespace thingsdesk::history
