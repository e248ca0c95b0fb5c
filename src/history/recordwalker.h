// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: goes through the records that fit, from the newest or from the oldest.

#include "history/ownfields.h"
#include "history/queryplan.h"

#include <functional>

namespace thingsdesk::history {

enum class Direction { Backward, Forward };

/// Asked now and then; true ends the work with a cancelled Failure (CancelledError).
using CancelCheck = std::function<bool()>;
struct CancelledError
{
};

class RecordWalker
{
public:
    RecordWalker(Database &database, RecordReader &reader);

    /// Called for each record that fits; false stops the walk.
    using Visitor = std::function<bool(const RecordRow &row, Statement &statement)>;

    /// Walks from `from` (exclusive; 0 = from the end that the direction begins at). Within a read transaction of the
    /// caller. False where the visitor stopped it.
    bool walk(const QueryPlan &plan, Direction direction, qint64 from, const Visitor &visitor,
              const CancelCheck &isCancelled);

private:
    struct Block
    {
        qint64 first = 0; ///< of the IDs to look at
        qint64 last = 0;
        qint64 segment = 0; ///< 0 = not indexed
    };
    /// What a condition has found in the segments of this walk. The rarest goes first in the next one; the first
    /// segments, which are the small ones, are asked for all.
    struct Yield
    {
        std::size_t condition = 0;
        double found = 0;
        double records = 0;

        double share() const { return records > 0 ? found / records : 0; }
    };
    struct Walk
    {
        const QueryPlan &plan;
        Direction direction;
        const Visitor &visitor;
        const CancelCheck &isCancelled;
        std::vector<Yield> yields; ///< of the plan's conditions
        int sinceCheck = 0;
    };

    std::vector<Block> blocks(qint64 above, qint64 below);
    bool walkBlock(Walk &walk, const Block &block);
    bool walkAll(Walk &walk, const Block &block);
    bool walkCandidates(Walk &walk, const Block &block, const std::vector<quint32> &offsets);
    /// Offsets of records that may fit; nothing where the index does not tell.
    std::optional<std::vector<quint32>> candidates(Walk &walk, const Block &block);
    void collect(const IndexCondition &condition, qint64 segment, std::vector<quint32> &out);
    bool fits(const QueryPlan &plan, const RecordRow &row, Statement &statement);
    bool visit(Walk &walk, Statement &statement);

    RecordReader &m_reader;
    OwnFieldsReader m_own;
    PostingReader m_postings;
    Statement m_segments;
    Statement m_last;
    Statement m_one;
    Statement m_ascending;
    Statement m_descending;
};

} // namespace thingsdesk::history
