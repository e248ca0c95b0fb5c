// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/readings.h"

#include <cmath>
#include <numbers>

namespace thingsdesk::sandbox::readings {

namespace {

using namespace Qt::StringLiterals;

/// A device's own number, made once.
double deviceId(SensorState &state)
{
    return state.value("device_id", 200 + state.chance().pick(8000));
}

/// Millimetres that fell since the last reading: mostly nothing, showers now and then.
double rain(SensorState &state)
{
    const double cloud = state.wander("cloud", 0, 0.15, -1, 1);
    return cloud > 0.4 ? state.chance().between(0, cloud) * 0.4 : 0;
}

} // namespace

QJsonObject dl5tm(SensorState &state)
{
    const double soil = 0.6 * state.temperature() + 4;
    return {{u"device_id"_s, deviceId(state)},
            {u"dielectric_permittivity"_s, state.wander("permittivity", 14, 0.1, 2, 40)},
            {u"soil_temperature"_s, soil},
            {u"battery_voltage"_s, state.battery(3.2, 2.1, 0.00002)}};
}

QJsonObject dlAtm41(SensorState &state)
{
    const double air = state.temperature();
    const double humidity = state.humidity();
    const double wind = std::abs(state.wander("wind", 2.5, 0.4, 0, 18));
    const double direction = std::fmod(state.wander("direction", 240, 8, 0, 720), 360);
    const double radians = direction / 180 * std::numbers::pi;
    const bool strike = state.chance().happens(0.01);
    const double saturation = 0.6112 * std::exp(17.62 * air / (243.12 + air));
    return {{u"device_id"_s, deviceId(state)},
            {u"solar_radiation"_s, 850 * state.daylight() * state.chance().between(0.6, 1)},
            {u"precipitation"_s, rain(state)},
            {u"lightning_strike_count"_s, strike ? 1 : 0},
            {u"lightning_average_distance"_s, strike ? state.chance().between(3, 40) : 0},
            {u"wind_speed"_s, wind},
            {u"wind_direction"_s, direction},
            {u"maximum_wind_speed"_s, wind * state.chance().between(1.1, 1.9)},
            {u"air_temperature"_s, air},
            {u"vapor_pressure"_s, saturation * humidity / 100},
            {u"atmospheric_pressure"_s, state.pressure() / 10},
            {u"relative_humidity"_s, humidity},
            {u"sensor_temperature_internal"_s, air + 0.4},
            {u"x_orientation_angle"_s, state.chance().normal(0.2)},
            {u"y_orientation_angle"_s, state.chance().normal(0.2)},
            {u"compass_heading"_s, 2},
            {u"north_wind_speed"_s, wind * std::cos(radians)},
            {u"east_wind_speed"_s, wind * std::sin(radians)},
            {u"battery_voltage"_s, state.battery(3.2, 2.1, 0.00005)}};
}

QJsonObject dlTbrg(SensorState &state)
{
    const auto tips = qint64(std::round(rain(state) * 10)); // one tip of the bucket is 0.1 mm
    return {{u"device_id"_s, deviceId(state)},
            {u"precipitation"_s, double(tips) * 0.1},
            {u"precipitation_interval"_s, 600},
            {u"cumulative_precipitation"_s, double(state.count("tips", tips)) * 0.1},
            {u"battery_voltage"_s, state.battery(3.2, 2.1, 0.00002)}};
}

QJsonObject dlSht35(SensorState &state)
{
    // In a cold store: a compressor's saw tooth around 4 °C.
    const double minutes = double(state.now().nanoseconds) / 6e10;
    return {{u"device_id"_s, deviceId(state)},
            {u"air_temperature"_s, 3.2 + 1.6 * std::fmod(minutes, 12) / 12 + state.chance().normal(0.05)},
            {u"air_humidity"_s, state.wander("air", 82, 0.5, 60, 98)},
            {u"battery_voltage"_s, state.battery(3.2, 2.1, 0.00002)}};
}

QJsonObject wts506(SensorState &state)
{
    QJsonObject fields{{u"temperature"_s, state.temperature()},
                       {u"humidity"_s, state.humidity()},
                       {u"wind_direction"_s, std::fmod(state.wander("direction", 240, 8, 0, 720), 360)},
                       {u"pressure"_s, state.pressure()},
                       {u"wind_speed"_s, state.wander("wind", 3, 0.5, 0, 24)}};
    const auto hundredths = qint64(std::round(rain(state) * 100));
    fields.insert(u"rainfall_total"_s, double(state.count("rain", hundredths)) / 100);
    fields.insert(u"rainfall_counter"_s, int(state.count("showers", hundredths > 0 ? 1 : 0) % 256));
    fields.insert(u"battery"_s, state.battery(100, 10, 0.01));
    if (state.value("wind", 3) > 8)
        fields.insert(u"wind_speed_alarm"_s, u"threshold alarm"_s);
    return fields;
}

QJsonObject lppWeather(SensorState &state)
{
    return {{u"temperature_1"_s, state.temperature()},
            {u"relative_humidity_2"_s, state.humidity()},
            {u"barometric_pressure_3"_s, state.pressure()},
            {u"analog_in_4"_s, state.battery(3.7, 3.2, 0.0001)}};
}

QJsonObject draginoLht65(SensorState &state)
{
    const double volts = state.battery(3.1, 2.45, 0.00005);
    return {{u"battery_status"_s, volts > 2.9   ? 3
                                  : volts > 2.7 ? 2
                                                : 1},
            {u"battery"_s, volts},
            {u"temperature"_s, state.temperature() + 2},
            {u"humidity"_s, state.humidity()},
            {u"external_sensor"_s, 1},
            {u"external_temperature"_s, state.temperature()}};
}

QJsonObject ruuvi(SensorState &state)
{
    const bool moved = state.chance().happens(0.1);
    QJsonObject fields{{u"temperature"_s, 34 + state.chance().normal(0.1)}, // a beehive keeps its temperature
                       {u"pressure"_s, state.pressure() * 100},
                       {u"acceleration_x"_s, state.chance().normal(0.01)},
                       {u"acceleration_y"_s, state.chance().normal(0.01)},
                       {u"acceleration_z"_s, 1 + state.chance().normal(moved ? 0.2 : 0.01)},
                       {u"battery"_s, state.battery(3.1, 2.4, 0.00005)},
                       {u"tx_power"_s, 4},
                       {u"movement_counter"_s, int(state.count("moves", moved ? 1 : 0) % 255)},
                       {u"sequence"_s, int(state.count("sequence", 1) % 65535)},
                       {u"mac"_s, u"c6:0a:7e:51:20:9d"_s}};
    // Its humidity sensor drops out now and then: "not measured".
    if (!state.chance().happens(0.08))
        fields.insert(u"humidity"_s, state.wander("air", 62, 0.6, 40, 90));
    return fields;
}

} // namespace thingsdesk::sandbox::readings
