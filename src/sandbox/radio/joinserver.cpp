// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/radio/joinserver.h"

#include "sandbox/radio/airtime.h"
#include "sandbox/radio/frame.h"
#include "sandbox/randomness.h"
#include "sandbox/textids.h"

namespace thingsdesk::sandbox {

namespace {

constexpr char netId[] = {0, 0, 0x13};

DeviceEvent activationEvent(const AirJoin &request, const DevAddr &address)
{
    DeviceEvent event;
    event.type = EventType::Activation;
    event.appEui = request.appEui;
    event.devEui = request.devEui;
    event.devAddr = address;
    event.metadata.emplace();
    event.metadata->time = Timestamp::now();
    event.metadata->frequency = request.frequency;
    event.metadata->modulation = QStringLiteral("LORA");
    event.metadata->dataRate = request.dataRate;
    // Seen: the stack counts an empty frame here.
    event.metadata->airtime = loraAirtime(request.dataRate, 0);
    event.metadata->codingRate = QStringLiteral("4/5");
    event.metadata->gateways = request.gateways;
    for (GatewayReception &gateway : event.metadata->gateways) {
        gateway.trusted = false;
        gateway.location = {};
    }
    return event;
}

} // namespace

DevAddr JoinServer::randomAddress()
{
    const QByteArray random = randomBytes(2);
    return DevAddr({0x26, 0x00, quint8(quint8(random[0]) & 0x0f), quint8(random[1])});
}

std::optional<AirSession> JoinServer::join(const AirJoin &request)
{
    DeviceRecord *record = findDevice(request);
    DeviceRecord *pattern = record ? nullptr : findTemplate(request);
    const DeviceRecord *known = record ? record : pattern;
    const bool reachesHandler = known && known->device.appKey.isSet() && known->device.appKey == request.appKey &&
                                request.canAnswer && !request.gateways.isEmpty();
    if (!reachesHandler)
        return std::nullopt;
    const DevId eventDevice = known->device.devId;
    if (pattern)
        record = registerOnJoin(*pattern, request);
    if (!record)
        return std::nullopt;
    if (record->usedDevNonces.contains(request.devNonce)) {
        refuse(record->device, request, QStringLiteral("Activation DevNonce not valid: already used"));
        return std::nullopt;
    }
    return activate(*record, eventDevice, request);
}

DeviceRecord *JoinServer::findDevice(const AirJoin &request)
{
    const auto owners = m_registry.owners(request.appEui, request.devEui);
    return owners.isEmpty() || !request.devEui.isSet() ? nullptr
                                                       : m_registry.device(owners.last().appId, owners.last().devId);
}

DeviceRecord *JoinServer::findTemplate(const AirJoin &request)
{
    const auto owners = m_registry.owners(request.appEui, DevEui());
    return owners.isEmpty() ? nullptr : m_registry.device(owners.last().appId, owners.last().devId);
}

DeviceRecord *JoinServer::registerOnJoin(DeviceRecord &pattern, const AirJoin &request)
{
    const AppId appId = pattern.device.appId;
    const Secret key = m_registry.application(appId)->settings.onJoinKey;
    if (key.isEmpty()) {
        refuse(pattern.device, request,
               QStringLiteral(
                   "Application not valid: Does not have Access Key configured for device registration on join"));
        return nullptr;
    }
    const Reply<Caller> caller = m_accounts.callerByKey(key.expose(), appId);
    if (!caller || !caller->may(appId, right::devices)) {
        const QString why = QStringLiteral("permission denied: No \"devices\" rights to Application \"%1\"");
        refuse(pattern.device, request,
               QStringLiteral("Broker did not set device: ") +
                   (caller ? QStringLiteral("permission denied: NetworkServer did not set device: ") +
                                 why.arg(appId.toString())
                           : QString::fromUtf8(caller.error().text)));
        return nullptr;
    }
    Device device = pattern.device;
    const QString id = device.devId.toString() + u'-' + request.devEui.toHex().toLower();
    if (const Reply<void> good = checkTextId("DevID", id); !good) {
        refuse(pattern.device, request, QStringLiteral("Invalid Device: ") + QString::fromUtf8(good.error().text));
        return nullptr;
    }
    device.devId = DevId::fromServer(id);
    device.devEui = request.devEui;
    device.counterUp = device.counterDown = 0;
    device.lastSeen.reset();
    m_events.emptyEvent(appId, device.devId, EventType::DeviceCreated);
    return &m_registry.storeDevice(device);
}

AirSession JoinServer::activate(DeviceRecord &record, const DevId &eventDevice, const AirJoin &request)
{
    Device &device = record.device;
    const SessionKeys keys =
        SessionKeys::derived(device.appKey, randomBytes(3), QByteArray(netId, sizeof netId), request.devNonce);
    device.devAddr = randomAddress();
    device.nwkSKey = keys.nwkSKey;
    device.appSKey = keys.appSKey;
    device.counterUp = 0;
    device.counterDown = 0;
    record.heard = false;
    record.usedDevNonces.append(request.devNonce);
    m_registry.markChanged(device.appId, device.devId);
    m_rate.count();
    // Seen: the first activation of a device made on join comes on its template's topic.
    m_events.event(device.appId, eventDevice, activationEvent(request, device.devAddr));
    return {device.appId, device.devId, device.devAddr};
}

void JoinServer::refuse(const Device &device, const AirJoin &request, const QString &why)
{
    DeviceEvent event;
    event.type = EventType::ActivationError;
    event.error = why;
    event.appEui = request.appEui;
    event.devEui = request.devEui;
    event.devAddr = DevAddr();
    event.metadata.emplace();
    m_events.event(device.appId, device.devId, event);
}

} // namespace thingsdesk::sandbox
