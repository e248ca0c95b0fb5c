// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/timestamp.h"

#include <QMap>

#include <optional>

namespace thingsdesk {

/// How a device gets its session.
enum class Activation {
    Otaa,           ///< joins with its AppKey
    Abp,            ///< has fixed session keys and DevAddr
    OnJoinTemplate, ///< a pattern for devices that the network registers when they first join (DevEUI all zero)
};

/// A device as an application owner sees it: what was registered, and its session's state.
///
/// Source: V2 protos handler.Device and lorawan.Device. Keys and addresses that are all zero are not set.
struct Device
{
    AppId appId;
    DevId devId;
    QString description;
    float latitude = 0;  ///< degrees; 0/0 = not set
    float longitude = 0; ///< degrees
    qint32 altitude = 0; ///< metres
    QMap<QString, QString> attributes;

    AppEui appEui;
    DevEui devEui;
    DevAddr devAddr;
    NwkSKey nwkSKey;
    AppSKey appSKey;
    AppKey appKey;
    quint32 counterUp = 0;   ///< last uplink counter; only a single read fills it, a list does not
    quint32 counterDown = 0; ///< the next downlink's counter; like counterUp
    bool counterCheckDisabled = false;
    bool uses32BitCounter = true;
    QString activationConstraints;     ///< tags with commas: "local", "private,testing"; empty becomes "local"
    std::optional<Timestamp> lastSeen; ///< read-only; a list does not fill it

    static constexpr int maximumCustomAttributes = 5;
    static constexpr int maximumAttributeBytes = 64;   ///< of a key, and of a value
    static constexpr int maximumTemplateIdLength = 19; ///< new IDs are "<template>-<DevEUI>"

    /// What the keys and addresses say: an AppKey without DevEUI is a template, an AppKey makes OTAA, else ABP.
    Activation activation() const;

    /// The rules that V2 has but does not check in time (a location that is no number silences a device for good), or
    /// checks too late (attributes: after the network server has changed): latitude −90…90, longitude −180…180, at most
    /// five own attributes with keys of 1 to 64 and values of up to 64 bytes, a template's short ID.
    Result<void> check() const;

    friend bool operator==(const Device &, const Device &) = default;
};

/// V2's own attributes (ttn-brand, ttn-model, …), which do not count towards the five.
bool isBuiltInAttribute(const QString &key);

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::Device)
