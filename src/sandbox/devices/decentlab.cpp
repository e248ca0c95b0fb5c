// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/decentlab.h"

#include "sandbox/devices/bytewriter.h"

#include <vector>

namespace thingsdesk::sandbox {

namespace {

/// word = value × factor + offset. A wide one takes two words, the low one first.
struct Word
{
    const char *name;
    double factor = 1;
    double offset = 0;
    bool wide = false;
};

using Group = std::vector<Word>;
using Model = std::vector<Group>;

constexpr double signedZero = 32768; ///< where Decentlab's signed words have their zero

Group battery()
{
    return {{"battery_voltage", 1000}};
}
Group sht35Air()
{
    return {{"air_temperature", 65535.0 / 175, 45 * 65535.0 / 175}, {"air_humidity", 655.35}};
}

const Model &dl5tm()
{
    static const Model model{{{"dielectric_permittivity", 50}, {"soil_temperature", 10, 400}}, battery()};
    return model;
}

const Model &dlAtm41()
{
    static const Model model{{{"solar_radiation", 1, signedZero},
                              {"precipitation", 1000, signedZero},
                              {"lightning_strike_count", 1, signedZero},
                              {"lightning_average_distance", 1, signedZero},
                              {"wind_speed", 100, signedZero},
                              {"wind_direction", 10, signedZero},
                              {"maximum_wind_speed", 100, signedZero},
                              {"air_temperature", 10, signedZero},
                              {"vapor_pressure", 100, signedZero},
                              {"atmospheric_pressure", 100, signedZero},
                              {"relative_humidity", 10, signedZero},
                              {"sensor_temperature_internal", 10, signedZero},
                              {"x_orientation_angle", 10, signedZero},
                              {"y_orientation_angle", 10, signedZero},
                              {"compass_heading", 1, signedZero},
                              {"north_wind_speed", 100, signedZero},
                              {"east_wind_speed", 100, signedZero}},
                             battery()};
    return model;
}

const Model &dlIam()
{
    static const Model model{battery(),
                             sht35Air(),
                             {{"barometric_pressure", 0.5}},
                             {{"ambient_light_visible_infrared"}, {"ambient_light_infrared"}},
                             {{"co2_concentration", 1, signedZero}, {"co2_sensor_status"}, {"raw_ir_reading"}},
                             {{"activity_counter"}},
                             {{"total_voc"}}};
    return model;
}

const Model &dlTbrg()
{
    static const Model model{
        {{"precipitation", 10}, {"precipitation_interval"}, {"cumulative_precipitation", 10, 0, true}}, battery()};
    return model;
}

const Model &dlSht35()
{
    static const Model model{sht35Air(), battery()};
    return model;
}

const Model *modelOf(SensorKind kind)
{
    switch (kind) {
    case SensorKind::DecentlabDl5tm:
        return &dl5tm();
    case SensorKind::DecentlabDlAtm41:
        return &dlAtm41();
    case SensorKind::DecentlabDlIam:
        return &dlIam();
    case SensorKind::DecentlabDlTbrg:
        return &dlTbrg();
    case SensorKind::DecentlabDlSht35:
        return &dlSht35();
    default:
        return nullptr;
    }
}

void write(ByteWriter &out, const Group &group, const QJsonObject &fields)
{
    for (const Word &word : group) {
        const double value = fields.value(QLatin1StringView(word.name)).toDouble() * word.factor + word.offset;
        if (word.wide) {
            const auto number = saturated<quint32>(value);
            out.big(number & 0xffff, 2);
            out.big(number >> 16, 2);
        } else {
            out.big(saturated<quint16>(value), 2);
        }
    }
}

} // namespace

QByteArray encodeDecentlab(SensorKind kind, const QJsonObject &fields)
{
    const Model *model = modelOf(kind);
    if (!model)
        return {};
    quint32 flags = 0;
    ByteWriter groups;
    for (std::size_t i = 0; i < model->size(); ++i) {
        const Group &group = (*model)[i];
        if (!fields.contains(QLatin1StringView(group.front().name)))
            continue;
        flags |= 1U << i;
        write(groups, group, fields);
    }
    ByteWriter out;
    out.u8(2);
    out.big(saturated<quint16>(fields.value(QLatin1StringView("device_id")).toDouble()), 2);
    out.big(flags, 2);
    out.append(groups.bytes());
    return out.bytes();
}

} // namespace thingsdesk::sandbox
