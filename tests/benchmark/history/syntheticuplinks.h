// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <random>
#include <vector>

namespace thingsdesk::benchmark {

/// Uplinks as the V2 handler writes them, some 600 bytes: a thousand weather stations with four fields that wander as
/// real ones do, fifty gateways of which one to three hear each, counters, times and radio values that differ.
class SyntheticUplinks
{
public:
    static constexpr int devices = 1000;
    static constexpr int gateways = 50;
    static constexpr qint64 spacing = 100; ///< milliseconds between uplinks
    static constexpr qint64 begin = 1'750'000'000'000;

    /// Hundred of the first `rareUntil` have a field `alarm` with the value "fire".
    explicit SyntheticUplinks(qint64 rareUntil);

    QByteArray next();
    QString device() const; ///< of the last one
    qint64 milliseconds() const { return begin + m_index * spacing; }

private:
    struct Station
    {
        quint32 counter = 0;
        int temperature = 0; ///< tenths
        int humidity = 0;
        int pressure = 0; ///< tenths
        int light = 0;
    };

    int below(int bound) { return int(m_random() % quint32(bound)); }
    QByteArray fieldsOf(Station &station);
    QByteArray receptions();

    std::mt19937 m_random{1};
    std::vector<Station> m_stations;
    qint64 m_rareStep;
    qint64 m_rareUntil;
    qint64 m_index = 0;
    int m_device = 0;
};

} // namespace thingsdesk::benchmark
