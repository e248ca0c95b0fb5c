// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/airtime.h"

#include <QRegularExpression>

#include <cmath>

namespace thingsdesk {

std::optional<LoraDataRate> LoraDataRate::parse(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^SF(7|8|9|10|11|12)BW(125|250|500)$"));
    const QRegularExpressionMatch match = pattern.match(name);
    if (!match.hasMatch())
        return {};
    return LoraDataRate{match.capturedView(1).toInt(), match.capturedView(2).toInt()};
}

std::chrono::nanoseconds downlinkAirtime(const LoraDataRate &rate, int payloadBytes)
{
    const int bytes = payloadBytes + frameOverhead;
    const int sf = rate.spreadingFactor;
    const int lowRate = sf >= 11 && rate.bandwidth == 125 ? 1 : 0;
    constexpr int codingRate = 1; // 4/5
    const double blocks = std::ceil(double(8 * bytes - 4 * sf + 44) / double(4 * (sf - 2 * lowRate)));
    const double symbols = 8 + std::max(0.0, blocks) * (codingRate + 4);
    const double seconds = (symbols + 12.25) * std::exp2(sf) / (rate.bandwidth * 1000.0);
    return std::chrono::nanoseconds(std::llround(seconds * 1e9));
}

int maximumPayload(const LoraDataRate &rate)
{
    if (rate.bandwidth != 125 || rate.spreadingFactor <= 8)
        return 222;
    return rate.spreadingFactor == 9 ? 115 : 51;
}

} // namespace thingsdesk
