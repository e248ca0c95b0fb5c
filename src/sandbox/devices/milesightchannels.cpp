// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/milesightchannels.h"

namespace thingsdesk::sandbox::milesight {

namespace {

std::vector<Choice> alarm()
{
    return {{0, "threshold alarm release"}, {1, "threshold alarm"}};
}

std::vector<Choice> motion()
{
    return {{0, "unknown"}, {1, "start moving"}, {2, "moving"}, {3, "stop moving"}};
}

Channel battery()
{
    return {0x01, 0x75, {{"battery", Type::U8}}};
}

Channel temperature()
{
    return {0x03, 0x67, {{"temperature", Type::I16, 10}}};
}

Channel humidity()
{
    return {0x04, 0x68, {{"humidity", Type::U8, 2}}};
}

const Table &em300Th()
{
    static const Table table{
        battery(),
        temperature(),
        humidity(),
        {0x20,
         0xce,
         {{"timestamp", Type::U32}, {"temperature", Type::I16, 10}, {"humidity", Type::U8, 2}, {"", Type::Skipped}},
         "history"}};
    return table;
}

const Table &am308()
{
    static const Table table{temperature(),
                             humidity(),
                             {0x05, 0x00, {{"pir", Type::U8, 1, {{0, "idle"}, {1, "trigger"}}}}},
                             {0x06, 0xcb, {{"light_level", Type::U8}}},
                             {0x07, 0x7d, {{"co2", Type::U16}}},
                             {0x08, 0x7d, {{"tvoc", Type::U16, 100}}},
                             {0x09, 0x73, {{"pressure", Type::U16, 10}}},
                             {0x0b, 0x7d, {{"pm2_5", Type::U16}}},
                             {0x0c, 0x7d, {{"pm10", Type::U16}}},
                             battery()};
    return table;
}

const Table &ct101()
{
    static const Table table{
        {0x03, 0x97, {{"total_current", Type::U32, 100}}},
        {0x84,
         0x98,
         {{"current_max", Type::U16, 100},
          {"current_min", Type::U16, 100},
          {"current", Type::U16, 100},
          {"current_alarm",
           Type::Flags,
           1,
           {{1, "current_threshold_alarm"},
            {2, "current_threshold_alarm_release"},
            {4, "current_over_range_alarm"},
            {8, "current_over_range_alarm_release"}}}}},
        {0x04, 0x98, {{"current_sensor_status", Type::U16, 1, {{0xffff, "read failed"}}}}},
        {0x04, 0x98, {{"current", Type::U16, 100}}},
    };
    return table;
}

const Table &ws523()
{
    static const Table table{
        {0x08, 0x70, {{"socket_status", Type::U8, 1, {{0, "off"}, {1, "on"}}}}},
        {0x05, 0x81, {{"power_factor", Type::U8}}},
        {0x07, 0xc9, {{"current", Type::U16}}},
        {0x03, 0x74, {{"voltage", Type::U16, 10}}},
        {0x06, 0x83, {{"power_consumption", Type::U32}}},
        {0x04, 0x80, {{"active_power", Type::U32}}},
    };
    return table;
}

Channel wts506History(quint8 id, Type rain)
{
    return {id,
            0xce,
            {{"timestamp", Type::U32},
             {"temperature", Type::I16, 10},
             {"humidity", Type::U8, 2},
             {"pressure", Type::U16, 10},
             {"wind_direction", Type::I16, 10},
             {"wind_speed", Type::U16, 10},
             {"rainfall_total", rain, 100}},
            "history"};
}

const Table &wts506()
{
    static const Table table{
        battery(),
        {0x83, 0x67, {{"temperature", Type::I16, 10}, {"temperature_alarm", Type::U8, 1, alarm()}}},
        temperature(),
        humidity(),
        {0x05, 0x84, {{"wind_direction", Type::I16, 10}}},
        {0x86, 0x73, {{"pressure", Type::U16, 10}, {"pressure_alarm", Type::U8, 1, alarm()}}},
        {0x06, 0x73, {{"pressure", Type::U16, 10}}},
        {0x87, 0x92, {{"wind_speed", Type::U16, 10}, {"wind_speed_alarm", Type::U8, 1, alarm()}}},
        {0x07, 0x92, {{"wind_speed", Type::U16, 10}}},
        {0x88,
         0xec,
         {{"rainfall_total", Type::U32, 100},
          {"rainfall_counter", Type::U8},
          {"rainfall_alarm", Type::U8, 1, alarm()}}},
        {0x08, 0x77, {{"rainfall_total", Type::U16, 100}, {"rainfall_counter", Type::U8}}},
        {0x08, 0xec, {{"rainfall_total", Type::U32, 100}, {"rainfall_counter", Type::U8}}},
        wts506History(0x20, Type::U16),
        wts506History(0x21, Type::U32),
    };
    return table;
}

const Table &at101()
{
    static const Table table{
        battery(),
        temperature(),
        {0x05, 0x00, {{"position", Type::U8, 1, {{0, "normal"}, {1, "tilt"}}}}},
        {0x04,
         0x88,
         {{"latitude", Type::I32, 1e6},
          {"longitude", Type::I32, 1e6},
          {"motion_status", Type::LowNibble, 1, motion()},
          {"geofence_status", Type::HighNibble, 1, {{0, "inside"}, {1, "outside"}, {2, "unset"}, {3, "unknown"}}}}},
        {0x06,
         0xd9,
         {{"group", Type::U8}, {"mac", Type::Mac}, {"rssi", Type::I8}, {"motion_status", Type::LowNibble, 1, motion()}},
         "wifi"},
    };
    return table;
}

} // namespace

const Table *channelsOf(SensorKind kind)
{
    switch (kind) {
    case SensorKind::MilesightEm300Th:
        return &em300Th();
    case SensorKind::MilesightAm308:
        return &am308();
    case SensorKind::MilesightCt101:
        return &ct101();
    case SensorKind::MilesightWs523:
        return &ws523();
    case SensorKind::MilesightWts506:
        return &wts506();
    case SensorKind::MilesightAt101:
        return &at101();
    default:
        return nullptr;
    }
}

} // namespace thingsdesk::sandbox::milesight
