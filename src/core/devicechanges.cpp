// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devicechanges.h"

namespace thingsdesk {

namespace {

template <class T>
void apply(const std::optional<T> &change, T &member)
{
    if (change)
        member = *change;
}

} // namespace

Device DeviceChanges::appliedTo(Device device) const
{
    apply(description, device.description);
    apply(latitude, device.latitude);
    apply(longitude, device.longitude);
    apply(altitude, device.altitude);
    for (const auto &[key, value] : attributes.asKeyValueRange()) {
        if (value)
            device.attributes.insert(key, *value);
        else
            device.attributes.remove(key);
    }
    apply(appEui, device.appEui);
    apply(devEui, device.devEui);
    apply(devAddr, device.devAddr);
    apply(nwkSKey, device.nwkSKey);
    apply(appSKey, device.appSKey);
    apply(appKey, device.appKey);
    apply(counterUp, device.counterUp);
    apply(counterDown, device.counterDown);
    apply(counterCheckDisabled, device.counterCheckDisabled);
    apply(uses32BitCounter, device.uses32BitCounter);
    apply(activationConstraints, device.activationConstraints);
    return device;
}

} // namespace thingsdesk
