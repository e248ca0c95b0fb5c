// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QJsonObject>

#include <map>

namespace thingsdesk::sandbox {

/// What a device keeps through a power cut.
struct DeviceMemory
{
    quint32 nextCounter = 0; ///< of the next uplink
    quint16 lastDevNonce = 0;
    bool joined = false; ///< OTAA: has a session
    DevId sessionDevId;  ///< under which ID the network knows it; differs from the template's ID after an on-join join
    DevEui devEui;       ///< of an on-join device, made at its first start
    QJsonObject sensor;  ///< the sensor's counters and values

    QByteArray toJson() const;                            ///< for a store that keeps text
    static DeviceMemory fromJson(const QByteArray &json); ///< what cannot be read is as at the first start

    friend bool operator==(const DeviceMemory &, const DeviceMemory &) = default;
};

/// Where devices keep it. Called on the main thread, once for each frame: write fast, or gather and write later.
class DeviceMemoryStore
{
public:
    virtual ~DeviceMemoryStore() = default;
    /// A new memory where nothing was kept.
    virtual DeviceMemory load(const AppId &appId, const DevId &devId) = 0;
    virtual void save(const AppId &appId, const DevId &devId, const DeviceMemory &memory) = 0;
};

/// Keeps it as long as it lives: for tests, and for a network that is thrown away afterwards.
class VolatileMemoryStore final : public DeviceMemoryStore
{
public:
    DeviceMemory load(const AppId &appId, const DevId &devId) override { return m_memories[{appId, devId}]; }
    void save(const AppId &appId, const DevId &devId, const DeviceMemory &memory) override
    {
        m_memories[{appId, devId}] = memory;
    }

private:
    std::map<std::pair<AppId, DevId>, DeviceMemory> m_memories;
};

} // namespace thingsdesk::sandbox
