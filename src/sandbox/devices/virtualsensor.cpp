// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/virtualsensor.h"

#include "sandbox/devices/readings.h"

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Reading = QJsonObject (*)(SensorState &);

Reading readingOf(SensorKind kind)
{
    switch (kind) {
    case SensorKind::DecentlabDl5tm:
        return readings::dl5tm;
    case SensorKind::DecentlabDlAtm41:
        return readings::dlAtm41;
    case SensorKind::DecentlabDlIam:
        return readings::dlIam;
    case SensorKind::DecentlabDlTbrg:
        return readings::dlTbrg;
    case SensorKind::DecentlabDlSht35:
        return readings::dlSht35;
    case SensorKind::MilesightEm300Th:
        return readings::em300Th;
    case SensorKind::MilesightAm308:
        return readings::am308;
    case SensorKind::MilesightCt101:
        return readings::ct101;
    case SensorKind::MilesightWs523:
        return readings::ws523;
    case SensorKind::MilesightWts506:
        return readings::wts506;
    case SensorKind::MilesightAt101:
        return readings::at101;
    case SensorKind::LppWeather:
        return readings::lppWeather;
    case SensorKind::LppTracker:
        return readings::lppTracker;
    case SensorKind::LppIo:
        return readings::lppIo;
    case SensorKind::ElsysErsCo2:
        return readings::elsys;
    case SensorKind::DraginoLht65:
        return readings::draginoLht65;
    case SensorKind::RuuviDataFormat5:
        return readings::ruuvi;
    }
    Q_UNREACHABLE();
}

quint32 byteAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

} // namespace

VirtualSensor::VirtualSensor(SensorKind kind, quint32 seed, const QString &name, Location place)
    : m_kind(kind)
    , m_state(seed, name, std::move(place))
{
}

QJsonObject VirtualSensor::read(Timestamp now, bool broken)
{
    m_state.setMoment(now);
    QJsonObject fields = readingOf(m_kind)(m_state);
    if (broken) {
        for (const QString &name : {u"temperature"_s, u"air_temperature"_s, u"temperature_1"_s}) {
            if (fields.contains(name))
                fields.insert(name, 127.5); // what an open probe reads
        }
    }
    return fields;
}

QByteArray VirtualSensor::payload(Timestamp now, bool broken)
{
    return encodeReading(m_kind, read(now, broken));
}

SensorReaction VirtualSensor::receive(quint8 port, QByteArrayView payload)
{
    if (m_kind == SensorKind::MilesightWs523 && port == 85)
        return obeyMilesight(payload);
    if (m_kind == SensorKind::LppIo)
        return obeyLpp(payload);
    return {};
}

SensorReaction VirtualSensor::obeyMilesight(QByteArrayView payload)
{
    SensorReaction reaction;
    for (qsizetype at = 0; at + 4 <= payload.size(); at += 4) {
        const quint32 low = byteAt(payload, at + 2);
        const quint32 high = byteAt(payload, at + 3);
        if (byteAt(payload, at) == 0x08 && byteAt(payload, at + 1) <= 1 && low == 0 && high == 0xff) {
            m_state.set("socket", byteAt(payload, at + 1));
            reaction.reportsSoon = true;
        } else if (byteAt(payload, at) == 0xff && byteAt(payload, at + 1) == 0x03 && (low | high) != 0) {
            reaction.interval = std::chrono::seconds(low | (high << 8));
        } else {
            break;
        }
    }
    return reaction;
}

SensorReaction VirtualSensor::obeyLpp(QByteArrayView payload)
{
    SensorReaction reaction;
    for (qsizetype at = 0; at + 3 <= payload.size(); at += 3) {
        const auto hundredths = qint16((byteAt(payload, at + 1) << 8) | byteAt(payload, at + 2));
        if (byteAt(payload, at) == 3)
            m_state.set("output_3", hundredths != 0 ? 1 : 0);
        else if (byteAt(payload, at) == 5)
            m_state.set("output_5", hundredths / 100.0);
        else
            continue;
        reaction.reportsSoon = true;
    }
    return reaction;
}

} // namespace thingsdesk::sandbox
