// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rpc/handlerparts.h"

#include <ttnv2/handler.pb.h>

namespace thingsdesk::sandbox {

/// GetDevice, SetDevice, DeleteDevice, GetDevicesForApplication, SimulateUplink of handler.ApplicationManager. Main
/// thread.
class DeviceCalls final
{
    Q_DISABLE_COPY_MOVE(DeviceCalls)
public:
    explicit DeviceCalls(const HandlerParts &parts);

private:
    void getDevice(const CallPointer &call, const handler::DeviceIdentifier &request);
    void setDevice(const CallPointer &call, const handler::Device &request);
    void deleteDevice(const CallPointer &call, const handler::DeviceIdentifier &request);
    void listDevices(const CallPointer &call, const handler::ApplicationIdentifier &request);
    void simulateUplink(const CallPointer &call, const handler::SimulatedUplinkMessage &request);

    Reply<void> store(const handler::Device &request);
    Reply<void> checkRegistered(const AppId &appId);
    Reply<void> checkFree(const Device &device, bool isNew) const;
    void publishChange(const Device &before, const Device &now, bool isNew);

    HandlerParts m_parts;
};

} // namespace thingsdesk::sandbox
