// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/air.h"
#include "sandbox/devices/devicememory.h"
#include "sandbox/devices/devicespec.h"
#include "sandbox/devices/radiolandscape.h"
#include "sandbox/devices/scheduler.h"
#include "sandbox/devices/virtualsensor.h"

namespace thingsdesk::sandbox {

/// What a load generator really reached.
struct LoadReport
{
    quint64 sent = 0;    ///< uplinks handed to the network
    quint64 skipped = 0; ///< uplinks that were due but left out, because this thread came too late for them
    double seconds = 0;  ///< since start()

    double rate() const { return seconds > 0 ? double(sent) / seconds : 0; } ///< uplinks a second
};

/// Sends uplinks at a fixed rate, round robin over its devices, in small batches spread evenly over time. Every frame
/// is heard. Where the thread cannot keep up, up to a quarter of a second is caught up on; what is older is skipped and
/// counted, so that the network is never flooded after a pause.
///
/// Counters go on after a restart: they are kept ahead in blocks, so a crash costs a gap, never a repeat.
/// ABP devices only, as nothing joins here. Air, scheduler and store outlive it. Main thread.
class LoadGenerator final
{
    Q_DISABLE_COPY_MOVE(LoadGenerator)
public:
    static constexpr quint32 counterBlock = 1000;

    /// `rate`: uplinks a second, above 0.
    LoadGenerator(Air &air, Scheduler &scheduler, DeviceMemoryStore &memory, const std::vector<DeviceSpec> &devices,
                  double rate, quint32 seed);
    ~LoadGenerator();

    void start();
    void stop();
    LoadReport report() const;

private:
    struct Sender
    {
        DeviceSpec spec;
        VirtualSensor sensor;
        DeviceMemory memory;
        quint32 nextCounter = 0;
        RadioLandscape::Paths paths = {};
        int spreadingFactor = 7;
    };

    void sendDue();
    void send(Sender &sender);
    void keep(Sender &sender, quint32 nextCounter);
    double elapsedSeconds() const;

    Air &m_air;
    Scheduler &m_scheduler;
    DeviceMemoryStore &m_memory;
    const RadioLandscape m_landscape;
    Chance m_chance;
    std::vector<Sender> m_senders;
    std::size_t m_turn = 0;
    const double m_rate;
    Timestamp m_started;
    LoadReport m_report;
    Alarm m_tick;
};

} // namespace thingsdesk::sandbox
