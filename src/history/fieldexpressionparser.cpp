// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fieldexpressionparser.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

Result<FieldExpressionParser::NodePointer> FieldExpressionParser::parse()
{
    NodePointer root = parseChain(Node::Type::Or);
    skipBlanks();
    if (!m_failure && !isAtEnd())
        refuse(u"\"and\", \"or\" or the end"_s);
    if (m_failure)
        return fail(*m_failure);
    return root;
}

/// Operands with `or` between them, each of which is operands with `and` between them.
FieldExpressionParser::NodePointer FieldExpressionParser::parseChain(Node::Type type)
{
    const bool isOr = type == Node::Type::Or;
    auto node = std::make_shared<Node>();
    node->type = type;
    do {
        NodePointer operand = isOr ? parseChain(Node::Type::And) : parseOperand();
        if (m_failure)
            return {};
        node->children.push_back(std::move(operand));
    } while (takeWord(isOr ? u"or" : u"and"));
    return node->children.size() == 1 ? node->children.front() : node;
}

FieldExpressionParser::NodePointer FieldExpressionParser::parseOperand()
{
    const bool isNot = takeWord(u"not");
    if (!isNot && !take(u"("))
        return parseComparison();
    if (++m_depth > maximumDepth) {
        refuse(u"at most %1 levels of parentheses and \"not\""_s.arg(maximumDepth));
        return {};
    }
    NodePointer inner = isNot ? parseOperand() : parseChain(Node::Type::Or);
    --m_depth;
    if (m_failure)
        return {};
    if (isNot) {
        auto node = std::make_shared<Node>();
        node->type = Node::Type::Not;
        node->children.push_back(std::move(inner));
        return node;
    }
    if (!take(u")"))
        refuse(u"\")\", \"and\" or \"or\""_s);
    return inner;
}

FieldExpressionParser::NodePointer FieldExpressionParser::parseComparison()
{
    auto path = parsePath();
    if (!path)
        return {};
    auto node = std::make_shared<Node>();
    node->path = *std::move(path);
    const auto op = takeOperator();
    if (!op)
        return node;
    node->type = Node::Type::Compare;
    node->op = *op;
    skipBlanks();
    const qsizetype valueAt = m_at;
    parseValue(node->value);
    if (m_failure)
        return {};
    const QString *text = std::get_if<QString>(&node->value);
    const bool hasOrder = text || std::holds_alternative<double>(node->value);
    if (*op == Operator::Holds && !text)
        refuse(u"a text in quotes after \"~\""_s, valueAt);
    else if (*op != Operator::Equal && *op != Operator::NotEqual && !hasOrder)
        refuse(u"a number or a text in quotes: true, false and null have no order"_s, valueAt);
    if (text)
        node->needle = TextNeedle(*text);
    return node;
}

std::optional<FieldPath> FieldExpressionParser::parsePath()
{
    FieldPath path;
    skipBlanks();
    if (isReservedWord(wordAhead())) {
        refuse(u"a field (in backquotes where it is called \"%1\")"_s.arg(wordAhead()));
        return std::nullopt;
    }
    do {
        const auto key = parseKey();
        if (!key)
            return std::nullopt;
        path.append(PathPart(key->toStdString()));
    } while (m_at < m_text.size() && m_text[m_at] == u'.' && ++m_at);
    return path;
}

std::optional<QString> FieldExpressionParser::parseKey()
{
    if (m_at < m_text.size() && m_text[m_at] == u'`')
        return parseQuoted(u'`');
    const QStringView word = wordAhead();
    m_at += word.size();
    if (!word.isEmpty())
        return word.toString();
    refuse(m_at < m_text.size() && (m_text[m_at] == u'"' || m_text[m_at] == u'\'')
               ? u"a field; other characters than letters, digits, _ and - stand in backquotes, not in quotes"_s
               : u"a field, \"not\" or \"(\""_s);
    return std::nullopt;
}

std::optional<FieldExpressionParser::Operator> FieldExpressionParser::takeOperator()
{
    struct Sign
    {
        QStringView text;
        Operator op;
    };
    // The longer ones first; the second spellings are what programmers type.
    static constexpr Sign signs[] = {
        {u"!=", Operator::NotEqual},     {u"<>", Operator::NotEqual}, {u"<=", Operator::LessEqual},
        {u">=", Operator::GreaterEqual}, {u"==", Operator::Equal},    {u"<", Operator::Less},
        {u">", Operator::Greater},       {u"=", Operator::Equal},     {u"~", Operator::Holds}};
    for (const Sign &sign : signs) {
        if (take(sign.text))
            return sign.op;
    }
    return std::nullopt;
}

void FieldExpressionParser::parseValue(Node::Value &out)
{
    if (isAtEnd())
        return refuse(u"a value"_s);
    if (const QChar first = m_text[m_at]; first == u'"' || first == u'\'') {
        if (const auto text = parseQuoted(first))
            out.emplace<QString>(*text);
    } else if (takeWord(u"true")) {
        out.emplace<bool>(true);
    } else if (takeWord(u"false")) {
        out.emplace<bool>(false);
    } else if (takeWord(u"null")) {
        out.emplace<std::nullptr_t>();
    } else if (const auto number = parseNumber()) {
        out.emplace<double>(*number);
    }
}

std::optional<double> FieldExpressionParser::parseNumber()
{
    const qsizetype begin = m_at;
    const auto isPart = [this](QChar character) {
        const bool isSign = character == u'+' || character == u'-';
        // A sign stands at the beginning or behind an exponent's letter.
        const bool signFits = m_at == 0 || !m_text[m_at - 1].isDigit();
        return character.isLetterOrNumber() || character == u'.' || character == u'_' || (isSign && signFits);
    };
    while (m_at < m_text.size() && isPart(m_text[m_at]))
        ++m_at;
    const QStringView word = m_text.sliced(begin, m_at - begin);
    bool isNumber = false;
    const double number = word.toDouble(&isNumber);
    if (isNumber && qIsFinite(number))
        return number;
    const bool looksLikeText = !word.isEmpty() && word[0].isLetter();
    refuse(looksLikeText ? u"a value; a text stands in quotes: \"%1\""_s.arg(word)
                         : u"a number, a text in quotes, true, false or null"_s,
           begin);
    return std::nullopt;
}

/// A quote inside is doubled; in texts a backslash before it does as well.
std::optional<QString> FieldExpressionParser::parseQuoted(QChar quote)
{
    const qsizetype begin = m_at++;
    QString text;
    while (m_at < m_text.size()) {
        const QChar character = m_text[m_at++];
        const QChar following = m_at < m_text.size() ? m_text[m_at] : QChar();
        const bool isEscape = (character == quote && following == quote) ||
                              (quote != u'`' && character == u'\\' && (following == quote || following == u'\\'));
        if (isEscape)
            text += m_text[m_at++];
        else if (character == quote)
            return text;
        else
            text += character;
    }
    refuse(quote == u'`' ? u"a closing backquote for the one at %1"_s.arg(begin + 1)
                         : u"a closing quote for the one at %1"_s.arg(begin + 1));
    return std::nullopt;
}

void FieldExpressionParser::skipBlanks()
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
}

QStringView FieldExpressionParser::wordAhead() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && isPathCharacter(m_text[end]))
        ++end;
    return m_text.sliced(m_at, end - m_at);
}

bool FieldExpressionParser::takeWord(QStringView word)
{
    skipBlanks();
    if (wordAhead().compare(word, Qt::CaseInsensitive) != 0)
        return false;
    m_at += word.size();
    return true;
}

bool FieldExpressionParser::take(QStringView sign)
{
    skipBlanks();
    if (!m_text.sliced(m_at).startsWith(sign))
        return false;
    m_at += sign.size();
    return true;
}

void FieldExpressionParser::refuse(const QString &expected, qsizetype at)
{
    if (m_failure)
        return;
    const QString found =
        at >= m_text.size() ? u"the text ends"_s : u"there is \"%1\""_s.arg(m_text.sliced(at, 1).toString());
    m_failure =
        Failure{Failure::Kind::Permanent,
                Failure::Cause::InvalidInput,
                u"The condition cannot be read at position %1: %2, expected was %3."_s.arg(at + 1).arg(found, expected),
                {}};
}

} // namespace thingsdesk::history
