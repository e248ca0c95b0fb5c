// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/sensorstate.h"

#include <cmath>
#include <numbers>

namespace thingsdesk::sandbox {

namespace {

constexpr double turn = 2 * std::numbers::pi;
constexpr double nanosecondsPerHour = 3.6e12;

} // namespace

SensorState::SensorState(quint32 seed, const QString &name, Location place)
    : m_chance(seed, name)
    , m_place(std::move(place))
{
}

double SensorState::value(const char *name, double initial)
{
    const QLatin1StringView key(name);
    const auto found = m_values.constFind(key);
    if (found != m_values.constEnd())
        return found->toDouble();
    m_values.insert(key, initial);
    return initial;
}

void SensorState::set(const char *name, double value)
{
    m_values.insert(QLatin1StringView(name), value);
}

double SensorState::wander(const char *name, double initial, double step, double lowest, double highest)
{
    const double old = value(name, initial);
    // A slight pull to the middle keeps the value from sticking to a bound.
    const double pull = (initial - old) * 0.02;
    const double next = std::clamp(old + pull + m_chance.normal(step), lowest, highest);
    set(name, next);
    return next;
}

qint64 SensorState::count(const char *name, qint64 by)
{
    const double next = value(name, 0) + double(by);
    set(name, next);
    return qint64(next);
}

double SensorState::battery(double full, double empty, double perMessage)
{
    const double old = value("battery", full - (full - empty) * m_chance.between(0, 0.5));
    const double next = old - perMessage < empty ? full : old - perMessage;
    set("battery", next);
    return next;
}

double SensorState::hour() const
{
    const double utc = double(m_now.nanoseconds) / nanosecondsPerHour;
    return std::fmod(utc + m_place.longitude / 15, 24);
}

double SensorState::daylight() const
{
    return std::max(0.0, std::sin((hour() - 6) / 24 * turn));
}

double SensorState::temperature()
{
    const double yearDay = std::fmod(double(m_now.nanoseconds) / nanosecondsPerHour / 24, 365.25);
    const double season = 10.5 + 8 * std::sin((yearDay - 105) / 365.25 * turn);
    const double day = 4.5 * std::sin((hour() - 9) / 24 * turn);
    return season + day + wander("weather", 0, 0.08, -5, 5);
}

double SensorState::humidity()
{
    const double day = -14 * std::sin((hour() - 9) / 24 * turn);
    return std::clamp(72 + day + wander("moisture", 0, 0.4, -18, 18), 15.0, 100.0);
}

double SensorState::pressure()
{
    return wander("pressure", 1013, 0.05, 975, 1045);
}

} // namespace thingsdesk::sandbox
