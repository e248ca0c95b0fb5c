// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/compactformats.h"

#include "sandbox/devices/bytewriter.h"

#include <QJsonArray>

namespace thingsdesk::sandbox {

namespace {

double number(const QJsonObject &fields, const char *name)
{
    return fields.value(QLatin1StringView(name)).toDouble();
}

void bigSigned(ByteWriter &out, double value)
{
    out.big(quint32(saturated<qint16>(value)), 2);
}

/// A Ruuvi value, or its "not measured" mark. The ends of the range are the mark's neighbours.
void ruuviSigned(ByteWriter &out, const QJsonValue &value, double factor)
{
    constexpr qint16 missing = -0x8000;
    const auto number = std::max<qint16>(saturated<qint16>(value.toDouble() * factor), missing + 1);
    out.big(quint32(value.isDouble() ? number : missing), 2);
}

quint32 ruuviUnsigned(const QJsonValue &value, double factor, double offset, quint32 missing)
{
    if (!value.isDouble())
        return missing;
    return quint32(std::clamp(std::round((value.toDouble() - offset) * factor), 0.0, double(missing - 1)));
}

} // namespace

QByteArray encodeElsys(const QJsonObject &fields)
{
    struct Item
    {
        quint8 type;
        const char *name;
        int size;
        double factor;
    };
    static constexpr Item items[] = {{0x01, "temperature", 2, 10}, {0x02, "humidity", 1, 1}, {0x04, "light", 2, 1},
                                     {0x05, "motion", 1, 1},       {0x06, "co2", 2, 1},      {0x07, "vdd", 2, 1}};
    ByteWriter out;
    for (const Item &item : items) {
        if (!fields.contains(QLatin1StringView(item.name)))
            continue;
        out.u8(item.type);
        const double value = number(fields, item.name) * item.factor;
        if (item.type == 0x01)
            bigSigned(out, value);
        else
            out.big(item.size == 1 ? saturated<quint8>(value) : saturated<quint16>(value), item.size);
    }
    const QJsonArray probes = fields.value(QLatin1StringView("extTemperature2")).toArray();
    for (const auto &probe : probes) {
        out.u8(0x19);
        bigSigned(out, probe.toDouble() * 10);
    }
    return out.bytes();
}

QByteArray encodeDraginoLht65(const QJsonObject &fields)
{
    const auto external = quint32(saturated<quint8>(number(fields, "external_sensor")));
    const auto state = quint32(saturated<quint8>(number(fields, "battery_status")));
    ByteWriter out;
    out.big(((state & 3) << 14) | (saturated<quint16>(number(fields, "battery") * 1000) & 0x3fffU), 2);
    bigSigned(out, number(fields, "temperature") * 100);
    out.big(saturated<quint16>(number(fields, "humidity") * 10), 2);
    out.u8(external);
    if (external == 4) {
        out.u8(saturated<quint8>(number(fields, "digital")));
        out.u8(saturated<quint8>(number(fields, "interrupt")));
    } else if (external == 5) {
        out.big(saturated<quint16>(number(fields, "light")), 2);
    } else if (external == 6) {
        out.big(saturated<quint16>(number(fields, "analog") * 1000), 2);
    } else {
        bigSigned(out, number(fields, "external_temperature") * 100);
    }
    out.big(0x7fff, 2);
    return out.bytes();
}

QByteArray encodeRuuvi(const QJsonObject &fields)
{
    const auto value = [&fields](const char *name) { return fields.value(QLatin1StringView(name)); };
    ByteWriter out;
    out.u8(5);
    ruuviSigned(out, value("temperature"), 200);
    out.big(ruuviUnsigned(value("humidity"), 400, 0, 0xffff), 2);
    out.big(ruuviUnsigned(value("pressure"), 1, 50000, 0xffff), 2);
    for (const char *axis : {"acceleration_x", "acceleration_y", "acceleration_z"})
        ruuviSigned(out, value(axis), 1000);
    const quint32 volts = ruuviUnsigned(value("battery"), 1000, 1.6, 0x7ff);
    out.big((volts << 5) | ruuviUnsigned(value("tx_power"), 0.5, -40, 0x1f), 2);
    out.u8(ruuviUnsigned(value("movement_counter"), 1, 0, 0xff));
    out.big(ruuviUnsigned(value("sequence"), 1, 0, 0xffff), 2);
    const QByteArray mac = QByteArray::fromHex(value("mac").toString().remove(u':').toLatin1());
    out.append(mac.size() == 6 ? mac : QByteArray(6, char(0xff)));
    return out.bytes();
}

} // namespace thingsdesk::sandbox
