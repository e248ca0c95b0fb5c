// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/air.h"
#include "sandbox/devices/devicememory.h"
#include "sandbox/devices/devicespec.h"
#include "sandbox/devices/radiolandscape.h"
#include "sandbox/devices/scheduler.h"
#include "sandbox/devices/virtualsensor.h"

#include <memory>

namespace thingsdesk::sandbox {

/// What virtual devices did since they were made.
struct DeviceCounts
{
    quint64 frames = 0;          ///< uplinks made, repeats left out
    quint64 transmissions = 0;   ///< uplinks on the air, repeats included
    quint64 unheard = 0;         ///< of these: lost, no gateway heard them
    quint64 repeats = 0;         ///< confirmed uplinks sent again
    quint64 givenUp = 0;         ///< confirmed uplinks that no repeat got acknowledged
    quint64 cutOff = 0;          ///< payloads cut off
    quint64 joinRequests = 0;    ///< lost ones included
    quint64 joins = 0;           ///< accepted
    quint64 downlinks = 0;       ///< received
    quint64 missedDownlinks = 0; ///< that were sent but not received
};

/// What a virtual device stands on. All of it outlives the device.
struct DeviceSurroundings
{
    Air &air;
    Scheduler &scheduler;
    DeviceMemoryStore &memory;
    const RadioLandscape &landscape;
    quint32 seed = 0;
};

/// A LoRaWAN class A device (1.0.x): joins, sends readings in its own rhythm, repeats confirmed uplinks until they are
/// acknowledged (8 transmissions at most, slower with each second one), receives after its uplinks. It keeps its
/// counter and DevNonce before it sends, so that neither is ever used twice. Main thread.
class VirtualDevice final
{
    Q_DISABLE_COPY_MOVE(VirtualDevice)
public:
    static constexpr int maximumTransmissions = 8;

    /// `counts` is added to, and outlives the device.
    VirtualDevice(DeviceSpec spec, const DeviceSurroundings &surroundings, DeviceCounts &counts);

    void start(); ///< switches it on: it takes up what its memory holds
    void stop();  ///< pulls the plug

private:
    void requestJoin();
    void receiveSession(const AirSession &session);
    void awaitNext();
    void sendReading();
    void transmit();
    void acknowledgementMissed();
    void receive(const AirDownlink &downlink, quint64 frame);
    QByteArray makePayload();
    void keep();
    void beginSession(std::chrono::milliseconds first);
    void giveSessionUp();

    const DeviceSpec m_spec;
    DeviceSurroundings m_around;
    DeviceCounts &m_counts;
    Chance m_chance;
    VirtualSensor m_sensor;
    DeviceMemory m_memory;
    std::chrono::milliseconds m_interval;
    RadioLandscape::Paths m_paths;
    int m_spreadingFactor = 7;

    AirUplink m_frame; ///< the last one, for repeats
    quint64 m_frameNumber = 0;
    int m_transmissions = 0; ///< of m_frame
    int m_joinAttempts = 0;  ///< since the last session
    bool m_owesAcknowledgement = false;

    Alarm m_next;   ///< the next reading or join request
    Alarm m_repeat; ///< waits for an acknowledgement
    Alarm m_rejoin;
    Alarm m_quiet;
    /// Answers that come after the device is gone, or switched off, find this expired.
    std::shared_ptr<bool> m_power;
};

} // namespace thingsdesk::sandbox
