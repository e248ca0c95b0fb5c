// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace thingsdesk {

/// A LoRa data rate by its V2 name, "SF7BW125".
struct LoraDataRate
{
    int spreadingFactor = 7;
    int bandwidth = 125; ///< kHz

    static std::optional<LoraDataRate> parse(const QString &name);
};

/// What LoRaWAN adds to a payload on air: MHDR, device address, control, counter, port, MIC; without MAC commands.
inline constexpr int frameOverhead = 13;

/// How long a downlink with so many bytes of payload is on air, at coding rate 4/5 as V2 sends. The stack's formula,
/// wire-v2 section 10.
std::chrono::nanoseconds downlinkAirtime(const LoraDataRate &rate, int payloadBytes);

/// The largest payload in EU868 at this rate, also through a repeater. Source: LoRaWAN Regional Parameters, EU863-870.
int maximumPayload(const LoraDataRate &rate);

} // namespace thingsdesk
