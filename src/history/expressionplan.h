// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: the part of a query's plan that comes from an expression over fields.

#include "history/fieldexpressionnode.h"
#include "history/queryplan.h"

namespace thingsdesk::history {

class ExpressionPlanner
{
public:
    explicit ExpressionPlanner(Database &database);

    /// Conditions of which all must hold for the expression to. None where the index cannot help (`not`).
    std::vector<IndexCondition> conditions(const FieldExpression::Node &root);

private:
    using Node = FieldExpression::Node;

    std::optional<IndexCondition> condition(const Node &node);
    std::optional<IndexCondition> anyOf(const Node &node);
    std::optional<IndexCondition> rarestOf(const Node &node);
    IndexCondition leaf(const Node &node);
    void planNumber(const Node &node, qint64 field, IndexCondition &out) const;
    void planText(const Node &node, qint64 field, IndexCondition &out);
    qint64 fieldOf(const FieldPath &path);

    Statement m_field;
    Statement m_texts;
};

} // namespace thingsdesk::history
