// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trafficrow.h"

#include "models/trafficmodel.h"

namespace thingsdesk {

namespace {

void takeRadio(TrafficRow &row, const RadioMetadata &metadata)
{
    row.dataRate = metadata.dataRate;
    row.gateways = int(metadata.gateways.size());
    if (const GatewayReception *best = metadata.bestGateway()) {
        row.rssi = best->rssi;
        row.snr = best->snr;
    }
}

void takeDownlink(TrafficRow &row, const DownlinkMessage &message)
{
    row.port = message.port;
    row.payload = message.payload;
    row.fields = message.fields;
}

void take(TrafficRow &row, const UplinkMessage &uplink)
{
    row.port = uplink.port;
    row.counter = uplink.counter;
    row.payload = uplink.payload;
    row.fields = uplink.fields;
    takeRadio(row, uplink.metadata);
}

void take(TrafficRow &row, const DeviceEvent &event)
{
    if (event.message)
        takeDownlink(row, *event.message);
    if (event.metadata)
        takeRadio(row, *event.metadata);
    if (event.transmission) {
        row.dataRate = event.transmission->dataRate;
        row.counter = event.transmission->counter;
    }
    if (!event.gatewayId.isEmpty())
        row.gateways = event.gatewayId;
    row.error = event.error.value_or(QString());
}

void take(TrafficRow &row, const UnreadableMessage &message)
{
    row.error = message.failure.text;
}

void take(TrafficRow &row, const PublishedDownlink &downlink)
{
    takeDownlink(row, downlink.message);
}

void take(TrafficRow &, const RecordingGap &) {}

template <class T>
QVariant known(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant knownText(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant knownBytes(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QVariant() : QVariant(bytes);
}

} // namespace

TrafficRow::TrafficRow(HistoryRecord stored)
    : record(std::move(stored))
    , device(record.devId().toString())
    , time(record.received.toDateTime())
{
    std::visit([this](const auto &body) { take(*this, body); }, record.body);
}

QVariant TrafficRow::value(int column) const
{
    switch (column) {
    case TrafficModel::TimeColumn:
        return time;
    case TrafficModel::DeviceColumn:
        return device;
    case TrafficModel::KindColumn:
        return int(record.kind);
    case TrafficModel::PortColumn:
        return known(port);
    case TrafficModel::CounterColumn:
        return counter ? QVariant(qlonglong(*counter)) : QVariant();
    case TrafficModel::PayloadColumn:
        return knownBytes(payload);
    case TrafficModel::FieldsColumn:
        return error.isEmpty() ? knownBytes(fields) : QVariant(error);
    case TrafficModel::RssiColumn:
        return known(rssi);
    case TrafficModel::SnrColumn:
        return known(snr);
    case TrafficModel::DataRateColumn:
        return knownText(dataRate);
    case TrafficModel::GatewaysColumn:
        return gateways;
    default:
        return {};
    }
}

} // namespace thingsdesk
