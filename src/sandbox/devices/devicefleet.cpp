// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/devicefleet.h"

namespace thingsdesk::sandbox {

DeviceFleet::DeviceFleet(Air &air, Scheduler &scheduler, DeviceMemoryStore &memory, std::vector<DeviceSpec> devices,
                         quint32 seed, RadioLandscape landscape)
    : m_landscape(std::move(landscape))
{
    for (DeviceSpec &spec : devices) {
        const DeviceSurroundings surroundings{air, scheduler, memory, m_landscape, seed};
        m_devices.push_back(std::make_unique<VirtualDevice>(std::move(spec), surroundings, m_counts));
    }
}

void DeviceFleet::start()
{
    for (const auto &device : m_devices)
        device->start();
}

void DeviceFleet::stop()
{
    for (const auto &device : m_devices)
        device->stop();
}

} // namespace thingsdesk::sandbox
