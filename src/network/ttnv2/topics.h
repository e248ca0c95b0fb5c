// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QByteArray>
#include <QList>

/// V2's MQTT topics; no other place knows them. Source: wire-v2 section 9.
namespace thingsdesk::ttnv2 {

/// A topic taken apart. The views are into the text that was parsed.
struct Topic
{
    enum class Kind {
        Uplink,           ///< `<AppID>/devices/<DevID>/up`
        Field,            ///< `<AppID>/devices/<DevID>/up/<field>[/…]`: a part of an uplink, again
        Downlink,         ///< `<AppID>/devices/<DevID>/down`
        Event,            ///< `<AppID>/devices/<DevID>/events/<type>`; the type may hold slashes, or be empty
        ApplicationEvent, ///< `<AppID>/events/<type>`
        Other,            ///< none of these
    };

    Kind kind = Kind::Other;
    QByteArrayView appId; ///< as it stands; empty for Other
    QByteArrayView devId; ///< empty for ApplicationEvent and Other
    QByteArrayView rest;  ///< field path or event type
};

/// Takes any bytes. IDs are not checked against V2's rule: what is on the network must not get lost.
Topic parseTopic(QByteArrayView topic);

/// What to subscribe to for the uplinks and events of an application; field topics are left out.
struct SubscribeFilters
{
    QByteArray uplinks;           ///< `<AppID>/devices/+/up`
    QByteArray events;            ///< `<AppID>/devices/+/events/#`: types hold slashes
    QByteArray applicationEvents; ///< `<AppID>/events/#`; V2's own handler sends none

    QList<QByteArray> all() const { return {uplinks, events, applicationEvents}; }
};

/// Refused where the ID cannot be one level of a topic.
Result<SubscribeFilters> subscribeFilters(const AppId &appId);

/// Where a downlink is published. Refused where an ID cannot be one level of a topic.
Result<QByteArray> downlinkTopic(const AppId &appId, const DevId &devId);

/// Where the network publishes (for a network of our own). The same rule.
Result<QByteArray> uplinkTopic(const AppId &appId, const DevId &devId);
Result<QByteArray> eventTopic(const AppId &appId, const DevId &devId, const QString &type);

} // namespace thingsdesk::ttnv2
