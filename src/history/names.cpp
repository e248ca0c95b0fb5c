// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/names.h"

namespace thingsdesk::history {

namespace {

Statement prepared(Database &database, const char *before, const char *table, const char *after)
{
    return {database, QByteArray(QByteArray(before) + table + after).constData()};
}

} // namespace

NameList::NameList(Database &database, const char *table)
    : m_select(prepared(database, "SELECT text FROM ", table, " WHERE id > ? ORDER BY id"))
    , m_find(prepared(database, "SELECT id FROM ", table, " WHERE text = ?"))
{
}

void NameList::readNew()
{
    m_select.with(qint64(m_texts.size()));
    while (m_select.next())
        m_texts.append(m_select.text(0));
}

QString NameList::text(qint64 number)
{
    if (number > m_texts.size())
        readNew();
    return number > 0 && number <= m_texts.size() ? m_texts[number - 1] : QString();
}

qint64 NameList::number(const QString &text)
{
    const ResetAtEnd reset(m_find);
    return m_find.with(text).next() ? m_find.integer(0) : 0;
}

QSet<qint64> NameList::holding(const TextNeedle &needle)
{
    readNew();
    QSet<qint64> numbers;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        if (needle.isIn(m_texts[i]))
            numbers.insert(i + 1);
    }
    return numbers;
}

NameWriter::NameWriter(Database &database, const char *table)
    : m_find(prepared(database, "SELECT id FROM ", table, " WHERE text = ?"))
    , m_insert(prepared(database, "INSERT INTO ", table, "(text) VALUES(?)")) // the next number, as none is deleted
{
}

qint64 NameWriter::number(const QString &text)
{
    if (text.isEmpty())
        return 0;
    if (const auto known = m_numbers.constFind(text); known != m_numbers.cend())
        return *known;
    if (m_numbers.size() >= maximumKept)
        m_numbers.clear();
    if (!m_find.with(text).next()) {
        m_insert.with(text).run();
        m_find.with(text).next();
    }
    const qint64 number = m_find.integer(0);
    m_find.reset();
    m_numbers.insert(text, number);
    return number;
}

} // namespace thingsdesk::history
