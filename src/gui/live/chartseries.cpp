// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/chartseries.h"

#include "core/csvcell.h"

#include "core/jsontext.h"
#include "gui/base/texts.h"

#include <QCoreApplication>

namespace thingsdesk {

namespace {

using Quantity = SeriesRequest::Quantity;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChartSeries", text);
}

} // namespace

QString ChartSeries::quantityText() const
{
    switch (quantity) {
    case Quantity::Rssi:
        return tr("RSSI (dBm)");
    case Quantity::Snr:
        return tr("SNR (dB)");
    case Quantity::SpreadingFactor:
        return tr("Spreading factor");
    case Quantity::Loss:
        return tr("Loss");
    case Quantity::Field:
        break;
    }
    return texts::plain(fieldPath);
}

QString ChartSeries::text() const
{
    return texts::plain(devId.toString()) + QLatin1Char(' ') + quantityText();
}

QString quantityKey(Quantity quantity, const QString &fieldPath)
{
    switch (quantity) {
    case Quantity::Rssi:
        return QStringLiteral("rssi");
    case Quantity::Snr:
        return QStringLiteral("snr");
    case Quantity::SpreadingFactor:
        return QStringLiteral("sf");
    case Quantity::Loss:
        return QStringLiteral("loss");
    case Quantity::Field:
        break;
    }
    return QStringLiteral("field:") + fieldPath;
}

std::optional<ChartSeries> seriesOfKey(const DevId &devId, const QString &key)
{
    for (const Quantity quantity : {Quantity::Rssi, Quantity::Snr, Quantity::SpreadingFactor, Quantity::Loss})
        if (key == quantityKey(quantity, {}))
            return ChartSeries{devId, quantity, {}, {}};
    const QString prefix = quantityKey(Quantity::Field, {});
    if (!key.startsWith(prefix) || key.size() == prefix.size())
        return {};
    return ChartSeries{devId, Quantity::Field, key.sliced(prefix.size()), {}};
}

QList<SeriesPoint> thinned(const QList<SeriesPoint> &points, int buckets)
{
    if (buckets < 1 || points.size() <= qsizetype(buckets) * 2)
        return points;
    const double begin = double(points.first().time.nanoseconds);
    const double width = (double(points.last().time.nanoseconds) - begin) / buckets;
    QList<SeriesPoint> result;
    result.reserve(qsizetype(buckets) * 2 + 2);
    qsizetype at = 0;
    for (int bucket = 0; bucket < buckets && at < points.size(); ++bucket) {
        const bool isLast = bucket == buckets - 1;
        const double end = begin + width * (bucket + 1);
        qsizetype low = at;
        qsizetype high = at;
        const qsizetype first = at;
        for (; at < points.size() && (isLast || double(points.at(at).time.nanoseconds) < end); ++at) {
            low = points.at(at).value < points.at(low).value ? at : low;
            high = points.at(at).value > points.at(high).value ? at : high;
        }
        if (at == first)
            continue;
        result.append(points.at(qMin(low, high)));
        if (low != high)
            result.append(points.at(qMax(low, high)));
    }
    return result;
}

QByteArray seriesCsv(const QList<ChartSeries> &series)
{
    QByteArray csv("time,device,name,value\r\n");
    for (const ChartSeries &one : series) {
        const QString name = one.quantity == Quantity::Field ? one.fieldPath : quantityKey(one.quantity, {});
        const QByteArray middle = ',' + csvCell(one.devId.toString()) + ',' + csvCell(name) + ',';
        for (const SeriesPoint &point : one.points)
            csv += point.time.toRfc3339() + middle + jsonNumber(point.value) + "\r\n";
    }
    return csv;
}

} // namespace thingsdesk
