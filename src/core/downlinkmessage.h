// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/jsontext.h"

#include <optional>

namespace thingsdesk {

/// Where a downlink goes in the device's queue on the server.
enum class Schedule {
    Replace, ///< drops what waits and what is not acknowledged yet
    First,   ///< before what waits
    Last,    ///< after what waits
};

QString scheduleName(Schedule schedule); ///< "replace", "first", "last"
std::optional<Schedule> scheduleFromName(QStringView name);

/// Something for a device. Either `payload` or `fields` is given.
///
/// Source: V2's MQTT topic `<AppID>/devices/<DevID>/down` and the `message` of its down/… events.
struct DownlinkMessage
{
    AppId appId; ///< not written where it is sent: the topic tells it
    DevId devId;
    quint8 port = 0;
    bool confirmed = false;
    Schedule schedule = Schedule::Replace;
    QByteArray payload; ///< bytes for the device
    QByteArray fields;  ///< instead of bytes: a JSON object for the application's encoder
    JsonMembers unknown;

    /// The largest payload of any data rate (EU868, SF7: 222 bytes at MAC level without options; 242 is LoRaWAN's own
    /// bound). V2 does not check it.
    static constexpr int maximumPayload = 242;

    /// What V2 does not check, so that nothing is lost in silence: port 1 to 223, exactly one of payload and fields,
    /// the payload's length, `fields` a JSON object.
    Result<void> check() const;

    /// The body for the `down` topic. `schedule` is always written.
    QByteArray toPublishJson() const;
    /// As the network writes it inside events (without a schedule).
    QByteArray toJson() const;
    static Result<DownlinkMessage> fromJson(const QByteArray &json);

    friend bool operator==(const DownlinkMessage &, const DownlinkMessage &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::DownlinkMessage)
