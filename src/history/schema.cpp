// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema.h"

namespace thingsdesk::history {

namespace {

/// Version 1. In `record`, 0 in device, gateway, rate means none, port is one more than the port (0 = none); flags: bit
/// 0 duplicate, bits 8 to 23 the minutes of `received`'s time zone. `received` is nanoseconds since 1970. In `quarter`
/// `begin` is minutes since 1970.
constexpr char version1[] = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dictionary(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE device(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE gateway(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE rate(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE record(id INTEGER PRIMARY KEY, received INTEGER NOT NULL, kind INTEGER NOT NULL, flags INTEGER NOT NULL,
    device INTEGER NOT NULL, port INTEGER NOT NULL, gateway INTEGER NOT NULL, rate INTEGER NOT NULL,
    body BLOB NOT NULL);
CREATE TABLE facet(type INTEGER NOT NULL, value INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY(type, value)) WITHOUT ROWID;
CREATE TABLE quarter(begin INTEGER PRIMARY KEY, records INTEGER NOT NULL, uplinks INTEGER NOT NULL,
    downlinks INTEGER NOT NULL, errors INTEGER NOT NULL);
)";

/// Version 2: the index over fields and columns, and what is known of each device.
constexpr char version2[] = R"(
CREATE TABLE field(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, texts INTEGER NOT NULL);
CREATE TABLE field_text(list INTEGER NOT NULL, hash INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(list, hash)) WITHOUT ROWID;
CREATE TABLE device_field(device INTEGER NOT NULL, field INTEGER NOT NULL, PRIMARY KEY(device, field)) WITHOUT ROWID;
CREATE TABLE segment(first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE posting(segment INTEGER NOT NULL, list INTEGER NOT NULL, value INTEGER NOT NULL,
    offset INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(segment, list, value, offset)) WITHOUT ROWID;
CREATE TABLE activity(device INTEGER PRIMARY KEY, data BLOB NOT NULL);
)";

/// Version 3: fields that this console decoded, beside those that the network sent.
constexpr char version3[] = R"(
CREATE TABLE own(record INTEGER PRIMARY KEY, fields BLOB NOT NULL);
CREATE TABLE own_path(path TEXT PRIMARY KEY) WITHOUT ROWID;
)";

void setVersion(Database &database, int version)
{
    database.execute(QByteArray("PRAGMA user_version = " + QByteArray::number(version)).constData());
}

} // namespace

void configureConnection(Database &database)
{
    // 8 MB of pages a connection; the system caches the rest, and gives it back when others need it.
    database.execute("PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;"
                     "PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;"
                     "PRAGMA wal_autocheckpoint = 2000;");
}

void createSchema(Database &database)
{
    // Before the first table: the form of the file cannot be changed later.
    database.execute("PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
    Transaction transaction(database, Transaction::Kind::Write);
    database.execute(QByteArray("PRAGMA application_id = " + QByteArray::number(applicationId)).constData());
    database.execute(version1);
    database.execute(version2);
    database.execute(version3);
    setVersion(database, schemaVersion);
    transaction.commit();
}

void migrateSchema(Database &database, int from)
{
    Transaction transaction(database, Transaction::Kind::Write);
    if (from < 2)
        database.execute(version2); // empty: the indexer fills it
    if (from < 3)
        database.execute(version3);
    setVersion(database, schemaVersion);
    transaction.commit();
}

} // namespace thingsdesk::history
