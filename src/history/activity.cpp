// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/activity.h"

#include "history/fieldvalues.h"
#include "history/varint.h"

#include <algorithm>
#include <bit>

namespace thingsdesk::history {

namespace {

double numberIn(simdjson::dom::object object, std::string_view key)
{
    double number = 0;
    return object[key].get(number) == simdjson::SUCCESS ? number : 0;
}

void readRadio(simdjson::dom::object metadata, UplinkGlance &glance)
{
    std::string_view rate;
    simdjson::dom::array gateways;
    if (metadata["data_rate"].get(rate) == simdjson::SUCCESS)
        glance.dataRate = QByteArray(rate.data(), qsizetype(rate.size()));
    if (metadata["gateways"].get(gateways) != simdjson::SUCCESS)
        return;
    bool isFirst = true;
    for (const simdjson::dom::element element : gateways) {
        simdjson::dom::object gateway;
        if (element.get(gateway) != simdjson::SUCCESS)
            continue;
        const double rssi = numberIn(gateway, "rssi");
        if (isFirst || rssi > glance.rssi) {
            glance.rssi = rssi;
            glance.snr = numberIn(gateway, "snr");
        }
        isFirst = false;
    }
}

} // namespace

UplinkGlance UplinkGlance::of(simdjson::dom::object uplink)
{
    UplinkGlance glance;
    simdjson::dom::object metadata;
    glance.counter = quint32(numberIn(uplink, "counter"));
    glance.port = quint8(numberIn(uplink, "port"));
    if (uplink["metadata"].get(metadata) == simdjson::SUCCESS)
        readRadio(metadata, glance);
    return glance;
}

void DeviceTrack::add(const RecordRow &row, const UplinkGlance &uplink)
{
    if (row.kind != RecordKind::Uplink || row.isDuplicate() || row.id <= m_lastId)
        return;
    m_lastId = row.id;
    m_lastSeen = row.time();
    m_last = uplink;
    if (m_uplinks.size() >= remembered)
        m_uplinks.removeFirst();
    m_uplinks.append({row.received / 1'000'000, uplink.counter});
}

DeviceActivity DeviceTrack::activity() const
{
    DeviceActivity activity;
    if (m_lastId == 0)
        return activity;
    activity.lastUplinkId = m_lastId;
    activity.lastSeen = m_lastSeen;
    activity.rssi = m_last.rssi;
    activity.snr = m_last.snr;
    activity.dataRate = QString::fromUtf8(m_last.dataRate);
    activity.lastCounter = m_last.counter;
    activity.lastPort = m_last.port;
    activity.uplinks = quint64(m_uplinks.size());
    QList<qint64> distances;
    for (qsizetype i = 1; i < m_uplinks.size(); ++i) {
        const Uplink &before = m_uplinks[i - 1];
        const Uplink &uplink = m_uplinks[i];
        if (uplink.counter > before.counter)
            activity.lost += uplink.counter - before.counter - 1;
        // A clock that was set back tells nothing of the device.
        if (uplink.milliseconds > before.milliseconds)
            distances.append(uplink.milliseconds - before.milliseconds);
    }
    if (!distances.isEmpty()) {
        const auto middle = distances.begin() + distances.size() / 2;
        std::nth_element(distances.begin(), middle, distances.end());
        activity.usualInterval = std::chrono::milliseconds(*middle);
    }
    return activity;
}

// Varints of the distances between uplinks and of their counters' steps: some four bytes an uplink.
QByteArray DeviceTrack::toBytes() const
{
    QByteArray bytes;
    bytes.reserve(64 + 6 * m_uplinks.size());
    addVarint(bytes, quint64(m_lastId));
    addSigned(bytes, m_lastSeen.nanoseconds);
    addSigned(bytes, m_lastSeen.offsetMinutes);
    addVarint(bytes, m_last.counter);
    addVarint(bytes, m_last.port);
    addVarint(bytes, std::bit_cast<quint64>(m_last.rssi));
    addVarint(bytes, std::bit_cast<quint64>(m_last.snr));
    addVarint(bytes, quint64(m_last.dataRate.size()));
    bytes += m_last.dataRate;
    Uplink before;
    for (const Uplink &uplink : m_uplinks) {
        addSigned(bytes, uplink.milliseconds - before.milliseconds);
        addSigned(bytes, qint64(uplink.counter) - before.counter);
        before = uplink;
    }
    return bytes;
}

DeviceTrack DeviceTrack::fromBytes(QByteArrayView bytes)
{
    DeviceTrack track;
    qsizetype at = 0;
    track.m_lastId = qint64(takeVarint(bytes, at));
    track.m_lastSeen.nanoseconds = takeSigned(bytes, at);
    track.m_lastSeen.offsetMinutes = qint16(takeSigned(bytes, at));
    track.m_last.counter = quint32(takeVarint(bytes, at));
    track.m_last.port = quint8(takeVarint(bytes, at));
    track.m_last.rssi = std::bit_cast<double>(takeVarint(bytes, at));
    track.m_last.snr = std::bit_cast<double>(takeVarint(bytes, at));
    const auto rateSize = qsizetype(takeVarint(bytes, at));
    if (rateSize < 0 || rateSize > bytes.size() - at)
        return {};
    track.m_last.dataRate = bytes.sliced(at, rateSize).toByteArray();
    at += rateSize;
    Uplink uplink;
    while (at < bytes.size() && track.m_uplinks.size() < remembered) {
        uplink.milliseconds += takeSigned(bytes, at);
        uplink.counter = quint32(qint64(uplink.counter) + takeSigned(bytes, at));
        track.m_uplinks.append(uplink);
    }
    return track;
}

} // namespace thingsdesk::history
