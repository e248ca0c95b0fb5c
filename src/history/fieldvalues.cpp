// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fieldvalues.h"

namespace thingsdesk::history {

namespace {

constexpr std::size_t keptCapacity = 1 << 20;

qsizetype stringEnd(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return std::min(at + 1, json.size());
}

bool isNumberCharacter(char character)
{
    return (character >= '0' && character <= '9') || character == '-' || character == '+' || character == '.' ||
           character == 'e' || character == 'E';
}

bool isWholeNumber(QByteArrayView number)
{
    return !number.contains('.') && !number.contains('e') && !number.contains('E');
}

/// simdjson refuses whole numbers beyond 64 bits, but not as fractions. Values are compared as doubles anyway.
QByteArray withFractions(QByteArrayView json)
{
    QByteArray text;
    text.reserve(json.size() + 64);
    for (qsizetype at = 0; at < json.size();) {
        const bool isNumber = json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
        qsizetype end = json[at] == '"' ? stringEnd(json, at) : at + 1;
        while (isNumber && end < json.size() && isNumberCharacter(json[end]))
            ++end;
        const QByteArrayView token = json.sliced(at, end - at);
        text.append(token.data(), token.size());
        if (isNumber && isWholeNumber(token))
            text += ".0";
        at = end;
    }
    return text;
}

} // namespace

std::optional<simdjson::dom::element> JsonParser::parse(QByteArrayView json)
{
    if (json.isEmpty())
        return std::nullopt; // simdjson would copy from a null pointer
    const auto size = std::size_t(json.size());
    // The memory of one huge message is not kept for ever.
    if (m_largest > keptCapacity && size <= keptCapacity) {
        m_parser = simdjson::dom::parser();
        m_largest = 0;
    }
    m_largest = std::max(m_largest, size);
    simdjson::dom::element root;
    simdjson::error_code error = m_parser.parse(json.data(), size).get(root);
    if (error == simdjson::NUMBER_ERROR) {
        const QByteArray widened = withFractions(json);
        error = m_parser.parse(widened.constData(), std::size_t(widened.size())).get(root);
    }
    return error == simdjson::SUCCESS ? std::optional(root) : std::nullopt;
}

std::optional<simdjson::dom::object> JsonParser::parseObject(QByteArrayView json)
{
    const auto root = parse(json);
    simdjson::dom::object object;
    return root && root->get(object) == simdjson::SUCCESS ? std::optional(object) : std::nullopt;
}

JsonParser &threadJsonParser()
{
    thread_local JsonParser parser;
    return parser;
}

std::optional<simdjson::dom::element> lastMember(simdjson::dom::object object, std::string_view key)
{
    std::optional<simdjson::dom::element> found;
    for (const auto [name, value] : object) {
        if (name == key)
            found = value;
    }
    return found;
}

PathPart::PathPart(std::string text)
    : key(std::move(text))
{
    // As many digits as no array will ever need, so that the number cannot overflow; 007 is no element's number.
    const bool isNumber = !key.empty() && key.size() <= 9 && (key[0] != '0' || key.size() == 1) &&
                          key.find_first_not_of("0123456789") == std::string::npos;
    if (isNumber)
        index = std::stoll(key);
}

std::optional<simdjson::dom::element> valueAt(simdjson::dom::element fields, const FieldPath &path)
{
    simdjson::dom::element value = fields;
    for (const PathPart &part : path) {
        simdjson::dom::object object;
        simdjson::dom::array array;
        if (value.get(object) == simdjson::SUCCESS) {
            const auto member = lastMember(object, part.key);
            if (!member)
                return std::nullopt;
            value = *member;
        } else if (part.index < 0 || value.get(array) != simdjson::SUCCESS ||
                   array.at(std::size_t(part.index)).get(value) != simdjson::SUCCESS) {
            return std::nullopt;
        }
    }
    return value;
}

bool isPathCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'-';
}

bool isReservedWord(QStringView word)
{
    static constexpr QStringView words[] = {u"and", u"or", u"not", u"true", u"false", u"null"};
    return std::any_of(std::begin(words), std::end(words),
                       [word](QStringView reserved) { return word.compare(reserved, Qt::CaseInsensitive) == 0; });
}

QString pathPartText(QStringView key)
{
    const bool isPlain = !key.isEmpty() && !isReservedWord(key) && std::all_of(key.begin(), key.end(), isPathCharacter);
    if (isPlain)
        return key.toString();
    return u'`' + key.toString().replace(u'`', QStringLiteral("``")) + u'`';
}

namespace {

/// The part that begins at `at`, which is moved behind it.
std::optional<QString> takePart(QStringView text, qsizetype &at)
{
    QString key;
    if (at < text.size() && text[at] == u'`') {
        for (++at; at < text.size(); ++at) {
            if (text[at] == u'`' && (at + 1 >= text.size() || text[at + 1] != u'`')) {
                ++at;
                return key;
            }
            if (text[at] == u'`')
                ++at;
            key += text[at];
        }
        return std::nullopt;
    }
    while (at < text.size() && isPathCharacter(text[at]))
        key += text[at++];
    return key.isEmpty() ? std::nullopt : std::optional(key);
}

} // namespace

std::optional<FieldPath> parseFieldPath(QStringView text)
{
    FieldPath path;
    const QStringView trimmed = text.trimmed();
    for (qsizetype at = 0;;) {
        const auto key = takePart(trimmed, at);
        if (!key)
            return std::nullopt;
        path.append(PathPart(key->toStdString()));
        if (at == trimmed.size())
            return path;
        if (trimmed[at++] != u'.')
            return std::nullopt;
    }
}

bool visitPaths(simdjson::dom::element value, int depth, const PathVisitor &take, const QString &path)
{
    simdjson::dom::object object;
    simdjson::dom::array array;
    if (!path.isEmpty() && !take(path, value))
        return false;
    if (depth <= 0)
        return true;
    const auto inner = [&](const QString &part, simdjson::dom::element member) {
        return visitPaths(member, depth - 1, take, path.isEmpty() ? part : path + u'.' + part);
    };
    if (value.get(object) == simdjson::SUCCESS) {
        for (const auto [key, member] : object) {
            if (!inner(pathPartText(QString::fromUtf8(key.data(), qsizetype(key.size()))), member))
                return false;
        }
    } else if (value.get(array) == simdjson::SUCCESS) {
        int index = 0;
        for (const simdjson::dom::element element : array) {
            if (!inner(QString::number(index++), element))
                return false;
        }
    }
    return true;
}

} // namespace thingsdesk::history
