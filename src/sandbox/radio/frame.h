// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

namespace thingsdesk::sandbox {

/// A data frame as it goes on air (LoRaWAN 1.0.2, section 4).
struct DataFrame
{
    enum class Direction : char { Up = 0, Down = 1 };

    Direction direction = Direction::Down;
    DevAddr devAddr;
    quint32 counter = 0;
    bool confirmed = false;
    bool acknowledges = false;
    bool pending = false; ///< more waits; for downlinks
    QByteArray payload;   ///< empty: a frame without FPort
    quint8 port = 1;

    /// The PHY payload: encrypted with the AppSKey, signed with the NwkSKey.
    QByteArray encoded(const NwkSKey &nwkSKey, const AppSKey &appSKey) const;
};

/// Bytes of an uplink's PHY payload around `payload`: header, FPort where there is one, integrity code.
qsizetype uplinkFrameSize(qsizetype payloadSize, bool hasPort);

/// Both keys of a session from a join's nonces (LoRaWAN 1.0.2, 6.2.5). `appNonce` and `netId` have three bytes in
/// network order.
struct SessionKeys
{
    NwkSKey nwkSKey;
    AppSKey appSKey;

    static SessionKeys derived(const AppKey &appKey, const QByteArray &appNonce, const QByteArray &netId,
                               quint16 devNonce);
};

} // namespace thingsdesk::sandbox
