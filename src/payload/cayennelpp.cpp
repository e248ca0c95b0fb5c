// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/cayennelpp.h"

#include "core/jsontext.h"
#include "payload/gojson.h"
#include "payload/lpptypes.h"

#include <QMap>

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace thingsdesk::cayennelpp {

namespace {

/// Shortest text that reads back as the same 32-bit float.
QByteArray number(float value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    return QByteArray(buffer, end - buffer);
}

float valueAt(const LppType &type, qsizetype part, QByteArrayView data)
{
    const QByteArrayView bytes = data.sliced(part * type.width, type.width);
    qint32 raw = type.isSigned && (bytes[0] & 0x80) ? -1 : 0;
    for (const char byte : bytes)
        raw = static_cast<qint32>((static_cast<quint32>(raw) << 8) | static_cast<quint8>(byte));
    return static_cast<float>(raw) / static_cast<float>(type.parts[part].divisor);
}

/// Go's reader: nothing left is an end, too little left an unexpected one.
QString endError(qsizetype left)
{
    return left == 0 ? QStringLiteral("EOF") : QStringLiteral("unexpected EOF");
}

DecodeResult failed(const QString &text)
{
    DecodeResult result;
    result.error = PayloadError{PayloadError::Code::Unknown, text};
    return result;
}

QByteArray valueText(const LppType &type, QByteArrayView data)
{
    if (type.parts.size() == 1)
        return number(valueAt(type, 0, data));
    QMap<QByteArray, QByteArray> members; // sorted by name, as the handler writes them
    for (qsizetype part = 0; part < type.parts.size(); ++part)
        members.insert(type.parts[part].name.toUtf8(), number(valueAt(type, part, data)));
    JsonObjectWriter object;
    for (auto member = members.cbegin(); member != members.cend(); ++member)
        object.add(member.key(), member.value());
    return object.finish();
}

} // namespace

DecodeResult decode(QByteArrayView bytes)
{
    QMap<QByteArray, QByteArray> fields;
    while (!bytes.isEmpty()) {
        if (bytes.size() < 2)
            return failed(QStringLiteral("unexpected EOF"));
        const auto channel = static_cast<quint8>(bytes[0]);
        const LppType *type = lppType(static_cast<quint8>(bytes[1]));
        if (!type)
            return failed(QStringLiteral("cayennelpp: unknown type"));
        bytes = bytes.sliced(2);
        if (bytes.size() < type->size())
            return failed(endError(type->readAtOnce ? bytes.size() : bytes.size() % type->width));
        fields.insert(type->name.toUtf8() + '_' + QByteArray::number(channel), valueText(*type, bytes));
        bytes = bytes.sliced(type->size());
    }
    JsonObjectWriter object;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        object.add(field.key(), field.value());
    DecodeResult result;
    result.fields = object.finish();
    return result;
}

namespace {

/// The channel of `value_7`: decimal digits without sign, 0 to 255; -1 for any other key.
int channelOf(std::string_view key)
{
    constexpr std::string_view prefix = "value_";
    if (!key.starts_with(prefix))
        return -1;
    key.remove_prefix(prefix.size());
    unsigned channel = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), channel);
    return error == std::errc() && end == key.data() + key.size() && channel <= 255 ? static_cast<int>(channel) : -1;
}

/// The value's hundredfold as the handler's processor cuts it: to 32 bits first, of which the lower 16 are sent.
quint16 hundredfold(double value)
{
    const float scaled = static_cast<float>(value) * 100;
    if (!(scaled > -2147483904.0F && scaled < 2147483648.0F))
        return 0;
    return static_cast<quint16>(static_cast<qint32>(scaled));
}

} // namespace

EncodeResult encode(const QByteArray &fields)
{
    EncodeResult result;
    const std::string_view text(fields.constData(), static_cast<std::size_t>(fields.size()));
    if (const std::string error = gojson::objectError(text); !error.empty()) {
        result.error = PayloadError{PayloadError::Code::InvalidArgument,
                                    QStringLiteral("Fields not valid: ") + QString::fromStdString(error)};
        return result;
    }
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(text.data(), text.size()).get(object) != simdjson::SUCCESS)
        return result; // null
    QMap<int, quint16> values;
    for (const auto member : object) {
        double value = 0;
        const int channel = channelOf(member.key);
        if (channel >= 0 && member.value.get(value) == simdjson::SUCCESS)
            values.insert(channel, hundredfold(value));
    }
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        result.bytes += static_cast<char>(value.key());
        result.bytes += static_cast<char>(*value >> 8);
        result.bytes += static_cast<char>(*value & 0xff);
    }
    return result;
}

} // namespace thingsdesk::cayennelpp
