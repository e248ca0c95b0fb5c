// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/device.h"
#include "sandbox/devices/sensorkind.h"

#include <chrono>
#include <optional>
#include <vector>

namespace thingsdesk::sandbox {

/// How a virtual device behaves on the air, its sensor apart.
struct DeviceBehaviour
{
    std::chrono::milliseconds interval{10'000}; ///< between its readings
    double jitter = 0.15;                       ///< share of the interval, either way
    std::chrono::milliseconds first{4'000};     ///< from the start to its first frame
    double confirmed = 0;                       ///< share of its uplinks that ask for an acknowledgement
    double uplinkLoss = 0;   ///< share of its frames that nobody hears, beyond what its distance costs
    double downlinkLoss = 0; ///< share of the downlinks that it misses
    double cutOff = 0;       ///< share of its payloads that are cut off: no decoder can read them
    double broken = 0;       ///< share of its readings that no validator believes
    std::optional<std::chrono::milliseconds> quietAfter{};  ///< falls silent so long after each start
    std::optional<std::chrono::milliseconds> rejoinEvery{}; ///< OTAA: about how often it gives its session up
};

/// One virtual device: what the network knows about it, and what plays it.
struct DeviceSpec
{
    /// As it is registered: IDs, description, place, attributes, EUIs, keys. EUIs, addresses and keys that the kind of
    /// activation wants are filled in by whoever registers it (demoDevices() leaves them unset).
    Device device;
    /// What is to be generated: Otaa: AppEUI, DevEUI, AppKey; Abp: DevEUI, DevAddr, NwkSKey, AppSKey, AppEUI;
    /// OnJoinTemplate: AppEUI, AppKey (the DevEUI stays unset, the device makes its own and keeps it).
    Activation activation = Activation::Abp;
    SensorKind sensor = SensorKind::LppWeather;
    DeviceBehaviour behaviour;
};

} // namespace thingsdesk::sandbox
