// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deviceevent.h"
#include "core/failure.h"
#include "core/uplinkmessage.h"

#include <QList>

#include <variant>

namespace thingsdesk {

/// Something that came where messages come but cannot be read as one: no JSON, a member of a wrong type, a bare number.
/// Nothing is thrown away: the bytes are here as they came.
struct UnreadableMessage
{
    AppId appId;
    DevId devId;
    QString source; ///< where it came from, in the network's own words (on V2 the topic)
    QByteArray raw;
    Failure failure; ///< why it could not be read

    friend bool operator==(const UnreadableMessage &, const UnreadableMessage &) = default;
};

/// One message of the live traffic, with the moment when it reached us.
struct TrafficMessage
{
    Timestamp received;
    std::variant<UplinkMessage, DeviceEvent, UnreadableMessage> body;

    friend bool operator==(const TrafficMessage &, const TrafficMessage &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::TrafficMessage)
