// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fieldexpression.h"

#include "history/fieldexpressionnode.h"
#include "history/fieldexpressionparser.h"
#include "history/ownfields.h"

#include <algorithm>

namespace thingsdesk {

namespace history {

std::optional<double> numberOf(simdjson::dom::element value)
{
    double number = 0;
    return value.get(number) == simdjson::SUCCESS ? std::optional(number) : std::nullopt;
}

bool isTruthy(simdjson::dom::element value)
{
    std::string_view text;
    bool truth = false;
    if (value.is_null())
        return false;
    if (value.get(truth) == simdjson::SUCCESS)
        return truth;
    if (value.get(text) == simdjson::SUCCESS)
        return !text.empty();
    const auto number = numberOf(value);
    return !number || (*number < 0 || *number > 0);
}

} // namespace history

namespace {

using Operator = FieldExpression::Node::Operator;

/// `order` is below, at or above 0, as the found value is below, at or above the wanted one.
bool fitsOrder(Operator op, int order)
{
    switch (op) {
    case Operator::Equal:
        return order == 0;
    case Operator::NotEqual:
        return order != 0;
    case Operator::Less:
        return order < 0;
    case Operator::LessEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    case Operator::GreaterEqual:
        return order >= 0;
    case Operator::Holds:
        break;
    }
    return false;
}

/// Truths and null have no order.
bool fitsEquality(Operator op, bool isEqual)
{
    return (op == Operator::Equal && isEqual) || (op == Operator::NotEqual && !isEqual);
}

} // namespace

bool FieldExpression::Node::fitsNumber(double found) const
{
    const double wanted = std::get<double>(value);
    return fitsOrder(op, found < wanted ? -1 : found > wanted ? 1 : 0);
}

bool FieldExpression::Node::fitsText(const QString &found) const
{
    if (op == Operator::Holds)
        return needle.isIn(found);
    return fitsOrder(op, found.compare(std::get<QString>(value)));
}

bool FieldExpression::Node::fitsValue(simdjson::dom::element found) const
{
    std::string_view text;
    bool truth = false;
    if (std::holds_alternative<QString>(value) && found.get(text) == simdjson::SUCCESS)
        return fitsText(QString::fromUtf8(text.data(), qsizetype(text.size())));
    if (std::holds_alternative<double>(value)) {
        if (const auto number = history::numberOf(found))
            return fitsNumber(*number);
    }
    if (const bool *wanted = std::get_if<bool>(&value); wanted && found.get(truth) == simdjson::SUCCESS)
        return fitsEquality(op, truth == *wanted);
    if (std::holds_alternative<std::nullptr_t>(value) && found.is_null())
        return fitsEquality(op, true);
    return op == Operator::NotEqual; // unlike kinds
}

bool FieldExpression::Node::asksForOwnFields() const
{
    return history::isOwnPath(path) ||
           std::any_of(children.begin(), children.end(), [](const auto &child) { return child->asksForOwnFields(); });
}

bool FieldExpression::Node::fits(simdjson::dom::element fields) const
{
    const auto childFits = [fields](const std::shared_ptr<const Node> &child) { return child->fits(fields); };
    switch (type) {
    case Type::And:
        return std::all_of(children.begin(), children.end(), childFits);
    case Type::Or:
        return std::any_of(children.begin(), children.end(), childFits);
    case Type::Not:
        return !children.front()->fits(fields);
    case Type::Exists:
    case Type::Compare:
        break;
    }
    const auto found = history::valueAt(fields, path);
    if (!found)
        return false;
    return type == Type::Exists ? history::isTruthy(*found) : fitsValue(*found);
}

FieldExpression::FieldExpression() = default;
FieldExpression::FieldExpression(const FieldExpression &) = default;
FieldExpression &FieldExpression::operator=(const FieldExpression &) = default;
FieldExpression::~FieldExpression() = default;

Result<FieldExpression> FieldExpression::parse(const QString &text)
{
    FieldExpression expression;
    if (text.trimmed().isEmpty())
        return expression;
    auto root = history::FieldExpressionParser(text).parse();
    if (!root)
        return fail(std::move(root).error());
    expression.m_root = *std::move(root);
    expression.m_text = text;
    return expression;
}

bool FieldExpression::isEmpty() const
{
    return !m_root;
}

QString FieldExpression::text() const
{
    return m_text;
}

bool FieldExpression::fits(const QByteArray &fields) const
{
    if (!m_root)
        return true;
    const auto root = history::threadJsonParser().parse(fields);
    return root && root->is_object() && m_root->fits(*root);
}

const FieldExpression::Node *FieldExpression::root() const
{
    return m_root.get();
}

} // namespace thingsdesk
