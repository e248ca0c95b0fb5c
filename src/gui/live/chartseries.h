// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

namespace thingsdesk {

/// One line of a chart: a value of one device over time.
struct ChartSeries
{
    DevId devId;
    SeriesRequest::Quantity quantity = SeriesRequest::Quantity::Field;
    QString fieldPath;         ///< for Field
    QList<SeriesPoint> points; ///< by time

    QString quantityText() const; ///< "temperature", "RSSI (dBm)"
    QString text() const;         ///< "greenhouse temperature"

    bool isSameAs(const ChartSeries &other) const
    {
        return devId == other.devId && quantity == other.quantity && fieldPath == other.fieldPath;
    }
};

/// A quantity as a word for lists and preferences: "rssi", "snr", "sf", "loss", "field:temperature".
QString quantityKey(SeriesRequest::Quantity quantity, const QString &fieldPath);
/// Nothing for another text.
std::optional<ChartSeries> seriesOfKey(const DevId &devId, const QString &key);

/// At most about twice `buckets` points with the same outline: the lowest and the highest of each bucket, in order of
/// time.
QList<SeriesPoint> thinned(const QList<SeriesPoint> &points, int buckets);

/// All points as CSV: time (UTC), device, value's name, value; with a header line.
QByteArray seriesCsv(const QList<ChartSeries> &series);

} // namespace thingsdesk
