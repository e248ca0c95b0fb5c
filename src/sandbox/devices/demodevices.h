// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "sandbox/devices/devicespec.h"

namespace thingsdesk::sandbox {

/// The applications of the built-in network: `weather-station` (custom functions), `parking` (Cayenne LPP) and
/// `cold-chain` (no format). `parking` has an on-join template: it wants an on-join key, with the right to devices,
/// which whoever sets the network up makes and sets.
std::vector<Application> demoApplications();

/// The devices that the built-in network registers at its first start, EUIs, addresses and keys still to be generated
/// (see DeviceSpec::activation). Among them: plug-ws523 and barrier-1 obey downlinks, shed-lht65 sends cut-off
/// payloads, hive-ruuvi readings that the Validator refuses, bay-7 goes quiet after three minutes, bay-new joins by
/// template, meeting-elsys repeats confirmed uplinks, van-1 and truck-at101 lose frames.
std::vector<DeviceSpec> demoDevices();

/// `count` ABP devices for a LoadGenerator in one of demoApplications(): load-1, load-2, …, of kinds that the
/// application's format can decode. Addresses and keys are to be generated.
std::vector<DeviceSpec> loadDevices(const AppId &appId, int count);

} // namespace thingsdesk::sandbox
