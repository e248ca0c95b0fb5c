// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trafficmessage.h"

#include <optional>

namespace thingsdesk::ttnv2 {

/// Reads what comes on the topics of one application. Source: wire-v2 sections 9 and 10.
class TrafficReader final
{
public:
    explicit TrafficReader(AppId appId);

    /// IDs come from the topic: bodies may lack them. What cannot be read as an uplink or event, and what came on a
    /// topic of no known form or of another application, is an UnreadableMessage with its bytes. Nothing for field
    /// topics, which repeat what the uplink holds.
    std::optional<TrafficMessage> read(const QByteArray &topic, const QByteArray &payload,
                                       const Timestamp &received) const;

private:
    AppId m_appId;
    QByteArray m_appLevel;
};

} // namespace thingsdesk::ttnv2
