// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of jsonreader.h: values as they stand in the text, for what is kept untouched.
#include "core/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <optional>
#include <string>

namespace thingsdesk {

namespace {

/// Walks over valid JSON text without building anything.
class Scanner
{
public:
    explicit Scanner(QByteArrayView json)
        : m_at(json.data())
        , m_end(json.data() + json.size())
    {
    }

    bool enter(char open)
    {
        skipBlanks();
        if (m_at == m_end || *m_at != open)
            return false;
        ++m_at;
        return true;
    }

    /// True while another member or element follows; eats the comma before it.
    bool next(char close)
    {
        skipBlanks();
        if (m_at != m_end && *m_at == ',') {
            ++m_at;
            skipBlanks();
        }
        return m_at != m_end && *m_at != close;
    }

    QByteArrayView key()
    {
        const QByteArrayView quoted = value();
        skipBlanks();
        ++m_at; // the colon
        return quoted.sliced(1, quoted.size() - 2);
    }

    QByteArrayView value()
    {
        skipBlanks();
        const char *const begin = m_at;
        if (m_at != m_end && *m_at == '"')
            skipString();
        else if (m_at != m_end && (*m_at == '{' || *m_at == '['))
            skipNested();
        else
            skipScalar();
        return {begin, m_at - begin};
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    void skipBlanks()
    {
        while (m_at != m_end && isBlank(*m_at))
            ++m_at;
    }

    void skipString()
    {
        ++m_at;
        while (m_at != m_end && *m_at != '"')
            m_at += *m_at == '\\' ? 2 : 1;
        ++m_at;
    }

    /// An object or array, to behind its last bracket.
    void skipNested()
    {
        int depth = 0;
        while (m_at != m_end) {
            const char c = *m_at;
            if (!isOfNote[quint8(c)]) {
                ++m_at;
            } else if (c == '"') {
                skipString();
            } else {
                ++m_at;
                depth += c == '{' || c == '[' ? 1 : -1;
                if (depth == 0)
                    return;
            }
        }
    }

    /// A number or word, to the next separator.
    void skipScalar()
    {
        while (m_at != m_end && !isBlank(*m_at) && *m_at != ',' && *m_at != '}' && *m_at != ']' && *m_at != ':')
            ++m_at;
    }

    /// One look a character keeps the walk fast: it goes over every message that is received.
    static constexpr auto isOfNote = [] {
        std::array<bool, 256> table{};
        for (const char c : {'"', '{', '}', '[', ']'})
            table[quint8(c)] = true;
        return table;
    }();

    const char *m_at;
    const char *m_end;
};

bool isKey(QByteArrayView inText, QByteArrayView key)
{
    return inText.contains('\\') ? unescapedKey(inText) == key : inText == key;
}

QByteArrayView memberByScanning(QByteArrayView json, QByteArrayView key)
{
    QByteArrayView found;
    Scanner scanner(json);
    if (!scanner.enter('{'))
        return found;
    while (scanner.next('}')) {
        const bool wanted = isKey(scanner.key(), key);
        const QByteArrayView value = scanner.value();
        if (wanted)
            found = value;
    }
    return found;
}

namespace od = simdjson::ondemand;

/// The value's text in the parser's buffer, with the blanks behind it.
simdjson::simdjson_result<std::string_view> textOf(od::value value)
{
    od::json_type type{};
    if (const simdjson::error_code error = value.type().get(type))
        return error;
    if (type == od::json_type::object) {
        od::object object;
        const simdjson::error_code error = value.get_object().get(object);
        return error ? error : object.raw_json();
    }
    if (type == od::json_type::array) {
        od::array array;
        const simdjson::error_code error = value.get_array().get(array);
        return error ? error : array.raw_json();
    }
    return value.raw_json_token();
}

/// The same as memberByScanning() by simdjson's index of the text, which is five times as fast; nothing where simdjson
/// finds something to complain about.
std::optional<QByteArrayView> memberByIndex(QByteArrayView json, std::string_view key)
{
    thread_local od::parser parser;
    thread_local std::string padded;
    const auto size = std::size_t(json.size());
    padded.reserve(size + simdjson::SIMDJSON_PADDING);
    padded.assign(json.data(), size);
    od::document document;
    od::object object;
    if (parser.iterate(padded.data(), size, padded.capacity()).get(document) || document.get_object().get(object))
        return std::nullopt;
    QByteArrayView found;
    for (auto member : object) {
        std::string_view name;
        std::string_view text;
        if (member.unescaped_key().get(name))
            return std::nullopt;
        if (name != key)
            continue;
        if (textOf(member.value()).get(text))
            return std::nullopt;
        found = json.sliced(text.data() - padded.data(), qsizetype(text.size())).trimmed();
    }
    return found;
}

} // namespace

QByteArray unescapedKey(QByteArrayView key)
{
    if (!key.contains('\\'))
        return key.toByteArray();
    return QJsonDocument::fromJson("[\"" + key.toByteArray() + "\"]").array().at(0).toString().toUtf8();
}

JsonMembers membersOf(QByteArrayView json)
{
    JsonMembers members;
    Scanner scanner(json);
    if (!scanner.enter('{'))
        return members;
    while (scanner.next('}')) {
        QByteArray key = scanner.key().toByteArray();
        members.append({std::move(key), scanner.value().toByteArray()});
    }
    return members;
}

QByteArrayView memberOf(QByteArrayView json, std::string_view key)
{
    // The buffers are kept by the thread: not for a huge message.
    constexpr qsizetype keptSize = 1 << 20;
    if (json.size() <= keptSize) {
        if (const auto found = memberByIndex(json, key))
            return *found;
    }
    return memberByScanning(json, {key.data(), qsizetype(key.size())});
}

QList<QByteArray> elementsOf(QByteArrayView json)
{
    QList<QByteArray> elements;
    Scanner scanner(json);
    if (!scanner.enter('['))
        return elements;
    while (scanner.next(']'))
        elements.append(scanner.value().toByteArray());
    return elements;
}

} // namespace thingsdesk
