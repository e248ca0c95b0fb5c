// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: texts that stand in many records, and the numbers that stand there for them.

#include "history/sqlite.h"
#include "history/textneedle.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace thingsdesk::history {

/// The reading side of `device`, `gateway` or `rate`. Numbers are dense, from 1; they never change.
class NameList
{
public:
    NameList(Database &database, const char *table);

    QString text(qint64 number);        ///< empty for 0
    qint64 number(const QString &text); ///< 0 where the text is not there
    QSet<qint64> holding(const TextNeedle &needle);

private:
    void readNew();

    Statement m_select;
    Statement m_find;
    QList<QString> m_texts; ///< at number - 1
};

/// The writing side. What it made is forgotten with forget(), after a transaction that was rolled back.
class NameWriter
{
public:
    NameWriter(Database &database, const char *table);

    qint64 number(const QString &text); ///< 0 for the empty text
    void forget() { m_numbers.clear(); }

private:
    static constexpr qsizetype maximumKept = 100'000;

    Statement m_find;
    Statement m_insert;
    QHash<QString, qint64> m_numbers;
};

} // namespace thingsdesk::history
