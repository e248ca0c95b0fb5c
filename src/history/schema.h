// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: the tables, and how older files become current ones.
//
// What is true stands in `record`, and what the user had decoded anew in `own`; counters (`facet`, `quarter`) are
// written with the records in one transaction; all else (`posting`, `activity`, …) is derived and follows behind, so
// that a migration can drop it and let it be made anew.

#include "history/sqlite.h"

namespace thingsdesk::history {

inline constexpr int schemaVersion = 3;
inline constexpr qint64 applicationId = 0x54444831; ///< "TDH1", in the file's header

/// For every connection.
void configureConnection(Database &database);
/// Makes the tables of an empty file.
void createSchema(Database &database);
/// Brings a file from this older version to the current one, in one transaction.
void migrateSchema(Database &database, int from);

} // namespace thingsdesk::history
