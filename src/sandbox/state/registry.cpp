// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/state/registry.h"

#include <utility>

namespace thingsdesk::sandbox {

ApplicationRecord *Registry::application(const AppId &appId)
{
    const auto found = m_applications.find(appId.toString());
    return found == m_applications.end() ? nullptr : &found->second;
}

ApplicationRecord &Registry::addApplication(const AppId &appId)
{
    ApplicationRecord &record = m_applications[appId.toString()];
    record.settings.appId = appId;
    markChanged(appId);
    return record;
}

void Registry::removeApplication(const AppId &appId)
{
    ApplicationRecord *record = application(appId);
    if (!record)
        return;
    for (const auto &[devId, device] : record->devices) {
        unindex(device.device);
        markChanged(appId, device.device.devId);
    }
    m_applications.erase(appId.toString());
    markChanged(appId);
}

DeviceRecord *Registry::device(const AppId &appId, const DevId &devId)
{
    ApplicationRecord *record = application(appId);
    if (!record)
        return nullptr;
    const auto found = record->devices.find(devId.toString());
    return found == record->devices.end() ? nullptr : &found->second;
}

DeviceRecord &Registry::storeDevice(const Device &device)
{
    auto &devices = m_applications[device.appId.toString()].devices;
    const auto [place, isNew] = devices.try_emplace(device.devId.toString());
    if (!isNew)
        unindex(place->second.device);
    place->second.device = device;
    index(device);
    markChanged(device.appId, device.devId);
    return place->second;
}

void Registry::removeDevice(const AppId &appId, const DevId &devId)
{
    ApplicationRecord *record = application(appId);
    const auto found = record ? record->devices.find(devId.toString()) : decltype(record->devices)::iterator();
    if (!record || found == record->devices.end())
        return;
    unindex(found->second.device);
    record->devices.erase(found);
    markChanged(appId, devId);
}

QList<DeviceName> Registry::owners(const AppEui &appEui, const DevEui &devEui) const
{
    return m_owners.value({appEui, devEui});
}

Registry::Changes Registry::takeChanges()
{
    return std::exchange(m_changes, {});
}

void Registry::index(const Device &device)
{
    m_owners[{device.appEui, device.devEui}].append({device.appId, device.devId});
}

void Registry::unindex(const Device &device)
{
    const auto found = m_owners.find({device.appEui, device.devEui});
    if (found == m_owners.end())
        return;
    found->removeOne({device.appId, device.devId});
    if (found->isEmpty())
        m_owners.remove({device.appEui, device.devEui});
}

} // namespace thingsdesk::sandbox
