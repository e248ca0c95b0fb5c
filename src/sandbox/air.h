// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/radio.h"

#include <functional>
#include <optional>

namespace thingsdesk::sandbox {

/// An uplink frame as it left a device, and how the gateways heard it. The network adds airtime, times and fields.
struct AirUplink
{
    AppId appId;
    DevId devId;
    QByteArray payload;
    std::optional<quint8> port; ///< nothing: a frame without FPort
    quint32 counter = 0;
    bool confirmed = false;
    bool acknowledges = false; ///< carries the ACK for the last confirmed downlink
    QString dataRate;          ///< "SF7BW125"; empty with a bit rate
    quint32 bitRate = 0;
    quint64 frequency = 868'100'000; ///< hertz
    QList<GatewayReception> gateways;
    bool canAnswer = true; ///< one of the gateways can transmit
};

/// What a device received in the windows after its uplink.
struct AirDownlink
{
    QByteArray payload;
    quint8 port = 0; ///< 0 with an empty payload: only an acknowledgement or MAC commands
    quint32 counter = 0;
    bool confirmed = false;
    bool acknowledges = false; ///< acknowledges the device's confirmed uplink
    bool pending = false;      ///< more waits in the queue
};

/// A join request, and how the gateways heard it.
struct AirJoin
{
    AppEui appEui;
    DevEui devEui;
    AppKey appKey; ///< the key that the device signs with
    quint16 devNonce = 0;
    QString dataRate;
    quint64 frequency = 868'100'000;
    QList<GatewayReception> gateways;
    bool canAnswer = true;
};

/// The session that a join accept gives.
struct AirSession
{
    AppId appId;
    DevId devId; ///< for an on-join template: the new device
    DevAddr devAddr;
};

/// The air between devices and the network: what virtual devices call. Main thread; answers come later, on it too.
class Air
{
public:
    using DownlinkAnswer = std::function<void(std::optional<AirDownlink>)>;
    using JoinAnswer = std::function<void(std::optional<AirSession>)>;

    virtual ~Air() = default;
    virtual void uplink(const AirUplink &uplink, DownlinkAnswer answer) = 0;
    virtual void join(const AirJoin &request, JoinAnswer answer) = 0;
};

} // namespace thingsdesk::sandbox
