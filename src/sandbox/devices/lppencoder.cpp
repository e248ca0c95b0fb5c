// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/lppencoder.h"

#include "sandbox/devices/bytewriter.h"

#include <array>
#include <map>

namespace thingsdesk::sandbox {

namespace {

struct Part
{
    const char *name; ///< empty: the value itself
    double factor;
};

struct Item
{
    const char *name;
    quint8 type;
    int size;
    bool isSigned;
    std::array<Part, 3> parts;
};

constexpr std::array items{
    Item{"digital_in", 0x00, 1, false, {{{"", 1}}}},
    Item{"digital_out", 0x01, 1, false, {{{"", 1}}}},
    Item{"analog_in", 0x02, 2, true, {{{"", 100}}}},
    Item{"analog_out", 0x03, 2, true, {{{"", 100}}}},
    Item{"luminosity", 0x65, 2, false, {{{"", 1}}}},
    Item{"presence", 0x66, 1, false, {{{"", 1}}}},
    Item{"temperature", 0x67, 2, true, {{{"", 10}}}},
    Item{"relative_humidity", 0x68, 1, false, {{{"", 2}}}},
    Item{"accelerometer", 0x71, 2, true, {{{"x", 1000}, {"y", 1000}, {"z", 1000}}}},
    Item{"barometric_pressure", 0x73, 2, true, {{{"", 10}}}},
    Item{"gyrometer", 0x86, 2, true, {{{"x", 100}, {"y", 100}, {"z", 100}}}},
    Item{"gps", 0x88, 3, true, {{{"latitude", 10000}, {"longitude", 10000}, {"altitude", 100}}}},
};

void write(ByteWriter &out, const Item &item, double number)
{
    const double range = std::pow(256.0, item.size);
    const double lowest = item.isSigned ? -range / 2 : 0;
    const double highest = (item.isSigned ? range / 2 : range) - 1;
    out.big(quint32(qint64(std::clamp(std::round(number), lowest, highest))), item.size);
}

void write(ByteWriter &out, const Item &item, quint8 channel, const QJsonValue &value)
{
    out.u8(channel);
    out.u8(item.type);
    for (const Part &part : item.parts) {
        if (!part.name)
            break;
        const QJsonValue number = *part.name ? value[QLatin1StringView(part.name)] : value;
        write(out, item, number.toDouble() * part.factor);
    }
}

} // namespace

QByteArray encodeLpp(const QJsonObject &fields)
{
    std::map<quint8, QByteArray> byChannel;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const QString key = field.key();
        const qsizetype dash = key.lastIndexOf(u'_');
        bool numbered = false;
        const uint channel = QStringView(key).mid(dash + 1).toUInt(&numbered);
        if (dash < 0 || !numbered || channel > 255)
            continue;
        for (const Item &item : items) {
            if (QStringView(key).left(dash) != QLatin1StringView(item.name))
                continue;
            ByteWriter bytes;
            write(bytes, item, quint8(channel), field.value());
            byChannel[quint8(channel)] += bytes.bytes();
        }
    }
    QByteArray out;
    for (const auto &[channel, bytes] : byChannel)
        out += bytes;
    return out;
}

} // namespace thingsdesk::sandbox
