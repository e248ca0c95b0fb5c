// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/readings.h"

#include <QJsonArray>

#include <cmath>

namespace thingsdesk::sandbox::readings {

namespace {

using namespace Qt::StringLiterals;

/// People come in the morning, go to lunch, leave in the evening; somebody is often there on a demo's odd hours too.
bool occupied(SensorState &state)
{
    const double hour = state.hour();
    const bool working = (hour > 8 && hour < 12) || (hour > 13 && hour < 17.5);
    return state.chance().happens(working ? 0.8 : 0.15);
}

double roomTemperature(SensorState &state)
{
    return 20.5 + 1.5 * state.daylight() + state.wander("room", 0, 0.05, -1.5, 1.5);
}

/// Breath raises it, air takes it away.
double carbonDioxide(SensorState &state, bool people)
{
    const double old = state.value("co2", 520);
    const double next = old + (people ? state.chance().between(2, 14) : (430 - old) * 0.05);
    const bool aired = next > 1400;
    state.set("co2", aired ? 650 : next);
    return aired ? 650 : next;
}

} // namespace

QJsonObject dlIam(SensorState &state)
{
    const bool people = occupied(state);
    const double light = 30 + 500 * state.daylight() * state.chance().between(0.8, 1);
    QJsonObject fields{{u"device_id"_s, state.value("device_id", 3000 + state.chance().pick(900))},
                       {u"battery_voltage"_s, state.battery(3.1, 2.2, 0.00005)},
                       {u"air_temperature"_s, roomTemperature(state)},
                       {u"air_humidity"_s, state.wander("air", 41, 0.3, 25, 65)},
                       {u"barometric_pressure"_s, state.pressure() * 100},
                       {u"ambient_light_visible_infrared"_s, light},
                       {u"ambient_light_infrared"_s, light * 0.17},
                       {u"activity_counter"_s, double(state.count("activity", people ? 3 : 0) % 65536)},
                       {u"total_voc"_s, state.wander("voc", 180, 6, 20, 900)}};
    const double concentration = carbonDioxide(state, people);
    // The CO2 sensor costs most of the battery: it measures every second time only.
    if (state.count("turns", 1) % 2 == 1) {
        fields.insert(u"co2_concentration"_s, concentration);
        fields.insert(u"co2_sensor_status"_s, 0);
        fields.insert(u"raw_ir_reading"_s, 38200 - concentration * 0.8);
    }
    return fields;
}

QJsonObject em300Th(SensorState &state)
{
    return {{u"battery"_s, state.battery(100, 10, 0.01)},
            {u"temperature"_s, state.temperature() + 6 + 5 * state.daylight()},
            {u"humidity"_s, state.wander("air", 68, 0.6, 35, 95)}};
}

QJsonObject am308(SensorState &state)
{
    const bool people = occupied(state);
    const double dust = state.wander("dust", 9, 0.8, 1, 80);
    return {{u"temperature"_s, roomTemperature(state)},
            {u"humidity"_s, state.wander("air", 44, 0.4, 25, 65)},
            {u"pir"_s, people ? u"trigger"_s : u"idle"_s},
            {u"light_level"_s, std::round(4 * state.daylight() + (people ? 1 : 0))},
            {u"co2"_s, carbonDioxide(state, people)},
            {u"tvoc"_s, state.wander("voc", 1.2, 0.05, 0.2, 5)},
            {u"pressure"_s, state.pressure()},
            {u"pm2_5"_s, dust},
            {u"pm10"_s, dust * 1.3},
            {u"battery"_s, state.battery(100, 10, 0.01)}};
}

QJsonObject elsys(SensorState &state)
{
    const bool people = occupied(state);
    const double room = roomTemperature(state);
    return {{u"temperature"_s, room},
            {u"humidity"_s, state.wander("air", 43, 0.5, 25, 65)},
            {u"light"_s, 20 + 400 * state.daylight()},
            {u"motion"_s, people ? state.chance().pick(12) : 0},
            {u"co2"_s, carbonDioxide(state, people)},
            {u"vdd"_s, state.battery(3650, 2600, 0.05)},
            {u"extTemperature2"_s, QJsonArray{room - 1.8 + state.chance().normal(0.1), room + 14.5}}};
}

} // namespace thingsdesk::sandbox::readings
