// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: fields that this console decoded, kept beside the received ones, and found under a name of their
// own.

#include "history/fieldvalues.h"
#include "history/sqlite.h"

#include <QSet>
#include <QStringList>

namespace thingsdesk::history {

/// The member under which they stand in expressions, charts and lists of paths: "ours.temperature".
inline constexpr char ownMember[] = "ours";

/// The text of a JSON object: the received fields, and the own ones as its member "ours".
QByteArray withOwnFields(const QByteArray &fields, const QByteArray &ownFields);

/// Whether a path leads into them.
bool isOwnPath(const FieldPath &path);

class OwnFieldsReader
{
public:
    explicit OwnFieldsReader(Database &database);

    /// Of one record; empty where there are none.
    QByteArray of(qint64 record);
    QStringList paths();

private:
    Statement m_one;
    Statement m_paths;
};

class OwnFieldsWriter
{
public:
    explicit OwnFieldsWriter(Database &database);

    /// In place of what the record has; within the caller's transaction.
    void write(qint64 record, const QByteArray &fields);
    void removeBefore(qint64 record);
    void removeAll();
    /// After a transaction that was rolled back.
    void forget() { m_known.clear(); }

private:
    void notePaths(const QByteArray &fields);

    Database &m_database;
    Statement m_insert;
    Statement m_insertPath;
    QSet<QString> m_known; ///< paths that are in the file
};

} // namespace thingsdesk::history
