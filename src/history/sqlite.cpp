// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/sqlite.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyMilliseconds = 5000; // another process has the file open: thingsdesk-cli

[[noreturn]] void raise(sqlite3 *handle, int code)
{
    throw SqliteError{code, QString::fromUtf8(handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code))};
}

} // namespace

bool SqliteError::isDiskTrouble() const noexcept
{
    const int primary = code & 0xFF;
    return primary == SQLITE_FULL || primary == SQLITE_IOERR;
}

bool SqliteError::isDamage() const noexcept
{
    const int primary = code & 0xFF;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

Failure SqliteError::toFailure() const
{
    const QString detail = u"SQLite %1: %2"_s.arg(code).arg(text);
    if (isDiskTrouble())
        return {Failure::Kind::Transient, Failure::Cause::DiskFull,
                u"The history cannot be written: the disk is full or refuses to write. Make room on it."_s, detail};
    if (isDamage())
        return {Failure::Kind::Permanent, Failure::Cause::FileUnusable,
                u"The history's file is damaged. It is checked when the program starts again."_s, detail};
    const bool isBusy = (code & 0xFF) == SQLITE_BUSY;
    return {isBusy ? Failure::Kind::Transient : Failure::Kind::Permanent, Failure::Cause::FileUnusable,
            u"The history's file cannot be used. Check the rights of the file and its folder."_s, detail};
}

Database::Database(const QString &file, Mode mode)
{
    const int access = mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(file.toUtf8().constData(), &m_handle,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        const SqliteError error{code, QString::fromUtf8(sqlite3_errstr(code))};
        sqlite3_close_v2(m_handle);
        throw error;
    }
    sqlite3_busy_timeout(m_handle, busyMilliseconds);
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

void Database::execute(const char *sql)
{
    if (const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
        raise(m_handle, code);
}

qint64 Database::integer(const char *sql)
{
    Statement statement(*this, sql);
    return statement.next() ? statement.integer(0) : 0;
}

Statement::Statement(Database &database, const char *sql)
{
    sqlite3_stmt *handle = nullptr;
    const int code = sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK)
        raise(database.handle(), code);
    m_handle.reset(handle);
}

bool Statement::next()
{
    const int code = sqlite3_step(m_handle.get());
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        const SqliteError error{code, QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(m_handle.get())))};
        reset();
        throw error;
    }
    reset();
    return false;
}

void Statement::run()
{
    while (next()) {
    }
}

QByteArrayView Statement::blob(int column)
{
    // The pointer first: asking for it may change the size.
    const void *data = sqlite3_column_blob(m_handle.get(), column);
    return {static_cast<const char *>(data), qsizetype(sqlite3_column_bytes(m_handle.get(), column))};
}

QString Statement::text(int column)
{
    return QString::fromUtf8(blob(column));
}

void Statement::bind(int index, QByteArrayView value)
{
    // A null pointer would be NULL, which no column here may be.
    const char *data = value.data() ? value.data() : "";
    check(sqlite3_bind_blob64(m_handle.get(), index, data, sqlite3_uint64(value.size()), SQLITE_STATIC));
}

void Statement::bind(int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    check(sqlite3_bind_text64(m_handle.get(), index, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

void Statement::check(int code)
{
    if (code != SQLITE_OK)
        raise(sqlite3_db_handle(m_handle.get()), code);
}

Transaction::Transaction(Database &database, Kind kind)
    : m_database(database)
{
    m_database.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    // Some errors have rolled back already; then this one is refused, which is as good.
    if (m_isOpen)
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_isOpen = false;
}

} // namespace thingsdesk::history
