// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/sensorkind.h"
#include "sandbox/devices/sensorstate.h"

#include <chrono>
#include <optional>

namespace thingsdesk::sandbox {

/// What a downlink made a sensor do.
struct SensorReaction
{
    bool reportsSoon = false;                     ///< its state changed: it tells so at once
    std::optional<std::chrono::seconds> interval; ///< it was told another rhythm
};

/// The sensor in a virtual device: reads, encodes, obeys. Radio and rhythm are the device's.
class VirtualSensor
{
public:
    /// `seed` and `name` decide the course of its values; `place` gives the sun's time and a tracker's depot.
    VirtualSensor(SensorKind kind, quint32 seed, const QString &name, Location place);

    quint8 port() const { return sensorPort(m_kind); }
    /// The next reading's fields (names and units of the sensor's decoded form). `broken` makes a temperature that no
    /// validator believes.
    QJsonObject read(Timestamp now, bool broken = false);
    /// The next reading as the sensor sends it.
    QByteArray payload(Timestamp now, bool broken = false);

    /// Commands: Milesight WS523 `08 01 00 ff` and `08 00 00 ff` (socket), `ff 03` + seconds (u16, little endian) on
    /// port 85; Cayenne LPP io node: channel and i16 ÷ 100, big endian, for its outputs 3 and 5, on any port.
    /// All else is ignored, as a sensor does.
    SensorReaction receive(quint8 port, QByteArrayView payload);

    const QJsonObject &state() const noexcept { return m_state.values(); }
    void restore(const QJsonObject &state) { m_state.restore(state); }

private:
    SensorReaction obeyMilesight(QByteArrayView payload);
    SensorReaction obeyLpp(QByteArrayView payload);

    SensorKind m_kind;
    SensorState m_state;
};

} // namespace thingsdesk::sandbox
