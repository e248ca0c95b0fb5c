// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/message/canonicaljson.h"

#include "core/jsontext.h"

#include <map>
#include <string>

namespace thingsdesk::sandbox {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

QByteArray stringJson(std::string_view text)
{
    return jsonString(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

std::map<std::string_view, element> sortedMembers(simdjson::dom::object object)
{
    std::map<std::string_view, element> members;
    for (const auto [key, value] : object)
        members.insert_or_assign(key, value);
    return members;
}

QByteArray objectJson(simdjson::dom::object object, bool asFloats)
{
    QByteArray text = "{";
    for (const auto &[key, value] : sortedMembers(object)) {
        if (text.size() > 1)
            text += ',';
        text += stringJson(key) + ':' + canonicalJson(value, asFloats);
    }
    return text + '}';
}

QByteArray arrayJson(simdjson::dom::array array, bool asFloats)
{
    QByteArray text = "[";
    for (const element item : array) {
        if (text.size() > 1)
            text += ',';
        text += canonicalJson(item, asFloats);
    }
    return text + ']';
}

void collect(simdjson::dom::object object, const QByteArray &prefix, FieldDepth depth,
             QList<QPair<QByteArray, QByteArray>> &topics)
{
    for (const auto &[key, value] : sortedMembers(object)) {
        const QByteArray path = prefix + QByteArray(key.data(), qsizetype(key.size()));
        if (path.contains('*') || path.contains('+') || path.contains('\0'))
            continue;
        topics.append({path, canonicalJson(value, false)});
        if (depth == FieldDepth::Leaves && value.is_object())
            collect(simdjson::dom::object(value), path + '/', depth, topics);
    }
}

} // namespace

QByteArray canonicalJson(element value, bool asFloats)
{
    switch (value.type()) {
    case element_type::OBJECT:
        return objectJson(simdjson::dom::object(value), asFloats);
    case element_type::ARRAY:
        return arrayJson(simdjson::dom::array(value), asFloats);
    case element_type::STRING:
        return stringJson(std::string_view(value));
    case element_type::INT64:
        return asFloats ? jsonNumber(double(int64_t(value))) : QByteArray::number(qint64(int64_t(value)));
    case element_type::UINT64:
        return asFloats ? jsonNumber(double(uint64_t(value))) : QByteArray::number(quint64(uint64_t(value)));
    case element_type::DOUBLE:
        return jsonNumber(double(value));
    case element_type::BOOL:
        return bool(value) ? "true" : "false";
    case element_type::NULL_VALUE:
        break;
    }
    return "null";
}

QList<QPair<QByteArray, QByteArray>> fieldTopics(const QByteArray &fields, FieldDepth depth)
{
    QList<QPair<QByteArray, QByteArray>> topics;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(fields.constData(), size_t(fields.size())).get(object) == simdjson::SUCCESS)
        collect(object, {}, depth, topics);
    return topics;
}

} // namespace thingsdesk::sandbox
