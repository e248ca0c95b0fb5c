// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/message/downlinkrequest.h"

#include "sandbox/message/canonicaljson.h"

namespace thingsdesk::sandbox {

namespace {

using simdjson::dom::element;

bool readSmallNumber(element value, quint8 &out)
{
    uint64_t number = 0;
    if (!value.is<uint64_t>() || value.get(number) != simdjson::SUCCESS || number > 255)
        return false;
    out = quint8(number);
    return true;
}

bool readText(element value, QByteArray &out)
{
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS)
        return false;
    out = QByteArray(text.data(), qsizetype(text.size()));
    return true;
}

/// Standard base64 with padding, or an array of numbers up to 255.
bool readPayload(element value, QByteArray &out)
{
    QByteArray text;
    if (readText(value, text)) {
        const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        out = decoded.decoded;
        return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok && text.size() % 4 == 0;
    }
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS)
        return false;
    QByteArray bytes;
    for (const element item : array) {
        quint8 byte = 0;
        if (!readSmallNumber(item, byte))
            return false;
        bytes += char(byte);
    }
    out = bytes;
    return true;
}

bool readFields(element value, QByteArray &out)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
        return false;
    out = object.size() == 0 ? QByteArray() : canonicalJson(value, true);
    return true;
}

bool readMember(const QByteArray &key, element value, DownlinkRequest &request)
{
    if (value.is_null())
        return true;
    QByteArray ignored;
    if (key == "port")
        return readSmallNumber(value, request.message.port);
    if (key == "confirmed")
        return value.get(request.message.confirmed) == simdjson::SUCCESS;
    if (key == "schedule")
        return readText(value, request.schedule);
    if (key == "payload_raw")
        return readPayload(value, request.message.payload);
    if (key == "payload_fields")
        return readFields(value, request.message.fields);
    if (key == "app_id" || key == "dev_id")
        return readText(value, ignored);
    return true;
}

} // namespace

std::optional<DownlinkRequest> DownlinkRequest::fromJson(const QByteArray &json)
{
    simdjson::dom::parser parser;
    element root;
    if (json.isEmpty() || parser.parse(json.constData(), size_t(json.size())).get(root) != simdjson::SUCCESS)
        return std::nullopt;
    DownlinkRequest request;
    if (root.is_null())
        return request;
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return std::nullopt;
    for (const auto [key, value] : object) {
        if (!readMember(QByteArray(key.data(), qsizetype(key.size())).toLower(), value, request))
            return std::nullopt;
    }
    return request;
}

} // namespace thingsdesk::sandbox
