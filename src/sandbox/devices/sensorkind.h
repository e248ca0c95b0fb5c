// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace thingsdesk::sandbox {

/// The real sensors that virtual devices play.
enum class SensorKind {
    DecentlabDl5tm,   ///< soil
    DecentlabDlAtm41, ///< weather station
    DecentlabDlIam,   ///< indoor climate
    DecentlabDlTbrg,  ///< rain
    DecentlabDlSht35, ///< air
    MilesightEm300Th, ///< air
    MilesightAm308,   ///< indoor air quality
    MilesightCt101,   ///< current through a clamp
    MilesightWs523,   ///< switched socket
    MilesightWts506,  ///< weather station
    MilesightAt101,   ///< tracker
    LppWeather,       ///< Cayenne LPP: weather
    LppTracker,       ///< Cayenne LPP: position, movement
    LppIo,            ///< Cayenne LPP: inputs and outputs
    ElsysErsCo2,      ///< indoor climate
    DraginoLht65,     ///< air, with a probe
    RuuviDataFormat5, ///< air, movement
};

QList<SensorKind> allSensorKinds();
/// The sensor's short name, "dl-5tm", "milesight-ws523", …; unique.
QString sensorId(SensorKind kind);
/// The FPort that the sensor sends on.
quint8 sensorPort(SensorKind kind);

/// The payload that the sensor sends for these values. `fields` has the names and units of the sensor's decoded form
/// (Decentlab: with `device_id`); what is not in it is left out where the layout allows that, and marked "not measured"
/// or 0 where it does not. Values beyond the layout's range become the range's end. Unknown names are ignored.
QByteArray encodeReading(SensorKind kind, const QJsonObject &fields);

} // namespace thingsdesk::sandbox
