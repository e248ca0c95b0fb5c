// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/radiolandscape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr double transmitPower = 16;       ///< dBm, antenna gains included
constexpr double lossAtOneKilometre = 122; ///< dB, in a town
constexpr double lossPerDecade = 32;
constexpr double noiseFloor = -117;     ///< dBm in 125 kHz, 6 dB noise figure
constexpr double shadowDeviation = 4;   ///< dB, of a path
constexpr double fadingDeviation = 2.5; ///< dB, of a frame
constexpr double highestSnr = 9.5;      ///< the demodulator reports no more

/// Power as a receiver tells it: signal and noise together.
double reportedRssi(double signal)
{
    return 10 * std::log10(std::pow(10, signal / 10) + std::pow(10, noiseFloor / 10));
}

double tenth(double value)
{
    return std::round(value * 10) / 10;
}

} // namespace

std::vector<Gateway> demoGateways()
{
    return {
        {u"eui-02a7c4fffe1d3b60"_s, {52.2215, 6.8937, 58, 0, u"registry"_s}, true, true, true},
        {u"eui-02a7c4fffe1d3b61"_s, {52.2389, 6.8514, 41, 0, u"registry"_s}, true, false, true},
        {u"hilltop-listener"_s, {52.2607, 6.9462, 74, 0, u"gps"_s}, false, true, false},
    };
}

double distanceBetween(const Location &a, const Location &b)
{
    constexpr double earthRadius = 6'371'000;
    constexpr double degree = std::numbers::pi / 180;
    const double north = (b.latitude - a.latitude) * degree;
    const double east = (b.longitude - a.longitude) * degree;
    const double half = std::pow(std::sin(north / 2), 2) +
                        std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * std::pow(std::sin(east / 2), 2);
    return 2 * earthRadius * std::asin(std::sqrt(std::min(1.0, half)));
}

double requiredSnr(int spreadingFactor)
{
    return -7.5 - 2.5 * (spreadingFactor - 7);
}

QString dataRateOf(int spreadingFactor)
{
    return u"SF%1BW125"_s.arg(spreadingFactor);
}

RadioLandscape::Paths RadioLandscape::pathsFrom(const QString &name, const Location &sender) const
{
    Paths paths;
    for (const Gateway &gateway : m_gateways) {
        const double kilometres = std::max(0.02, distanceBetween(sender, gateway.place) / 1000);
        Chance shadow(0, name + u'/' + gateway.id);
        paths.push_back(transmitPower - lossAtOneKilometre - lossPerDecade * std::log10(kilometres) +
                        shadow.normal(shadowDeviation));
    }
    return paths;
}

RadioLandscape::Heard RadioLandscape::hear(const Paths &paths, int spreadingFactor, const RadioChannel &channel,
                                           Timestamp now, Chance &chance) const
{
    Heard heard;
    for (std::size_t i = 0; i < m_gateways.size(); ++i) {
        const Gateway &gateway = m_gateways[i];
        const double signal = paths[i] + chance.normal(fadingDeviation);
        const double snr = std::min(signal - noiseFloor, highestSnr + chance.normal(0.8));
        if (snr < requiredSnr(spreadingFactor))
            continue;
        GatewayReception reception;
        reception.gatewayId = gateway.id;
        reception.trusted = gateway.trusted;
        // The concentrator counts microseconds since it was switched on, and wraps.
        reception.timestamp = quint32(quint64(now.nanoseconds / 1000) + 0x2f1d'4000U * (i + 1));
        if (gateway.hasClock)
            reception.time = Timestamp{now.nanoseconds / 1000 * 1000, 0};
        reception.channel = channel.index;
        reception.rfChain = channel.rfChain;
        reception.rssi = std::round(reportedRssi(signal));
        reception.snr = tenth(snr);
        reception.location = gateway.place;
        heard.gateways.append(reception);
        heard.canAnswer = heard.canAnswer || gateway.transmits;
    }
    std::sort(heard.gateways.begin(), heard.gateways.end(),
              [](const GatewayReception &a, const GatewayReception &b) { return a.rssi > b.rssi; });
    return heard;
}

int RadioLandscape::settledSpreadingFactor(const Paths &paths) const
{
    double best = -1000;
    for (std::size_t i = 0; i < m_gateways.size(); ++i) {
        if (m_gateways[i].transmits)
            best = std::max(best, paths[i] - noiseFloor);
    }
    for (int factor = 7; factor < 12; ++factor) {
        if (best - requiredSnr(factor) >= 6)
            return factor;
    }
    return 12;
}

RadioChannel RadioLandscape::pickChannel(Chance &chance, bool join)
{
    static constexpr std::array channels{RadioChannel{868'100'000, 0, 1}, RadioChannel{868'300'000, 1, 1},
                                         RadioChannel{868'500'000, 2, 1}, RadioChannel{867'100'000, 3, 0},
                                         RadioChannel{867'300'000, 4, 0}, RadioChannel{867'500'000, 5, 0},
                                         RadioChannel{867'700'000, 6, 0}, RadioChannel{867'900'000, 7, 0}};
    return channels[std::size_t(chance.pick(join ? 3 : int(channels.size())))];
}

} // namespace thingsdesk::sandbox
