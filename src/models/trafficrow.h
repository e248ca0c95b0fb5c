// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyrecord.h"

#include <QVariant>

namespace thingsdesk {

/// A record with what the list shows of it, taken out once: views ask for it at every repaint.
struct TrafficRow
{
    explicit TrafficRow(HistoryRecord stored);

    /// The value of a column of TrafficModel; invalid where there is none.
    QVariant value(int column) const;

    HistoryRecord record;
    QString device;
    QDateTime time;
    std::optional<int> port;
    std::optional<qint64> counter;
    QByteArray payload;
    QByteArray fields;
    QString error;
    std::optional<double> rssi; ///< of the best gateway
    std::optional<double> snr;
    QString dataRate;
    QVariant gateways; ///< how many, or the sending one
    int counterGap = 0;
};

} // namespace thingsdesk
