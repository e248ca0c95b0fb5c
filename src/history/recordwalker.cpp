// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordwalker.h"

#include <algorithm>

namespace thingsdesk::history {

namespace {

/// So few candidates are looked at sooner than further conditions are read from the index.
constexpr std::size_t fewCandidates = 64;
constexpr int recordsBetweenChecks = 256;

QByteArray selecting(const char *condition)
{
    return QByteArray("SELECT ") + RecordRow::columns + " FROM record WHERE " + condition;
}

} // namespace

RecordWalker::RecordWalker(Database &database, RecordReader &reader)
    : m_reader(reader)
    , m_own(database)
    , m_postings(database)
    , m_segments(database, "SELECT first, last FROM segment WHERE last > ? AND first < ? ORDER BY first")
    , m_last(database, "SELECT max(id) FROM record")
    , m_one(database, selecting("id = ?").constData())
    , m_ascending(database, selecting("id BETWEEN ? AND ? ORDER BY id").constData())
    , m_descending(database, selecting("id BETWEEN ? AND ? ORDER BY id DESC").constData())
{
}

bool RecordWalker::walk(const QueryPlan &plan, Direction direction, qint64 from, const Visitor &visitor,
                        const CancelCheck &isCancelled)
{
    if (plan.isImpossible)
        return true;
    m_last.with();
    const qint64 last = m_last.next() ? m_last.integer(0) : 0;
    m_last.reset();
    qint64 above = plan.matcher.filter().afterId;
    qint64 below = last + 1;
    if (direction == Direction::Forward)
        above = std::max(above, from);
    else if (from > 0)
        below = std::min(below, from);
    std::vector<Block> parts = blocks(above, below);
    if (direction == Direction::Backward)
        std::reverse(parts.begin(), parts.end());
    Walk state{plan, direction, visitor, isCancelled, {}};
    for (std::size_t i = 0; i < plan.conditions.size(); ++i)
        state.yields.push_back({i});
    return std::all_of(parts.begin(), parts.end(), [&](const Block &block) { return walkBlock(state, block); });
}

/// The IDs between the bounds (exclusive), in parts that the index knows or does not know, in ascending order.
std::vector<RecordWalker::Block> RecordWalker::blocks(qint64 above, qint64 below)
{
    std::vector<Block> parts;
    qint64 next = above + 1;
    m_segments.with(above, below);
    while (m_segments.next()) {
        const qint64 first = std::max(m_segments.integer(0), next);
        const qint64 last = std::min(m_segments.integer(1), below - 1);
        if (next < first)
            parts.push_back({next, first - 1, 0});
        if (first <= last)
            parts.push_back({first, last, m_segments.integer(0)});
        next = std::max(next, last + 1);
    }
    if (next < below)
        parts.push_back({next, below - 1, 0});
    return parts;
}

bool RecordWalker::walkBlock(Walk &walk, const Block &block)
{
    if (walk.isCancelled())
        throw CancelledError();
    if (block.segment == 0)
        return walkAll(walk, block);
    const auto offsets = candidates(walk, block);
    return offsets ? walkCandidates(walk, block, *offsets) : walkAll(walk, block);
}

bool RecordWalker::walkAll(Walk &walk, const Block &block)
{
    Statement &rows = walk.direction == Direction::Forward ? m_ascending : m_descending;
    const ResetAtEnd reset(rows);
    rows.with(block.first, block.last);
    while (rows.next()) {
        if (!visit(walk, rows))
            return false;
    }
    return true;
}

bool RecordWalker::walkCandidates(Walk &walk, const Block &block, const std::vector<quint32> &offsets)
{
    const ResetAtEnd reset(m_one);
    const auto look = [&](quint32 offset) {
        const qint64 id = block.segment + offset;
        if (id < block.first || id > block.last || !m_one.with(id).next())
            return true; // beyond the bounds, or removed by limits
        return visit(walk, m_one);
    };
    return walk.direction == Direction::Forward ? std::all_of(offsets.begin(), offsets.end(), look)
                                                : std::all_of(offsets.rbegin(), offsets.rend(), look);
}

bool RecordWalker::visit(Walk &walk, Statement &statement)
{
    if (++walk.sinceCheck >= recordsBetweenChecks) {
        walk.sinceCheck = 0;
        if (walk.isCancelled())
            throw CancelledError();
    }
    const RecordRow row = RecordRow::from(statement);
    return !fits(walk.plan, row, statement) || walk.visitor(row, statement);
}

bool RecordWalker::fits(const QueryPlan &plan, const RecordRow &row, Statement &statement)
{
    const RecordMatcher &matcher = plan.matcher;
    if (!plan.columns.fit(row))
        return false;
    const bool textFits = !matcher.hasText() || plan.text.hold(row);
    if (textFits && !matcher.hasExpression())
        return true;
    const auto content = m_reader.content(statement);
    if (row.kind == RecordKind::Uplink)
        return content &&
               matcher.uplinkFits(*content, matcher.needsOwnFields() ? m_own.of(row.id) : QByteArray(), textFits);
    if (matcher.hasExpression())
        return false;
    return textFits || matcher.contentHoldsText(m_reader.record(row, content));
}

std::optional<std::vector<quint32>> RecordWalker::candidates(Walk &walk, const Block &block)
{
    std::optional<std::vector<quint32>> found;
    std::stable_sort(walk.yields.begin(), walk.yields.end(),
                     [](const Yield &a, const Yield &b) { return a.share() < b.share(); });
    for (Yield &yield : walk.yields) {
        if (found && found->size() <= fewCandidates && yield.records > 0)
            continue;
        std::vector<quint32> offsets;
        collect(walk.plan.conditions[yield.condition], block.segment, offsets);
        yield.found += double(offsets.size());
        yield.records += double(block.last - block.first + 1);
        if (!found) {
            found = std::move(offsets);
            continue;
        }
        std::vector<quint32> both;
        std::set_intersection(found->begin(), found->end(), offsets.begin(), offsets.end(), std::back_inserter(both));
        found = std::move(both);
    }
    return found;
}

void RecordWalker::collect(const IndexCondition &condition, qint64 segment, std::vector<quint32> &out)
{
    for (const IndexCondition::Range &range : condition.ranges)
        m_postings.collect(segment, range.list, range.low, range.high, out);
    for (auto entry = condition.members.cbegin(); entry != condition.members.cend(); ++entry) {
        const QSet<qint64> &wanted = entry.value();
        m_postings.collectIf(
            segment, entry.key(), [&wanted](qint64 value) { return wanted.contains(value); }, out);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
}

} // namespace thingsdesk::history
