// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: SQLite's C interface with lifetimes, binding and errors.
//
// Errors are thrown as SqliteError, within this room only: a batch is dozens of steps, each of which may find the disk
// full, and all have the same answer (roll back, tell). HistoryWriter and HistoryReader catch it and return Failures.

#include "core/failure.h"

#include <QByteArrayView>
#include <QString>

#include <sqlite3.h>

#include <memory>

namespace thingsdesk::history {

struct SqliteError
{
    int code = 0; ///< extended
    QString text;

    bool isDiskTrouble() const noexcept; ///< no room, or the system refuses to write
    bool isDamage() const noexcept;      ///< the file is no sound database
    Failure toFailure() const;
};

/// One connection, used by one thread at a time.
class Database
{
    Q_DISABLE_COPY_MOVE(Database)
public:
    enum class Mode { ReadWrite, ReadOnly };

    Database(const QString &file, Mode mode);
    ~Database();

    void execute(const char *sql);
    qint64 integer(const char *sql); ///< the first column of the first row; 0 where there is none
    qint64 changes() const { return sqlite3_changes64(m_handle); }
    sqlite3 *handle() const noexcept { return m_handle; }

private:
    sqlite3 *m_handle = nullptr;
};

/// A prepared statement.
class Statement
{
public:
    Statement() = default;
    Statement(Database &database, const char *sql);

    /// Starts anew with these parameters, in order. Texts and blobs must live until the statement is reset.
    template <class... Values>
    Statement &with(const Values &...values)
    {
        reset();
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }
    bool next(); ///< to the next row; false at the end, where it resets itself
    void run();  ///< to the end
    void reset() { sqlite3_reset(m_handle.get()); }

    qint64 integer(int column) { return sqlite3_column_int64(m_handle.get(), column); }
    QByteArrayView blob(int column); ///< valid until the next step
    QString text(int column);

private:
    void bind(int index, qint64 value) { check(sqlite3_bind_int64(m_handle.get(), index, value)); }
    void bind(int index, int value) { bind(index, qint64(value)); }
    void bind(int index, QByteArrayView value);
    void bind(int index, const QByteArray &value) { bind(index, QByteArrayView(value)); }
    void bind(int index, const QString &value); ///< copied
    void check(int code);

    struct Finalize
    {
        void operator()(sqlite3_stmt *handle) const { sqlite3_finalize(handle); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

/// Resets a statement whose rows are not read to the end: it would hold the read lock.
class ResetAtEnd
{
    Q_DISABLE_COPY_MOVE(ResetAtEnd)
public:
    explicit ResetAtEnd(Statement &statement)
        : m_statement(statement)
    {
    }
    ~ResetAtEnd() { m_statement.reset(); }

private:
    Statement &m_statement;
};

/// Rolled back at its end, unless committed.
class Transaction
{
    Q_DISABLE_COPY_MOVE(Transaction)
public:
    enum class Kind { Read, Write };

    Transaction(Database &database, Kind kind);
    ~Transaction();
    void commit();

private:
    Database &m_database;
    bool m_isOpen = true;
};

} // namespace thingsdesk::history
