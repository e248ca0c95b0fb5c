// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/devicecalls.h"

#include "sandbox/gotexts.h"
#include "sandbox/rpc/devicerules.h"
#include "sandbox/state/wiredevice.h"

#include <google/protobuf/empty.pb.h>

namespace thingsdesk::sandbox {

namespace {

constexpr char servicePath[] = "/handler.ApplicationManager/";

Refusal unknownDevice(const AppId &appId, const DevId &devId)
{
    return Refusal::notFound("handler:device:" + appId.toString().toUtf8() + ':' + devId.toString().toUtf8());
}

template <class Request>
Reply<void> checkIds(const Request &request)
{
    if (auto good = checkTextId("AppID", textOf(request.app_id())); !good)
        return good;
    return checkTextId("DevID", textOf(request.dev_id()));
}

/// A `limit` or `offset`; absent = 0.
Reply<quint64> pagingNumber(const Call &call, const QByteArray &key)
{
    const auto text = call.metadata(key);
    return text ? parseUnsigned(*text) : Reply<quint64>(0);
}

bool isSame(const Device &a, const Device &b)
{
    // Counters belong to the network server: changing them changes no device at the handler.
    Device left = a;
    left.counterUp = b.counterUp;
    left.counterDown = b.counterDown;
    return left == b;
}

} // namespace

DeviceCalls::DeviceCalls(const HandlerParts &parts)
    : m_parts(parts)
{
    const auto add = [this]<class Request>(const QByteArray &name,
                                           void (DeviceCalls::*method)(const CallPointer &, const Request &)) {
        addMethod<Request>(
            m_parts.server, QByteArray(servicePath) + name,
            [this, method](const CallPointer &call, const Request &request) { (this->*method)(call, request); });
    };
    add("GetDevice", &DeviceCalls::getDevice);
    add("SetDevice", &DeviceCalls::setDevice);
    add("DeleteDevice", &DeviceCalls::deleteDevice);
    add("GetDevicesForApplication", &DeviceCalls::listDevices);
    add("SimulateUplink", &DeviceCalls::simulateUplink);
}

Reply<void> DeviceCalls::checkRegistered(const AppId &appId)
{
    if (m_parts.registry.application(appId))
        return {};
    return refuse(Refusal::notFound("handler:application:" + appId.toString().toUtf8())
                      .within("Application not registered to this Handler"));
}

void DeviceCalls::getDevice(const CallPointer &call, const handler::DeviceIdentifier &request)
{
    if (const auto good = checkIds(request); !good)
        return call->refuse(good.error().within("Invalid Device Identifier"));
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    const DevId devId = DevId::fromServer(textOf(request.dev_id()));
    m_parts.gate.enter(call, appId, right::devices, [=, this](const Caller &) {
        if (const auto registered = checkRegistered(appId); !registered)
            return call->refuse(registered.error());
        const DeviceRecord *record = m_parts.registry.device(appId, devId);
        if (!record)
            return call->refuse(unknownDevice(appId, devId));
        call->answer(toWire(record->device, true));
    });
}

void DeviceCalls::setDevice(const CallPointer &call, const handler::Device &request)
{
    if (const auto good = checkDeviceRequest(request); !good)
        return call->refuse(good.error());
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    m_parts.gate.enter(call, appId, right::devices, [=, this](const Caller &) {
        if (const auto registered = checkRegistered(appId); !registered)
            return call->refuse(registered.error());
        const Reply<void> stored = store(request);
        m_parts.state.saveNow();
        if (!stored)
            return call->refuse(stored.error());
        call->answer(google::protobuf::Empty());
    });
}

Reply<void> DeviceCalls::checkFree(const Device &device, bool isNew) const
{
    for (const DeviceName &owner : m_parts.registry.owners(device.appEui, device.devEui)) {
        if (owner.appId == device.appId && isNew)
            return refuse({Refusal::Code::AlreadyExists, "Device with AppEUI and DevEUI already exists"});
        // Templates have no DevEUI; each application may have its own.
        if (owner.appId != device.appId && device.devEui.isSet())
            return refuse(
                Refusal::denied("No \"devices\" rights to Application \"" + owner.appId.toString().toUtf8() + '"')
                    .within("permission denied: NetworkServer did not set device")
                    .within("Broker did not set device"));
    }
    return {};
}

Reply<void> DeviceCalls::store(const handler::Device &request)
{
    DeviceRecord *existing = m_parts.registry.device(AppId::fromServer(textOf(request.app_id())),
                                                     DevId::fromServer(textOf(request.dev_id())));
    const Device before = existing ? existing->device : Device();
    Device merged = mergedDevice(before, request);
    if (auto free = checkFree(merged, existing == nullptr); !free)
        return free;
    if (existing && (before.counterUp != merged.counterUp || before.counterDown != merged.counterDown)) {
        existing->heard = false;
        existing->device.counterUp = merged.counterUp;
        existing->device.counterDown = merged.counterDown;
        m_parts.registry.markChanged(merged.appId, merged.devId);
    }
    // Seen: too late, when the network server already has the new counters.
    if (auto good = checkAttributes(merged.attributes); !good)
        return good;
    DeviceRecord &record = m_parts.registry.storeDevice(merged);
    if (before.appKey != merged.appKey)
        record.usedDevNonces.clear();
    publishChange(before, merged, existing == nullptr);
    return {};
}

void DeviceCalls::publishChange(const Device &before, const Device &now, bool isNew)
{
    DeviceEvent event;
    event.type = isNew ? EventType::DeviceCreated : EventType::DeviceUpdated;
    if (now.latitude != before.latitude && now.latitude != 0)
        event.latitude = shortestDouble(now.latitude);
    if (now.longitude != before.longitude && now.longitude != 0)
        event.longitude = shortestDouble(now.longitude);
    if (now.altitude != before.altitude && now.altitude != 0)
        event.altitude = now.altitude;
    event.hasUpdateTime = true;
    if (isNew || !isSame(before, now))
        event.updatedAt = Timestamp::now();
    m_parts.events.event(now.appId, now.devId, event);
}

void DeviceCalls::deleteDevice(const CallPointer &call, const handler::DeviceIdentifier &request)
{
    if (const auto good = checkIds(request); !good)
        return call->refuse(good.error().within("Invalid Device Identifier"));
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    const DevId devId = DevId::fromServer(textOf(request.dev_id()));
    m_parts.gate.enter(call, appId, right::devices, [=, this](const Caller &) {
        if (const auto registered = checkRegistered(appId); !registered)
            return call->refuse(registered.error());
        if (!m_parts.registry.device(appId, devId))
            return call->refuse(unknownDevice(appId, devId));
        m_parts.registry.removeDevice(appId, devId);
        m_parts.state.saveNow();
        m_parts.events.emptyEvent(appId, devId, EventType::DeviceDeleted);
        call->answer(google::protobuf::Empty());
    });
}

void DeviceCalls::listDevices(const CallPointer &call, const handler::ApplicationIdentifier &request)
{
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    if (const auto good = checkTextId("AppID", appId.toString()); !good)
        return call->refuse(good.error().within("Invalid Application Identifier"));
    m_parts.gate.enter(call, appId, right::devices, [=, this](const Caller &) {
        if (const auto registered = checkRegistered(appId); !registered)
            return call->refuse(registered.error());
        const Reply<quint64> limit = pagingNumber(*call, "limit");
        const Reply<quint64> offset = pagingNumber(*call, "offset");
        if (!limit || !offset)
            return call->refuse(limit ? offset.error() : limit.error());
        const auto &devices = m_parts.registry.application(appId)->devices;
        const quint64 total = devices.size();
        const quint64 first = std::min(*offset, total);
        const quint64 count = *limit == 0 ? total - first : std::min(*limit, total - first);
        handler::DeviceList list;
        list.mutable_devices()->Reserve(int(count));
        auto device = std::next(devices.begin(), qsizetype(first));
        for (quint64 i = 0; i < count; ++i, ++device)
            *list.add_devices() = toWire(device->second.device, false);
        call->addHeader("total", QByteArray::number(total));
        call->addHeader("selected", QByteArray::number(count));
        call->answer(list);
    });
}

void DeviceCalls::simulateUplink(const CallPointer &call, const handler::SimulatedUplinkMessage &request)
{
    if (const auto good = checkIds(request); !good)
        return call->refuse(good.error().within("Invalid Uplink"));
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    m_parts.gate.enter(call, appId, right::devices, [=, this](const Caller &) {
        m_parts.uplinks.simulate(appId, DevId::fromServer(textOf(request.dev_id())),
                                 QByteArray::fromStdString(request.payload()), quint8(request.port()),
                                 [call](const Reply<void> &done) {
                                     if (done)
                                         return call->answer(google::protobuf::Empty());
                                     call->refuse(done.error());
                                 });
    });
}

} // namespace thingsdesk::sandbox
