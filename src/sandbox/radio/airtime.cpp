// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/radio/airtime.h"

#include <QRegularExpression>

#include <algorithm>

namespace thingsdesk::sandbox {

qint64 loraAirtime(const QString &dataRate, qsizetype frameSize)
{
    static const QRegularExpression pattern(QStringLiteral("^SF([0-9]{1,2})BW([0-9]{2,3})$"));
    const auto match = pattern.match(dataRate);
    const int spreading = match.captured(1).toInt();
    const int kilohertz = match.captured(2).toInt();
    if (spreading < 6 || spreading > 12 || kilohertz == 0)
        return 0;
    constexpr qint64 codingRate = 1; // 4/5
    const qint64 lowRate = spreading >= 11 && kilohertz == 125 ? 1 : 0;
    const qint64 bits = 8 * frameSize - 4 * qint64(spreading) + 44;
    const qint64 perBlock = 4 * (qint64(spreading) - 2 * lowRate);
    const qint64 blocks = std::max<qint64>(0, (bits + perBlock - 1) / perBlock);
    const qint64 symbols = 8 + blocks * (codingRate + 4);
    // A symbol lasts 2^SF / BW; the preamble has 12.25 of them.
    const qint64 quarterSymbols = 4 * symbols + 49;
    return quarterSymbols * (qint64(1) << spreading) * 1'000'000 / (qint64(4) * kilohertz);
}

qint64 fskAirtime(quint32 bitRate, qsizetype frameSize)
{
    return bitRate == 0 ? 0 : (frameSize + 11) * 8 * 1'000'000'000 / qint64(bitRate);
}

} // namespace thingsdesk::sandbox
