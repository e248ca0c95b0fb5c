// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/sensorkind.h"

#include "sandbox/devices/compactformats.h"
#include "sandbox/devices/decentlab.h"
#include "sandbox/devices/lppencoder.h"
#include "sandbox/devices/milesight.h"

#include <array>

namespace thingsdesk::sandbox {

namespace {

using Encode = QByteArray (*)(SensorKind, const QJsonObject &);

template <QByteArray (*encode)(const QJsonObject &)>
QByteArray whateverKind(SensorKind, const QJsonObject &fields)
{
    return encode(fields);
}

struct Entry
{
    SensorKind kind;
    const char *id;
    quint8 port;
    Encode encode;
};

constexpr std::array entries{
    Entry{SensorKind::DecentlabDl5tm, "dl-5tm", 1, encodeDecentlab},
    Entry{SensorKind::DecentlabDlAtm41, "dl-atm41", 1, encodeDecentlab},
    Entry{SensorKind::DecentlabDlIam, "dl-iam", 1, encodeDecentlab},
    Entry{SensorKind::DecentlabDlTbrg, "dl-tbrg", 1, encodeDecentlab},
    Entry{SensorKind::DecentlabDlSht35, "dl-sht35", 1, encodeDecentlab},
    Entry{SensorKind::MilesightEm300Th, "milesight-em300-th", 85, encodeMilesight},
    Entry{SensorKind::MilesightAm308, "milesight-am308", 85, encodeMilesight},
    Entry{SensorKind::MilesightCt101, "milesight-ct101", 85, encodeMilesight},
    Entry{SensorKind::MilesightWs523, "milesight-ws523", 85, encodeMilesight},
    Entry{SensorKind::MilesightWts506, "milesight-wts506", 85, encodeMilesight},
    Entry{SensorKind::MilesightAt101, "milesight-at101", 85, encodeMilesight},
    Entry{SensorKind::LppWeather, "lpp-weather", 1, whateverKind<encodeLpp>},
    Entry{SensorKind::LppTracker, "lpp-tracker", 1, whateverKind<encodeLpp>},
    Entry{SensorKind::LppIo, "lpp-io", 1, whateverKind<encodeLpp>},
    Entry{SensorKind::ElsysErsCo2, "elsys", 5, whateverKind<encodeElsys>},
    Entry{SensorKind::DraginoLht65, "dragino-lht65", 2, whateverKind<encodeDraginoLht65>},
    Entry{SensorKind::RuuviDataFormat5, "ruuvi-df5", 1, whateverKind<encodeRuuvi>},
};

const Entry &entry(SensorKind kind)
{
    return *std::find_if(entries.begin(), entries.end(), [kind](const Entry &each) { return each.kind == kind; });
}

} // namespace

QList<SensorKind> allSensorKinds()
{
    QList<SensorKind> kinds;
    for (const Entry &each : entries)
        kinds.append(each.kind);
    return kinds;
}

QString sensorId(SensorKind kind)
{
    return QString::fromLatin1(entry(kind).id);
}

quint8 sensorPort(SensorKind kind)
{
    return entry(kind).port;
}

QByteArray encodeReading(SensorKind kind, const QJsonObject &fields)
{
    return entry(kind).encode(kind, fields);
}

} // namespace thingsdesk::sandbox
