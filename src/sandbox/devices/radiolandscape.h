// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/radio.h"
#include "sandbox/devices/chance.h"

#include <vector>

namespace thingsdesk::sandbox {

/// A gateway of the built-in network.
struct Gateway
{
    QString id;
    Location place;
    bool trusted = false;
    bool hasClock = false; ///< tells the time of reception (GPS)
    bool transmits = true; ///< false: it only listens
};

/// The three gateways of the built-in network: two that answer, one far off that only listens.
std::vector<Gateway> demoGateways();

/// An EU868 uplink channel.
struct RadioChannel
{
    quint64 frequency; ///< hertz
    int index;
    int rfChain;
};

/// Metres between two places on the ground.
double distanceBetween(const Location &a, const Location &b);

/// LoRa's lower limit of SNR in dB for a spreading factor from 7 to 12 (SX1301: −7.5 dB at SF7, 2.5 less for each
/// step).
double requiredSnr(int spreadingFactor);

/// "SF7BW125" for 7.
QString dataRateOf(int spreadingFactor);

/// Who hears whom. RSSI falls with the logarithm of the distance; each path has a shadow of its own that stays, each
/// frame its own fading. A frame is heard where its SNR reaches what its spreading factor needs.
class RadioLandscape
{
public:
    explicit RadioLandscape(std::vector<Gateway> gateways = demoGateways())
        : m_gateways(std::move(gateways))
    {
    }

    const std::vector<Gateway> &gateways() const noexcept { return m_gateways; }

    /// A sender's place on the air: how strongly each gateway hears it on average, in dBm.
    using Paths = std::vector<double>;
    /// The shadows on the paths follow from `name`, so that a device keeps its own.
    Paths pathsFrom(const QString &name, const Location &sender) const;

    struct Heard
    {
        QList<GatewayReception> gateways; ///< strongest first; empty: nobody heard it
        bool canAnswer = false;
    };
    Heard hear(const Paths &paths, int spreadingFactor, const RadioChannel &channel, Timestamp now,
               Chance &chance) const;

    /// The fastest spreading factor with 6 dB to spare at the best gateway: what adaptive data rate settles on.
    int settledSpreadingFactor(const Paths &paths) const;

    /// One of EU868's eight channels; a join request uses the first three only.
    static RadioChannel pickChannel(Chance &chance, bool join);

private:
    std::vector<Gateway> m_gateways;
};

} // namespace thingsdesk::sandbox
