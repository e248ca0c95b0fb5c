// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/radio.h"

namespace thingsdesk {

/// What a device sent, as the network published it.
///
/// Source: V2's MQTT topic `<AppID>/devices/<DevID>/up`; JSON with the members and order of the V2 handler. `raw` is
/// the message as it came, so nothing that a network adds later is lost.
struct UplinkMessage
{
    AppId appId;
    DevId devId;
    DevEui devEui; ///< `hardware_serial`
    quint8 port = 0;
    quint32 counter = 0;
    bool confirmed = false;
    bool isRetry = false; ///< also set on a new device's first uplink with counter 0 (a V2 quirk)
    QByteArray payload;   ///< decrypted; null where the network sent `null` (empty, or port 0)
    QByteArray fields;    ///< decoded fields: the JSON object as it stood in the text; empty = none
    RadioMetadata metadata;
    QByteArray attributes; ///< device attributes: the JSON object as it stood; empty = none
    JsonMembers unknown;   ///< members that we do not know, as they were
    QByteArray raw;        ///< the whole message as it came

    /// Reads the network's JSON. Unknown members are kept; a member of a wrong type, or text that is no JSON object, is
    /// a Failure (cause BadMessage) that names it. IDs are taken as they stand; the caller sets them from the topic.
    static Result<UplinkMessage> fromJson(const QByteArray &json);

    /// The JSON that the network would write for this message, member for member.
    QByteArray toJson() const;

    friend bool operator==(const UplinkMessage &, const UplinkMessage &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::UplinkMessage)
