// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/demodevices.h"
#include "sandbox/devices/devicefleet.h"
#include "sandbox/devices/loadgenerator.h"
#include "sandbox/devices/qtscheduler.h"
#include "sandbox/state/statefile.h"

#include <QTimer>

namespace thingsdesk::sandbox {

/// Keeps the virtual devices' memories in the state file, gathered four times a second.
class StoredMemories final : public QObject, public DeviceMemoryStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoredMemories)
public:
    explicit StoredMemories(StateFile &state, QObject *parent = nullptr);
    ~StoredMemories() override;

    DeviceMemory load(const AppId &appId, const DevId &devId) override;
    void save(const AppId &appId, const DevId &devId, const DeviceMemory &memory) override;

private:
    void write();

    StateFile &m_state;
    QHash<DeviceName, QByteArray> m_kept;
    QHash<DeviceName, DeviceMemory> m_changed;
    QTimer m_timer;
};

/// The virtual devices that live in the built-in network: registers them and sets them going. Main thread.
class Residents final
{
    Q_DISABLE_COPY_MOVE(Residents)
public:
    Residents(Air &air, Registry &registry, StateFile &state);

    /// The demonstration's devices, each in its own rhythm. The first start registers them; one that a client deleted
    /// since stays away.
    void startDemo();

    /// Devices of all three formats that send so many uplinks a second together.
    void startLoad(double uplinksPerSecond);

private:
    void registerAll(const std::vector<DeviceSpec> &specs);
    std::vector<DeviceSpec> registered(std::vector<DeviceSpec> specs);

    Air &m_air;
    Registry &m_registry;
    StateFile &m_state;
    QtScheduler m_scheduler;
    StoredMemories m_memories;
    std::unique_ptr<DeviceFleet> m_fleet;
    std::unique_ptr<LoadGenerator> m_load;
};

} // namespace thingsdesk::sandbox
