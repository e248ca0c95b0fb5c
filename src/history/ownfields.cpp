// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/ownfields.h"

namespace thingsdesk::history {

namespace {

constexpr int pathDepth = 8;
constexpr qsizetype mostPaths = 4096; ///< further ones are stored all the same, and not offered

} // namespace

QByteArray withOwnFields(const QByteArray &fields, const QByteArray &ownFields)
{
    if (ownFields.isEmpty())
        return fields;
    const QByteArray received = fields.trimmed();
    const QByteArray member = QByteArray("\"") + ownMember + "\":" + ownFields + '}';
    const bool hasMembers = received.startsWith('{') && received.sliced(1).trimmed() != "}";
    return hasMembers ? received.chopped(1) + ',' + member : '{' + member;
}

bool isOwnPath(const FieldPath &path)
{
    return !path.isEmpty() && path.first().key == ownMember;
}

OwnFieldsReader::OwnFieldsReader(Database &database)
    : m_one(database, "SELECT fields FROM own WHERE record = ?")
    , m_paths(database, "SELECT path FROM own_path")
{
}

QByteArray OwnFieldsReader::of(qint64 record)
{
    const ResetAtEnd reset(m_one);
    return m_one.with(record).next() ? m_one.blob(0).toByteArray() : QByteArray();
}

QStringList OwnFieldsReader::paths()
{
    QStringList paths;
    const ResetAtEnd reset(m_paths);
    m_paths.with();
    while (m_paths.next())
        paths.append(QLatin1String(ownMember) + u'.' + m_paths.text(0));
    return paths;
}

OwnFieldsWriter::OwnFieldsWriter(Database &database)
    : m_database(database)
    , m_insert(database, "INSERT OR REPLACE INTO own(record, fields) VALUES(?, ?)")
    , m_insertPath(database, "INSERT OR IGNORE INTO own_path(path) VALUES(?)")
{
}

void OwnFieldsWriter::write(qint64 record, const QByteArray &fields)
{
    m_insert.with(record, fields).run();
    notePaths(fields);
}

void OwnFieldsWriter::notePaths(const QByteArray &fields)
{
    const auto object = threadJsonParser().parse(fields);
    if (!object)
        return;
    visitPaths(*object, pathDepth, [this](const QString &path, simdjson::dom::element) {
        if (m_known.size() < mostPaths && !m_known.contains(path)) {
            m_insertPath.with(path).run();
            m_known.insert(path);
        }
        return true;
    });
}

void OwnFieldsWriter::removeBefore(qint64 record)
{
    Statement(m_database, "DELETE FROM own WHERE record < ?").with(record).run();
}

void OwnFieldsWriter::removeAll()
{
    m_database.execute("DELETE FROM own; DELETE FROM own_path;");
    m_known.clear();
}

} // namespace thingsdesk::history
