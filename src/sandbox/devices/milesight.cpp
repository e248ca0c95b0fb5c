// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/milesight.h"

#include "sandbox/devices/bytewriter.h"
#include "sandbox/devices/milesightchannels.h"

#include <QJsonArray>

#include <set>

namespace thingsdesk::sandbox {

namespace {

using namespace milesight;

/// The number that stands for a word of text; nothing for a text that the sensor does not know.
std::optional<double> codeOf(const Field &field, const QString &text)
{
    for (const Choice &choice : field.choices) {
        if (text == QLatin1StringView(choice.text))
            return choice.code;
    }
    return std::nullopt;
}

std::optional<double> numberOf(const Field &field, const QJsonObject &fields)
{
    if (field.type == Type::Skipped)
        return 0;
    const QJsonValue value = fields.value(QLatin1StringView(field.name));
    if (field.type == Type::Mac)
        return value.isString() ? std::optional<double>(0) : std::nullopt;
    if (field.type == Type::Flags) {
        if (!value.isObject())
            return std::nullopt;
        double bits = 0;
        for (const Choice &choice : field.choices)
            bits += value[QLatin1StringView(choice.text)] == QLatin1StringView("yes") ? choice.code : 0;
        return bits;
    }
    if (!field.choices.empty())
        return codeOf(field, value.toString());
    return value.isDouble() ? std::optional(value.toDouble() * field.factor) : std::nullopt;
}

/// Only where a number has two channels of unlike width does its size decide.
bool fits(const Field &field, double number)
{
    return field.type != Type::U16 || number < 65535.5;
}

void write(ByteWriter &out, const Field &field, double number, const QJsonObject &fields)
{
    switch (field.type) {
    case Type::Skipped:
    case Type::U8:
    case Type::Flags:
    case Type::LowNibble:
        out.u8(saturated<quint8>(number));
        break;
    case Type::HighNibble:
        out.merge(quint32(saturated<quint8>(number)) << 4);
        break;
    case Type::I8:
        out.u8(quint32(saturated<qint8>(number)));
        break;
    case Type::U16:
        out.little(saturated<quint16>(number), 2);
        break;
    case Type::I16:
        out.little(quint32(saturated<qint16>(number)), 2);
        break;
    case Type::U32:
        out.little(saturated<quint32>(number), 4);
        break;
    case Type::I32:
        out.little(quint32(saturated<qint32>(number)), 4);
        break;
    case Type::Mac:
        out.append(QByteArray::fromHex(fields.value(QLatin1StringView(field.name)).toString().remove(u':').toLatin1()));
        break;
    }
}

/// The whole channel, or nothing where a value is missing or does not fit.
QByteArray encoded(const Channel &channel, const QJsonObject &fields)
{
    ByteWriter out;
    out.u8(channel.id);
    out.u8(channel.type);
    for (const Field &field : channel.fields) {
        const std::optional<double> number = numberOf(field, fields);
        if (!number || !fits(field, *number))
            return {};
        write(out, field, *number, fields);
    }
    return out.bytes();
}

bool anyWritten(const Channel &channel, const std::set<QByteArrayView> &written)
{
    return std::any_of(channel.fields.begin(), channel.fields.end(),
                       [&written](const Field &field) { return written.contains(field.name); });
}

/// Each entry of a list goes into the first of the list's channels that can hold it.
QByteArray encodedList(const Table &table, const char *list, const QJsonArray &entries)
{
    QByteArray out;
    for (const auto &entry : entries) {
        QByteArray bytes;
        for (const Channel &channel : table) {
            if (bytes.isEmpty() && channel.list && QByteArrayView(channel.list) == QByteArrayView(list))
                bytes = encoded(channel, entry.toObject());
        }
        out += bytes;
    }
    return out;
}

} // namespace

QByteArray encodeMilesight(SensorKind kind, const QJsonObject &fields)
{
    const Table *table = channelsOf(kind);
    if (!table)
        return {};
    QByteArray out;
    std::set<QByteArrayView> written;
    for (const Channel &channel : *table) {
        if (channel.list) {
            if (written.insert(channel.list).second)
                out += encodedList(*table, channel.list, fields.value(QLatin1StringView(channel.list)).toArray());
            continue;
        }
        const QByteArray bytes = anyWritten(channel, written) ? QByteArray() : encoded(channel, fields);
        if (bytes.isEmpty())
            continue;
        out += bytes;
        for (const Field &field : channel.fields)
            written.insert(field.name);
    }
    return out;
}

} // namespace thingsdesk::sandbox
