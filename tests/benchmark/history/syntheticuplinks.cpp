// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntheticuplinks.h"

#include "core/timestamp.h"

#include <algorithm>

namespace thingsdesk::benchmark {

SyntheticUplinks::SyntheticUplinks(qint64 rareUntil)
    : m_stations(devices)
    , m_rareStep(std::max<qint64>(1, rareUntil / 100))
    , m_rareUntil(rareUntil)
{
    for (Station &station : m_stations)
        station = {quint32(below(50'000)), below(300), 30 + below(60), 9800 + below(400), below(2000)};
}

QString SyntheticUplinks::device() const
{
    return QStringLiteral("station-%1").arg(m_device, 4, 10, QLatin1Char('0'));
}

QByteArray SyntheticUplinks::fieldsOf(Station &station)
{
    station.temperature += below(5) - 2;
    station.humidity = std::clamp(station.humidity + below(5) - 2, 0, 100);
    station.pressure += below(3) - 1;
    station.light = std::max(0, station.light + below(41) - 20);
    QByteArray fields = "{\"barometric_pressure_3\":" + QByteArray::number(station.pressure / 10.0) +
                        ",\"luminosity_4\":" + QByteArray::number(station.light) +
                        ",\"relative_humidity_2\":" + QByteArray::number(station.humidity) +
                        ",\"temperature_1\":" + QByteArray::number(station.temperature / 10.0);
    if (m_index <= m_rareUntil && m_index % m_rareStep == 0)
        fields += ",\"alarm\":\"fire\"";
    return fields + '}';
}

QByteArray SyntheticUplinks::receptions()
{
    const int count = below(3) == 0 ? 1 + below(3) : 1;
    QByteArray list = "[";
    for (int i = 0; i < count; ++i) {
        // Stations hear the gateways near them.
        const int gateway = (m_device / 20 + below(2) + i) % gateways;
        list += (i ? "," : "") + QByteArray("{\"gtw_id\":\"eui-b827ebfffe0102") + QByteArray::number(gateway + 16, 16) +
                "\",\"gtw_trusted\":true,\"timestamp\":" + QByteArray::number(quint32(m_random())) +
                ",\"time\":\"\",\"channel\":" + QByteArray::number(below(8)) +
                ",\"rssi\":" + QByteArray::number(-40 - below(80)) +
                ",\"snr\":" + QByteArray::number(below(60) * 0.25 - 5) +
                ",\"rf_chain\":" + QByteArray::number(below(2)) + ",\"latitude\":52.37" +
                QByteArray::number(gateway + 10) + ",\"longitude\":4.89" + QByteArray::number(gateway + 10) +
                ",\"altitude\":12}";
    }
    return list + ']';
}

QByteArray SyntheticUplinks::next()
{
    ++m_index;
    m_device = below(devices);
    Station &station = m_stations[std::size_t(m_device)];
    const QByteArray fields = fieldsOf(station);
    QByteArray payload(11, Qt::Uninitialized);
    const int values[] = {station.temperature, station.humidity, station.pressure, station.light};
    for (int i = 0; i < 11; ++i)
        payload[i] = i % 3 == 0 ? char(i) : char(values[i / 3] >> (i % 3 == 1 ? 8 : 0));
    const Timestamp time{milliseconds() * 1'000'000 + qint64(m_random() % 1'000'000), 0};
    static const char *const channels[] = {"868.1", "868.3", "868.5", "867.1", "867.3", "867.5", "867.7", "867.9"};
    return "{\"app_id\":\"my-app\",\"dev_id\":\"" + device().toLatin1() + "\",\"hardware_serial\":\"0004A30B001A" +
           QByteArray::number(0x1000 + m_device, 16).toUpper() +
           "\",\"port\":1,\"counter\":" + QByteArray::number(++station.counter) + ",\"payload_raw\":\"" +
           payload.toBase64() + "\",\"payload_fields\":" + fields + ",\"metadata\":{\"time\":\"" + time.toRfc3339() +
           "\",\"frequency\":" + channels[below(8)] + ",\"modulation\":\"LORA\",\"data_rate\":\"SF" +
           QByteArray::number(7 + below(100) / 60) +
           "BW125\",\"airtime\":" + QByteArray::number(51'456'000 + below(4) * 5'120'000) +
           ",\"coding_rate\":\"4/5\",\"gateways\":" + receptions() + "}}";
}

} // namespace thingsdesk::benchmark
