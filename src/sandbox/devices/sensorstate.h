// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/radio.h"
#include "sandbox/devices/chance.h"

#include <QJsonObject>

namespace thingsdesk::sandbox {

/// What a sensor carries from one reading to the next: counters, batteries, slowly wandering values. All of it can be
/// written down and taken up again, so that counters go on after a restart.
class SensorState
{
public:
    SensorState(quint32 seed, const QString &name, Location place);

    void restore(const QJsonObject &values) { m_values = values; }
    const QJsonObject &values() const noexcept { return m_values; }

    Chance &chance() noexcept { return m_chance; }
    const Location &place() const noexcept { return m_place; }

    double value(const char *name, double initial);
    void set(const char *name, double value);
    /// Wanders by about `step` a reading, and stays within the bounds. Starts at `initial`.
    double wander(const char *name, double initial, double step, double lowest, double highest);
    /// Counts up and gives the new count.
    qint64 count(const char *name, qint64 by);
    /// A battery that sinks a little with every message, from `full` to `empty`; then somebody changes it.
    double battery(double full, double empty, double perMessage);

    /// When and under which sky the reading is taken.
    void setMoment(Timestamp now) { m_now = now; }
    Timestamp now() const noexcept { return m_now; }
    double temperature();    ///< °C outdoors: season, time of day, weather
    double humidity();       ///< % outdoors
    double pressure();       ///< hPa at sea level
    double daylight() const; ///< 0 at night to 1 at a clear noon
    double hour() const;     ///< solar time, 0 to 24

private:
    Chance m_chance;
    Location m_place;
    QJsonObject m_values;
    Timestamp m_now;
};

} // namespace thingsdesk::sandbox
