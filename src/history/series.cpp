// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryReader's answer to a chart.
#include "history/activity.h"
#include "history/fieldexpressionnode.h"
#include "history/historyreader.h"

#include <algorithm>

namespace thingsdesk::history {

namespace {

using Quantity = SeriesRequest::Quantity;

/// "SF7BW125" gives 7.
std::optional<double> spreadingFactor(QByteArrayView dataRate)
{
    if (!dataRate.startsWith("SF"))
        return std::nullopt;
    qsizetype end = 2;
    while (end < dataRate.size() && dataRate[end] >= '0' && dataRate[end] <= '9')
        ++end;
    bool isNumber = false;
    const int factor = dataRate.sliced(2, end - 2).toInt(&isNumber);
    return isNumber ? std::optional<double>(factor) : std::nullopt;
}

/// Truths are drawn as 0 and 1.
std::optional<double> chartValue(std::optional<simdjson::dom::element> value)
{
    bool truth = false;
    if (value && value->get(truth) == simdjson::SUCCESS)
        return truth ? 1 : 0;
    return value ? numberOf(*value) : std::nullopt;
}

std::optional<double> fieldValue(simdjson::dom::object uplink, const FieldPath &path)
{
    const auto fields = lastMember(uplink, "payload_fields");
    return chartValue(fields && fields->is_object() ? valueAt(*fields, path) : std::nullopt);
}

std::optional<double> ownFieldValue(const QByteArray &ownFields, const FieldPath &path)
{
    const auto fields = threadJsonParser().parse(ownFields);
    return chartValue(fields ? valueAt(*fields, path.sliced(1)) : std::nullopt);
}

std::optional<double> valueOf(Quantity quantity, simdjson::dom::object uplink, const FieldPath &path)
{
    if (quantity == Quantity::Field)
        return fieldValue(uplink, path);
    const UplinkGlance glance = UplinkGlance::of(uplink);
    simdjson::dom::array gateways;
    const bool wasHeard = uplink["metadata"]["gateways"].get(gateways) == simdjson::SUCCESS && gateways.size() > 0;
    switch (quantity) {
    case Quantity::Rssi:
        return wasHeard ? std::optional(glance.rssi) : std::nullopt;
    case Quantity::Snr:
        return wasHeard ? std::optional(glance.snr) : std::nullopt;
    case Quantity::SpreadingFactor:
        return spreadingFactor(glance.dataRate);
    case Quantity::Loss:
        return double(glance.counter); // made a loss of below
    case Quantity::Field:
        break;
    }
    return std::nullopt;
}

/// From counters to the share of the uplinks, in percent, that were lost among the last twenty at each.
void turnIntoLoss(QList<SeriesPoint> &points)
{
    constexpr qsizetype window = 20;
    QList<double> lost;
    QList<double> counters;
    for (const SeriesPoint &point : points)
        counters.append(point.value);
    for (qsizetype i = 0; i < points.size(); ++i)
        lost.append(i > 0 && counters[i] > counters[i - 1] ? counters[i] - counters[i - 1] - 1 : 0);
    for (qsizetype i = 0; i < points.size(); ++i) {
        double missing = 0;
        double received = 0;
        for (qsizetype j = std::max<qsizetype>(0, i - window + 1); j <= i; ++j) {
            missing += lost[j];
            received += 1;
        }
        points[i].value = 100 * missing / (missing + received);
    }
}

} // namespace

QList<SeriesPoint> HistoryReader::series(const SeriesRequest &request, const CancelCheck &isCancelled)
{
    QList<SeriesPoint> points;
    const auto path = parseFieldPath(request.fieldPath);
    if ((request.quantity == Quantity::Field && !path) || request.limit <= 0)
        return points;
    const bool isOwn = request.quantity == Quantity::Field && isOwnPath(*path);
    HistoryFilter filter;
    filter.kinds = {RecordKind::Uplink};
    filter.devices = {request.devId};
    filter.since = request.since;
    filter.until = request.until;
    filter.withoutDuplicates = true;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    m_walker.walk(
        QueryPlan(filter, m_database, m_reader), Direction::Backward, 0,
        [&](const RecordRow &row, Statement &statement) {
            if (isOwn) {
                if (const auto value = ownFieldValue(m_own.of(row.id), *path))
                    points.append({row.time(), *value, row.id});
                return points.size() < request.limit;
            }
            const auto content = m_reader.content(statement);
            const auto uplink = content ? threadJsonParser().parseObject(*content) : std::nullopt;
            const auto value = uplink ? valueOf(request.quantity, *uplink, path.value_or(FieldPath())) : std::nullopt;
            if (value)
                points.append({row.time(), *value, row.id});
            return points.size() < request.limit;
        },
        isCancelled);
    std::reverse(points.begin(), points.end());
    if (request.quantity == Quantity::Loss)
        turnIntoLoss(points);
    return points;
}

} // namespace thingsdesk::history
