// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: facets and quarters of hours, counted with each batch and written in its transaction.

#include "history/recordrow.h"

namespace thingsdesk::history {

/// What `facet.type` stands for. The numbers stand in files.
enum class FacetType { Kind = 1, Device = 2, Port = 3, Gateway = 4, Rate = 5 };

/// Quarters, because clocks of some countries differ from UTC by such.
inline constexpr qint64 quarterNanoseconds = 15LL * 60 * 1'000'000'000;
qint64 quarterOf(qint64 received); ///< minutes since 1970 of its beginning

class RecordCounters
{
public:
    explicit RecordCounters(Database &database);

    void add(const RecordRow &row) { count(row, 1); }
    void remove(const RecordRow &row) { count(row, -1); }
    /// Writes what was counted since the last time.
    void write();
    void forget(); ///< after a transaction that was rolled back

private:
    struct Quarter
    {
        qint64 records = 0;
        qint64 uplinks = 0;
        qint64 downlinks = 0;
        qint64 errors = 0;
    };

    void count(const RecordRow &row, qint64 sign);

    Statement m_addFacet;
    Statement m_addQuarter;
    QHash<std::pair<int, qint64>, qint64> m_facets;
    QHash<qint64, Quarter> m_quarters;
};

} // namespace thingsdesk::history
