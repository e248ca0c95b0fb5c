// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/virtualdevice.h"

namespace thingsdesk::sandbox {

/// All virtual devices of a network. Air, scheduler and store outlive it; answers that come after it is gone are
/// ignored. Main thread.
class DeviceFleet final
{
    Q_DISABLE_COPY_MOVE(DeviceFleet)
public:
    /// `devices` as they are registered, keys filled in. The same seed gives the same course.
    DeviceFleet(Air &air, Scheduler &scheduler, DeviceMemoryStore &memory, std::vector<DeviceSpec> devices,
                quint32 seed, RadioLandscape landscape = RadioLandscape());

    void start();
    void stop();
    const DeviceCounts &counts() const noexcept { return m_counts; }

private:
    const RadioLandscape m_landscape;
    DeviceCounts m_counts;
    std::vector<std::unique_ptr<VirtualDevice>> m_devices;
};

} // namespace thingsdesk::sandbox
