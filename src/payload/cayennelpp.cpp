// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/cayennelpp.h"

#include "core/jsontext.h"
#include "payload/gojson.h"

#include <QMap>

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace thingsdesk::cayennelpp {

namespace {

struct Type
{
    quint8 code;
    const char *name;
    int width; ///< bytes of one value
    bool isSigned;
    float divisor;
    QList<const char *> parts; ///< member names, in the order of the bytes; empty for a single value
    bool readAtOnce = false;   ///< the handler reads all values in one go; matters for the error of a cut-off one
};

const Type *findType(quint8 code)
{
    static const Type types[] = {
        {0x00, "digital_in", 1, false, 1, {}},
        {0x01, "digital_out", 1, false, 1, {}},
        {0x02, "analog_in", 2, true, 100, {}},
        {0x03, "analog_out", 2, true, 100, {}},
        {0x65, "luminosity", 2, false, 1, {}},
        {0x66, "presence", 1, false, 1, {}},
        {0x67, "temperature", 2, true, 10, {}},
        {0x68, "relative_humidity", 1, false, 2, {}},
        {0x71, "accelerometer", 2, true, 1000, {"x", "y", "z"}},
        {0x73, "barometric_pressure", 2, true, 10, {}},
        {0x86, "gyrometer", 2, true, 100, {"x", "y", "z"}},
        {0x88, "gps", 3, true, 10000, {"latitude", "longitude", "altitude"}, true},
    };
    for (const Type &type : types) {
        if (type.code == code)
            return &type;
    }
    return nullptr;
}

/// Shortest text that reads back as the same 32-bit float.
QByteArray number(float value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    return QByteArray(buffer, end - buffer);
}

float valueAt(const Type &type, QByteArrayView bytes, float divisor)
{
    qint32 raw = type.isSigned && (bytes[0] & 0x80) ? -1 : 0;
    for (const char byte : bytes)
        raw = static_cast<qint32>((static_cast<quint32>(raw) << 8) | static_cast<quint8>(byte));
    return static_cast<float>(raw) / divisor;
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

/// The value's JSON, or an empty text when the bytes do not suffice.
QByteArray valueText(const Type &type, QByteArrayView data)
{
    if (type.parts.isEmpty())
        return number(valueAt(type, data.first(type.width), type.divisor));
    QMap<QByteArray, QByteArray> members; // sorted by name, as the handler writes them
    for (qsizetype i = 0; i < type.parts.size(); ++i) {
        const bool altitude = type.code == 0x88 && i == 2;
        const float divisor = altitude ? 100 : type.divisor;
        members.insert(type.parts[i], number(valueAt(type, data.sliced(i * type.width, type.width), divisor)));
    }
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
        const Type *type = findType(static_cast<quint8>(bytes[1]));
        if (!type)
            return failed(QStringLiteral("cayennelpp: unknown type"));
        bytes = bytes.sliced(2);
        const qsizetype needed = type->width * qMax<qsizetype>(type->parts.size(), 1);
        if (bytes.size() < needed)
            return failed(endError(type->readAtOnce ? bytes.size() : bytes.size() % type->width));
        fields.insert(QByteArray(type->name) + '_' + QByteArray::number(channel), valueText(*type, bytes));
        bytes = bytes.sliced(needed);
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
