// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakes.h"
#include "sandbox/devices/demodevices.h"
#include "sandbox/devices/devicefleet.h"

#include <QMap>

namespace thingsdesk::sandbox {

/// A network in which all goes well: joins are accepted, confirmed uplinks acknowledged.
inline void answerAll(FakeAir &air, const std::vector<DeviceSpec> &devices)
{
    air.onJoin = [devices](const AirJoin &request) -> std::optional<AirSession> {
        for (const DeviceSpec &spec : devices) {
            if (spec.device.appKey != request.appKey)
                continue;
            const bool isTemplate = spec.activation == Activation::OnJoinTemplate;
            const QString id = isTemplate ? QStringLiteral("bay-new-%1").arg(request.devEui.toHex().toLower())
                                          : spec.device.devId.toString();
            return AirSession{spec.device.appId, DevId::fromServer(id), DevAddr({0x26, 2, 0, 1})};
        }
        return std::nullopt;
    };
    air.onUplink = [](const AirUplink &uplink) -> std::optional<AirDownlink> {
        if (!uplink.confirmed)
            return std::nullopt;
        AirDownlink answer;
        answer.acknowledges = true;
        return answer;
    };
}

inline std::vector<DeviceSpec> demo()
{
    std::vector<DeviceSpec> devices = demoDevices();
    fillIn(devices);
    return devices;
}

/// What one device sent, in order.
inline QMap<QString, QList<FakeAir::Sent>> byDevice(const FakeAir &air)
{
    QMap<QString, QList<FakeAir::Sent>> result;
    for (const FakeAir::Sent &sent : air.uplinks)
        result[sent.uplink.devId.toString()].append(sent);
    return result;
}

} // namespace thingsdesk::sandbox
