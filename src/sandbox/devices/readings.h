// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/sensorstate.h"

/// What each sensor reads now, in the names and units of its decoded form: believable values that follow the time of
/// day, counters that count, batteries that sink.
namespace thingsdesk::sandbox::readings {

QJsonObject dl5tm(SensorState &state);
QJsonObject dlAtm41(SensorState &state);
QJsonObject dlTbrg(SensorState &state);
QJsonObject dlSht35(SensorState &state);
QJsonObject wts506(SensorState &state);
QJsonObject lppWeather(SensorState &state);
QJsonObject draginoLht65(SensorState &state);
QJsonObject ruuvi(SensorState &state);

QJsonObject dlIam(SensorState &state);
QJsonObject em300Th(SensorState &state);
QJsonObject am308(SensorState &state);
QJsonObject elsys(SensorState &state);

QJsonObject ct101(SensorState &state);
QJsonObject ws523(SensorState &state);
QJsonObject at101(SensorState &state);
QJsonObject lppTracker(SensorState &state);
QJsonObject lppIo(SensorState &state);

} // namespace thingsdesk::sandbox::readings
