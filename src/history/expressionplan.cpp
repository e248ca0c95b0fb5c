// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/expressionplan.h"

#include "history/ownfields.h"

namespace thingsdesk::history {

namespace {

using Operator = FieldExpression::Node::Operator;

// What is not known is guessed; it only decides what is looked at first.
constexpr double shareOfValue = 0.001;
constexpr double shareOfRange = 0.1;
constexpr double shareOfField = 0.5;

QString pathText(const FieldPath &path)
{
    QStringList parts;
    for (const PathPart &part : path)
        parts.append(pathPartText(QString::fromStdString(part.key)));
    return parts.join(u'.');
}

void addWholeField(qint64 field, IndexCondition &out)
{
    for (const ListType type : {ListType::Number, ListType::Text, ListType::Other})
        out.ranges.push_back({listOf(field, type)});
    out.share = shareOfField;
}

void addOther(qint64 field, OtherValue value, IndexCondition &out)
{
    out.ranges.push_back({listOf(field, ListType::Other), qint64(value), qint64(value)});
    out.share = shareOfRange;
}

} // namespace

ExpressionPlanner::ExpressionPlanner(Database &database)
    : m_field(database, "SELECT id FROM field WHERE path = ?")
    , m_texts(database, "SELECT hash, text FROM field_text WHERE list = ?")
{
}

std::vector<IndexCondition> ExpressionPlanner::conditions(const Node &root)
{
    std::vector<IndexCondition> found;
    if (root.type == Node::Type::And) {
        for (const auto &child : root.children) {
            for (IndexCondition &inner : conditions(*child))
                found.push_back(std::move(inner));
        }
    } else if (auto single = condition(root)) {
        found.push_back(*std::move(single));
    }
    return found;
}

std::optional<IndexCondition> ExpressionPlanner::condition(const Node &node)
{
    switch (node.type) {
    case Node::Type::And:
        return rarestOf(node);
    case Node::Type::Or:
        return anyOf(node);
    case Node::Type::Not:
        return std::nullopt;
    case Node::Type::Exists:
    case Node::Type::Compare:
        break;
    }
    if (isOwnPath(node.path))
        return std::nullopt; // not indexed
    return leaf(node);
}

std::optional<IndexCondition> ExpressionPlanner::anyOf(const Node &node)
{
    IndexCondition all;
    all.share = 0;
    for (const auto &child : node.children) {
        const auto one = condition(*child);
        if (!one)
            return std::nullopt;
        all.add(*one);
    }
    return all;
}

std::optional<IndexCondition> ExpressionPlanner::rarestOf(const Node &node)
{
    std::optional<IndexCondition> rarest;
    for (const auto &child : node.children) {
        auto one = condition(*child);
        if (one && (!rarest || one->share < rarest->share))
            rarest = std::move(one);
    }
    return rarest;
}

IndexCondition ExpressionPlanner::leaf(const Node &node)
{
    IndexCondition out;
    out.ranges.push_back({OpaqueList, 0, 0});
    out.share = 0;
    const qint64 field = fieldOf(node.path);
    if (field == 0)
        return out; // no indexed record has it
    if (node.type == Node::Type::Exists || node.op == Operator::NotEqual)
        addWholeField(field, out);
    else if (std::holds_alternative<double>(node.value))
        planNumber(node, field, out);
    else if (std::holds_alternative<QString>(node.value))
        planText(node, field, out);
    else if (const bool *truth = std::get_if<bool>(&node.value))
        addOther(field, *truth ? OtherValue::True : OtherValue::False, out);
    else
        addOther(field, OtherValue::Null, out);
    return out;
}

void ExpressionPlanner::planNumber(const Node &node, qint64 field, IndexCondition &out) const
{
    const qint64 value = sortableNumber(std::get<double>(node.value));
    IndexCondition::Range range{listOf(field, ListType::Number)};
    if (node.op == Operator::Equal || node.op == Operator::Greater || node.op == Operator::GreaterEqual)
        range.low = value;
    if (node.op == Operator::Equal || node.op == Operator::Less || node.op == Operator::LessEqual)
        range.high = value;
    out.ranges.push_back(range);
    out.share = node.op == Operator::Equal ? shareOfValue : shareOfRange;
}

void ExpressionPlanner::planText(const Node &node, qint64 field, IndexCondition &out)
{
    const qint64 list = listOf(field, ListType::Text);
    if (node.op == Operator::Equal) {
        const qint64 hash = textHash(std::get<QString>(node.value).toUtf8());
        out.ranges.push_back({list, hash, hash});
        out.share = shareOfValue;
        return;
    }
    QSet<qint64> hashes;
    m_texts.with(list);
    while (m_texts.next()) {
        if (node.fitsText(m_texts.text(1)))
            hashes.insert(m_texts.integer(0));
    }
    out.addMembers(list, hashes);
    out.ranges.push_back({listOf(field, ListType::UnlistedText)});
    out.share = hashes.isEmpty() ? 0 : shareOfRange;
}

qint64 ExpressionPlanner::fieldOf(const FieldPath &path)
{
    const ResetAtEnd reset(m_field);
    return m_field.with(pathText(path)).next() ? m_field.integer(0) : 0;
}

} // namespace thingsdesk::history
