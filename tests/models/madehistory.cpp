// SPDX-License-Identifier: GPL-3.0-or-later
#include "madehistory.h"

namespace thingsdesk::test {

DevId deviceName(int number)
{
    return DevId::fromServer(QStringLiteral("dev-%1").arg(number));
}

TrafficMessage madeUplink(int number, const Timestamp &received)
{
    UplinkMessage uplink;
    uplink.appId = AppId::fromServer(QStringLiteral("my-app"));
    uplink.devId = deviceName(number % 10);
    uplink.port = quint8(1 + number % 2);
    uplink.counter = quint32(number / 10);
    uplink.payload = QByteArray::number(number);
    uplink.fields =
        "{\"n\":" + QByteArray::number(number) + ",\"door\":\"" + (number % 1000 == 7 ? "open" : "shut") + "\"}";
    uplink.metadata.time = received;
    uplink.metadata.frequency = 868'100'000;
    uplink.metadata.modulation = QStringLiteral("LORA");
    uplink.metadata.dataRate = QStringLiteral("SF7BW125");
    uplink.metadata.codingRate = QStringLiteral("4/5");
    GatewayReception gateway;
    gateway.gatewayId = QStringLiteral("eui-0102030405060708");
    gateway.rssi = -60 - number % 60;
    gateway.snr = 7.5;
    uplink.metadata.gateways = {gateway};
    uplink.raw = uplink.toJson();
    return {received, uplink};
}

Result<void> appendUplinks(HistoryStore &history, int first, int count, const Timestamp &end)
{
    constexpr int batch = 2000;
    constexpr qint64 distance = 10'000'000'000;
    for (int done = 0; done < count;) {
        QList<TrafficMessage> messages;
        for (; done < count && messages.size() < batch; ++done)
            messages.append(madeUplink(first + done, {end.nanoseconds - (count - 1 - done) * distance, 0}));
        if (auto written = waited(history.append(messages)); !written)
            return written;
    }
    return {};
}

Result<void> appendRecords(HistoryStore &history, const QList<HistoryRecord> &records)
{
    for (const HistoryRecord &record : records) {
        if (const auto *published = record.published()) {
            if (const auto written = waited(history.appendPublished(*published)); !written)
                return fail(written.error());
        } else if (const auto written = waited(history.append({TrafficMessage{record.received, *record.event()}}));
                   !written) {
            return written;
        }
    }
    return {};
}

} // namespace thingsdesk::test
