// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historyfile.h"

#include "history/schema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fullyCheckedSize = 256LL << 20;

Failure unusable(const QString &text, const QString &detail = {})
{
    return {Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, detail};
}

void setMeta(Database &database, const char *key, qint64 value)
{
    Statement statement(database, "INSERT INTO meta(key, value) VALUES(?, ?) "
                                  "ON CONFLICT(key) DO UPDATE SET value = excluded.value");
    statement.with(QString::fromLatin1(key), value).run();
}

[[noreturn]] void raiseDamage(const QString &text)
{
    throw SqliteError{SQLITE_CORRUPT, text};
}

void checkTable(Database &database, const char *argument)
{
    const QByteArray sql = "PRAGMA quick_check" + QByteArray(argument);
    Statement statement(database, sql.constData());
    const ResetAtEnd reset(statement);
    if (statement.next() && statement.blob(0) != QByteArrayView("ok"))
        raiseDamage(statement.text(0));
}

/// What every opening can afford: the counters agree with the records' range, and the newest records can be read.
void checkBriefly(Database &database)
{
    const qint64 first = database.integer("SELECT min(id) FROM record");
    const qint64 last = database.integer("SELECT max(id) FROM record");
    const qint64 counted = database.integer("SELECT sum(count) FROM facet WHERE type = 1");
    if (counted != (last == 0 ? 0 : last - first + 1))
        raiseDamage(u"The records from %1 to %2 were counted as %3."_s.arg(first).arg(last).arg(counted));
    database.integer("SELECT sum(length(body)) FROM (SELECT body FROM record ORDER BY id DESC LIMIT 1000)");
}

/// A transaction is in the file as a whole or not at all, whatever way the program ends; so a check is owed only after
/// an end without goodbye, which may have been a power cut on a disk that lied, and after damage was met. Reading
/// gigabytes then would make the user wait for nothing in most cases: of a large file the small tables are checked, and
/// the end of the record table, which is what was being written. The rest is found when it is read.
void check(Database &database, const QString &file)
{
    const bool wasOpen = database.integer("SELECT value FROM meta WHERE key = 'open'") != 0;
    const bool isSuspect = database.integer("SELECT value FROM meta WHERE key = 'suspect'") != 0;
    if (isSuspect || (wasOpen && QFileInfo(file).size() <= fullyCheckedSize)) {
        checkTable(database, "");
    } else if (wasOpen) {
        for (const char *table : {"(meta)", "(device)", "(gateway)", "(rate)", "(facet)", "(quarter)", "(dictionary)"})
            checkTable(database, table);
    }
    checkBriefly(database);
}

/// Moves the file and what belongs to it out of the way; gives the new name.
Result<QString> setAside(const QString &file)
{
    const QString base = file + u".damaged-"_s + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString name = base;
    for (int i = 2; QFile::exists(name); ++i)
        name = base + u'-' + QString::number(i);
    // The log holds what is not in the file yet: a rescue needs both.
    if (QFile::exists(file + u"-wal"_s))
        QFile::rename(file + u"-wal"_s, name + u"-wal"_s);
    QFile::remove(file + u"-shm"_s);
    if (!QFile::rename(file, name))
        return fail(unusable(u"The history's file is damaged and cannot be moved out of the way."_s, file));
    return name;
}

/// Reads the version; 0 = an empty file.
int versionOf(Database &database)
{
    const int version = int(database.integer("PRAGMA user_version"));
    const qint64 tables = database.integer("SELECT count(*) FROM sqlite_schema");
    if (tables > 0 && database.integer("PRAGMA application_id") != applicationId)
        raiseDamage(u"The file is a database, but no history."_s);
    return tables == 0 ? 0 : version;
}

/// Throws SqliteError with damage where the file is to be set aside.
Result<OpenedFile> openOnce(const QString &file)
{
    OpenedFile opened;
    opened.database = std::make_unique<Database>(file, Database::Mode::ReadWrite);
    Database &database = *opened.database;
    configureConnection(database);
    const int version = versionOf(database);
    if (version > schemaVersion)
        return fail(unusable(u"The history was written by a newer version of this program. Use that version."_s,
                             u"%1: schema %2, known is %3"_s.arg(file).arg(version).arg(schemaVersion)));
    if (version == 0) {
        createSchema(database);
        opened.opening.isNew = true;
    } else {
        check(database, file);
        if (version < schemaVersion) {
            migrateSchema(database, version);
            opened.opening.migratedFrom = version;
        }
    }
    try {
        setMeta(database, "open", 1);
        setMeta(database, "suspect", 0);
    } catch (const SqliteError &error) {
        // On a full disk what is there can still be read.
        if (!error.isDiskTrouble())
            throw;
    }
    return opened;
}

} // namespace

Result<OpenedFile> openHistoryFile(const QString &file)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return fail(unusable(u"The folder for the history cannot be made."_s, QFileInfo(file).absolutePath()));
    QString damagedFile;
    for (int tries = 0; tries < 2; ++tries) {
        try {
            Result<OpenedFile> opened = openOnce(file);
            if (opened)
                opened->opening.damagedFile = damagedFile;
            return opened;
        } catch (const SqliteError &error) {
            if (!error.isDamage() || tries > 0)
                return fail(error.toFailure());
        }
        Result<QString> name = setAside(file);
        if (!name)
            return fail(std::move(name).error());
        damagedFile = *std::move(name);
    }
    return fail(unusable(u"The history's file cannot be used."_s, file));
}

void noteCleanEnd(Database &database)
{
    setMeta(database, "open", 0);
}

void noteSuspicion(Database &database) noexcept
{
    try {
        setMeta(database, "suspect", 1);
    } catch (const SqliteError &) {
        // A file too damaged for this note will not pass as sound either: it stays marked as open.
    }
}

} // namespace thingsdesk::history
