// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: what a filter means for one state of the file.

#include "history/postings.h"
#include "history/recordmatcher.h"
#include "history/recordrow.h"

namespace thingsdesk::history {

/// A condition that the index knows: records that stand in any of these places, and more it may be. What is found is
/// checked on the record itself.
struct IndexCondition
{
    struct Range
    {
        qint64 list = 0;
        qint64 low = std::numeric_limits<qint64>::min();
        qint64 high = std::numeric_limits<qint64>::max();
    };
    std::vector<Range> ranges;
    QHash<qint64, QSet<qint64>> members; ///< list → some of its values
    double share = 1;                    ///< of all records, roughly

    void add(const IndexCondition &other);
    void addMembers(qint64 list, const QSet<qint64> &values);
};

/// Numbers that columns must have; empty sets let everything pass.
struct ColumnConditions
{
    QSet<qint64> kinds;
    QSet<qint64> devices;
    QSet<qint64> ports;
    QSet<qint64> gateways;
    QSet<qint64> rates;
    std::optional<qint64> since; ///< nanoseconds
    std::optional<qint64> until;
    bool withoutDuplicates = false;

    bool fit(const RecordRow &row) const;
};

/// Columns in which a searched text was found already.
struct TextColumns
{
    QSet<qint64> kinds;
    QSet<qint64> devices;
    QSet<qint64> gateways;
    QSet<qint64> rates;

    bool hold(const RecordRow &row) const;
};

struct QueryPlan
{
    QueryPlan(const HistoryFilter &filter, Database &database, RecordReader &reader);

    RecordMatcher matcher;
    ColumnConditions columns;
    TextColumns text;
    std::vector<IndexCondition> conditions; ///< the rarest first; all must hold
    bool isImpossible = false;              ///< asks for a device or the like that is not there
    /// Only columns decide, and the condition is one set: the facets know how many there are.
    std::optional<quint64> knownCount;

private:
    void planColumns(Database &database, RecordReader &reader);
    void planTime();
    void planSet(Database &database, ColumnList list, int facet, const QSet<qint64> &values);
    void planText(Database &database, RecordReader &reader);
};

} // namespace thingsdesk::history
