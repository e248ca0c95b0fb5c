// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace thingsdesk::sandbox {

/// ELSYS ERS CO2, big endian: a type byte and its data for each value that is there.
QByteArray encodeElsys(const QJsonObject &fields);

/// Dragino LHT65, big endian, 11 bytes. `external_sensor` says which value follows: 1 external_temperature, 4 digital
/// and interrupt, 5 light, 6 analog.
QByteArray encodeDraginoLht65(const QJsonObject &fields);

/// Ruuvi data format 5, big endian, 24 bytes. What is absent or null is sent as "not measured".
QByteArray encodeRuuvi(const QJsonObject &fields);

} // namespace thingsdesk::sandbox
