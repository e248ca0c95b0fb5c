// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/readings.h"

#include <QJsonArray>

#include <cmath>
#include <numbers>

namespace thingsdesk::sandbox::readings {

namespace {

using namespace Qt::StringLiterals;

constexpr double degreesPerMetre = 1 / 111'320.0;

/// Where a vehicle is on its round of some kilometres about its depot: degrees north and east.
std::pair<double, double> onTheRoad(SensorState &state, double radius)
{
    const double way = state.value("way", 0) + state.chance().between(0.01, 0.05);
    state.set("way", std::fmod(way, 2 * std::numbers::pi));
    const double bend = radius * (1 + 0.25 * std::sin(5 * way));
    const double shrink = std::cos(state.place().latitude / 180 * std::numbers::pi);
    return {state.place().latitude + bend * std::sin(way) * degreesPerMetre,
            state.place().longitude + bend * std::cos(way) * degreesPerMetre / shrink};
}

} // namespace

QJsonObject ct101(SensorState &state)
{
    // A compressor: on for a third of the time.
    const bool running = std::fmod(double(state.now().nanoseconds) / 1e9, 180) < 60;
    const double amperes = running ? 11 + state.chance().normal(0.4) : 0.3;
    if (state.chance().happens(0.02))
        return {{u"current_sensor_status"_s, u"read failed"_s}};
    const qint64 hundredths = state.count("charge", running ? 4 : 0);
    if (running && state.chance().happens(0.1)) {
        return {{u"total_current"_s, double(hundredths) / 100},
                {u"current"_s, amperes},
                {u"current_max"_s, amperes * 1.6},
                {u"current_min"_s, 0.3},
                {u"current_alarm"_s, QJsonObject{{u"current_threshold_alarm"_s, u"yes"_s}}}};
    }
    return {{u"total_current"_s, double(hundredths) / 100}, {u"current"_s, amperes}};
}

QJsonObject ws523(SensorState &state)
{
    const bool on = state.value("socket", 1) != 0;
    const double volts = 231 + state.chance().normal(1.5);
    const double watts = on ? state.wander("load", 60, 3, 5, 900) : 0;
    const double factor = on ? 92 : 100;
    const double now = double(state.now().nanoseconds) / 1e9;
    const double seconds = std::clamp(now - state.value("read_at", now), 0.0, 3600.0);
    state.set("read_at", now);
    // Wh are counted in hundredths, so that a small load counts too.
    const qint64 energy = state.count("energy", std::llround(watts * 100 * seconds / 3600));
    return {{u"socket_status"_s, on ? u"on"_s : u"off"_s},
            {u"power_factor"_s, factor},
            {u"current"_s, on ? 1000 * watts / volts / factor * 100 : 0},
            {u"voltage"_s, volts},
            {u"power_consumption"_s, std::floor(double(energy) / 100)},
            {u"active_power"_s, std::round(watts)}};
}

QJsonObject at101(SensorState &state)
{
    QJsonObject fields{{u"battery"_s, state.battery(100, 10, 0.01)},
                       {u"temperature"_s, state.wander("cargo", -18, 0.3, -24, -12)},
                       {u"position"_s, state.chance().happens(0.03) ? u"tilt"_s : u"normal"_s}};
    const auto [latitude, longitude] = onTheRoad(state, 2600);
    if (state.chance().happens(0.8)) {
        fields.insert(u"latitude"_s, latitude);
        fields.insert(u"longitude"_s, longitude);
        fields.insert(u"motion_status"_s, u"moving"_s);
        fields.insert(u"geofence_status"_s, u"inside"_s);
        return fields;
    }
    // Without a view of the sky it lists the Wi-Fi stations around.
    QJsonArray stations;
    for (const QString &mac : {u"02:1c:b3:5e:09:21"_s, u"06:a4:77:10:c2:f8"_s, u"0a:33:d1:8b:64:05"_s}) {
        stations.append(QJsonObject{{u"group"_s, 8},
                                    {u"mac"_s, mac},
                                    {u"rssi"_s, -60 - state.chance().pick(25)},
                                    {u"motion_status"_s, u"moving"_s}});
    }
    fields.insert(u"wifi"_s, stations);
    return fields;
}

QJsonObject lppTracker(SensorState &state)
{
    const auto [latitude, longitude] = onTheRoad(state, 900);
    QJsonObject fields{{u"gps_1"_s, QJsonObject{{u"latitude"_s, latitude},
                                                {u"longitude"_s, longitude},
                                                {u"altitude"_s, state.place().altitude + state.chance().normal(2)}}},
                       {u"analog_in_2"_s, state.battery(4.1, 3.4, 0.0002)}};
    if (state.chance().happens(0.3)) {
        fields.insert(u"accelerometer_6"_s, QJsonObject{{u"x"_s, state.chance().normal(0.2)},
                                                        {u"y"_s, state.chance().normal(0.2)},
                                                        {u"z"_s, 1 + state.chance().normal(0.1)}});
    }
    return fields;
}

QJsonObject lppIo(SensorState &state)
{
    const bool car = state.chance().happens(state.value("car", 0) != 0 ? 0.9 : 0.15);
    state.set("car", car ? 1 : 0);
    return {{u"digital_in_1"_s, car ? 1 : 0},
            {u"digital_in_2"_s, 0},
            {u"digital_out_3"_s, state.value("output_3", 0)},
            {u"analog_in_4"_s, state.wander("slope", 0.4, 0.02, -5, 5)},
            {u"analog_out_5"_s, state.value("output_5", 0)},
            {u"luminosity_6"_s, 10 + 9000 * state.daylight()},
            {u"presence_7"_s, car ? 1 : 0}};
}

} // namespace thingsdesk::sandbox::readings
