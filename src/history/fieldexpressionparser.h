// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: reads the text of a FieldExpression, by recursive descent.

#include "history/fieldexpressionnode.h"

namespace thingsdesk::history {

class FieldExpressionParser
{
public:
    using Node = FieldExpression::Node;
    using NodePointer = std::shared_ptr<const Node>;

    static constexpr int maximumDepth = 100; ///< of parentheses and `not`s

    explicit FieldExpressionParser(QStringView text)
        : m_text(text)
    {
    }

    Result<NodePointer> parse();

private:
    using Operator = Node::Operator;

    NodePointer parseChain(Node::Type type);
    NodePointer parseOperand();
    NodePointer parseComparison();
    std::optional<FieldPath> parsePath();
    std::optional<QString> parseKey();
    std::optional<Operator> takeOperator();
    void parseValue(Node::Value &out);
    std::optional<double> parseNumber();
    std::optional<QString> parseQuoted(QChar quote);

    void skipBlanks();
    bool takeWord(QStringView word);
    bool take(QStringView sign);
    QStringView wordAhead() const;
    bool isAtEnd() const { return m_at >= m_text.size(); }
    void refuse(const QString &expected, qsizetype at);
    void refuse(const QString &expected) { refuse(expected, m_at); }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<Failure> m_failure;
};

} // namespace thingsdesk::history
