// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/virtualdevice.h"

#include <algorithm>

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto acknowledgementWait = 4s; ///< both windows, then 1 to 3 s (LoRaWAN's ACK_TIMEOUT)
constexpr auto shortestJoinPause = 8s;   ///< both windows of a join request, and a little more
constexpr auto longestJoinPause = 5min;
constexpr auto promptly = 1500ms;

QString nameOf(const Device &device)
{
    return device.appId.toString() + u'/' + device.devId.toString();
}

DevEui madeUpDevEui(Chance &chance)
{
    std::array<quint8, DevEui::size> bytes{0x02}; // locally administered
    std::generate(bytes.begin() + 1, bytes.end(), [&chance] { return quint8(chance.pick(256)); });
    return DevEui(bytes);
}

std::chrono::milliseconds joinPause(int attempts)
{
    const auto pause = shortestJoinPause * (1 << std::min(attempts, 6));
    return std::min<std::chrono::milliseconds>(pause, longestJoinPause);
}

} // namespace

VirtualDevice::VirtualDevice(DeviceSpec spec, const DeviceSurroundings &surroundings, DeviceCounts &counts)
    : m_spec(std::move(spec))
    , m_around(surroundings)
    , m_counts(counts)
    , m_chance(surroundings.seed, nameOf(m_spec.device))
    , m_sensor(m_spec.sensor, surroundings.seed, nameOf(m_spec.device) + u"/sensor"_s,
               {m_spec.device.latitude, m_spec.device.longitude, m_spec.device.altitude, 0, {}})
    , m_interval(m_spec.behaviour.interval)
    , m_next(surroundings.scheduler)
    , m_repeat(surroundings.scheduler)
    , m_rejoin(surroundings.scheduler)
    , m_quiet(surroundings.scheduler)
{
}

void VirtualDevice::start()
{
    m_power = std::make_shared<bool>(true);
    const Device &device = m_spec.device;
    m_memory = m_around.memory.load(device.appId, device.devId);
    if (m_spec.activation == Activation::OnJoinTemplate && !m_memory.devEui.isSet())
        m_memory.devEui = madeUpDevEui(m_chance);
    m_sensor.restore(m_memory.sensor);
    m_paths = m_around.landscape.pathsFrom(nameOf(device), {device.latitude, device.longitude, device.altitude, 0, {}});
    m_spreadingFactor = m_around.landscape.settledSpreadingFactor(m_paths);
    if (m_spec.behaviour.quietAfter)
        m_quiet.set(*m_spec.behaviour.quietAfter, [this] { stop(); });
    const auto first = m_chance.around(m_spec.behaviour.first, m_spec.behaviour.jitter);
    if (m_spec.activation == Activation::Abp || m_memory.joined)
        beginSession(first);
    else
        m_next.set(first, [this] { requestJoin(); });
}

void VirtualDevice::stop()
{
    m_power.reset();
    for (Alarm *alarm : {&m_next, &m_repeat, &m_rejoin, &m_quiet})
        alarm->cancel();
}

void VirtualDevice::requestJoin()
{
    if (m_memory.lastDevNonce == 0xffff)
        return; // LoRaWAN 1.0.4: no DevNonce is left, the device can never join again
    m_memory.lastDevNonce = quint16(m_memory.lastDevNonce + 1);
    keep();
    ++m_counts.joinRequests;
    const int factor = std::min(12, m_spreadingFactor + m_joinAttempts / 2);
    m_next.set(m_chance.around(joinPause(m_joinAttempts++), 0.2), [this] { requestJoin(); });

    const Device &device = m_spec.device;
    const RadioChannel channel = RadioLandscape::pickChannel(m_chance, true);
    const auto heard = m_around.landscape.hear(m_paths, factor, channel, m_around.scheduler.now(), m_chance);
    if (heard.gateways.isEmpty() || m_chance.happens(m_spec.behaviour.uplinkLoss))
        return;
    AirJoin request{device.appEui,      m_memory.devEui.isSet() ? m_memory.devEui : device.devEui,
                    device.appKey,      m_memory.lastDevNonce,
                    dataRateOf(factor), channel.frequency,
                    heard.gateways,     heard.canAnswer};
    m_around.air.join(request, [this, power = std::weak_ptr(m_power)](const std::optional<AirSession> &session) {
        if (power.lock() && session && !m_chance.happens(m_spec.behaviour.downlinkLoss))
            receiveSession(*session);
    });
}

void VirtualDevice::receiveSession(const AirSession &session)
{
    ++m_counts.joins;
    m_joinAttempts = 0;
    m_memory.joined = true;
    m_memory.nextCounter = 0;
    m_memory.sessionDevId = session.devId;
    m_owesAcknowledgement = false;
    keep();
    beginSession(promptly);
}

void VirtualDevice::beginSession(std::chrono::milliseconds first)
{
    m_next.set(m_chance.around(first, 0.2), [this] { sendReading(); });
    if (m_spec.behaviour.rejoinEvery && m_spec.activation != Activation::Abp)
        m_rejoin.set(m_chance.around(*m_spec.behaviour.rejoinEvery, 0.2), [this] { giveSessionUp(); });
}

void VirtualDevice::giveSessionUp()
{
    m_repeat.cancel();
    m_memory.joined = false;
    requestJoin();
}

void VirtualDevice::awaitNext()
{
    m_next.set(m_chance.around(m_interval, m_spec.behaviour.jitter), [this] { sendReading(); });
}

QByteArray VirtualDevice::makePayload()
{
    const DeviceBehaviour &behaviour = m_spec.behaviour;
    QByteArray payload = m_sensor.payload(m_around.scheduler.now(), m_chance.happens(behaviour.broken));
    if (payload.size() > 1 && m_chance.happens(behaviour.cutOff)) {
        payload.truncate(1 + m_chance.pick(int(payload.size()) - 1));
        ++m_counts.cutOff;
    }
    return payload;
}

void VirtualDevice::sendReading()
{
    awaitNext();
    if (m_repeat.isSet())
        return; // the radio is busy with a confirmed uplink: this reading is left out
    m_frame = AirUplink();
    m_frame.appId = m_spec.device.appId;
    m_frame.devId = m_memory.sessionDevId.isEmpty() ? m_spec.device.devId : m_memory.sessionDevId;
    m_frame.payload = makePayload();
    m_frame.port = m_sensor.port();
    m_frame.counter = m_memory.nextCounter++;
    m_frame.confirmed = m_chance.happens(m_spec.behaviour.confirmed);
    m_frame.acknowledges = std::exchange(m_owesAcknowledgement, false);
    ++m_frameNumber;
    m_transmissions = 0;
    m_memory.sensor = m_sensor.state();
    keep();
    ++m_counts.frames;
    transmit();
}

void VirtualDevice::transmit()
{
    const int factor = std::min(12, m_spreadingFactor + m_transmissions / 2);
    const RadioChannel channel = RadioLandscape::pickChannel(m_chance, false);
    ++m_transmissions;
    ++m_counts.transmissions;
    if (m_frame.confirmed)
        m_repeat.set(m_chance.around(acknowledgementWait, 0.25), [this] { acknowledgementMissed(); });

    const auto heard = m_around.landscape.hear(m_paths, factor, channel, m_around.scheduler.now(), m_chance);
    if (heard.gateways.isEmpty() || m_chance.happens(m_spec.behaviour.uplinkLoss)) {
        ++m_counts.unheard;
        return;
    }
    m_frame.dataRate = dataRateOf(factor);
    m_frame.frequency = channel.frequency;
    m_frame.gateways = heard.gateways;
    m_frame.canAnswer = heard.canAnswer;
    m_around.air.uplink(m_frame, [this, power = std::weak_ptr(m_power),
                                  frame = m_frameNumber](const std::optional<AirDownlink> &downlink) {
        if (!power.lock() || !downlink)
            return;
        if (m_chance.happens(m_spec.behaviour.downlinkLoss))
            ++m_counts.missedDownlinks;
        else
            receive(*downlink, frame);
    });
}

void VirtualDevice::acknowledgementMissed()
{
    if (m_transmissions >= maximumTransmissions) {
        ++m_counts.givenUp;
        return;
    }
    ++m_counts.repeats;
    transmit();
}

void VirtualDevice::receive(const AirDownlink &downlink, quint64 frame)
{
    ++m_counts.downlinks;
    if (downlink.acknowledges && frame == m_frameNumber)
        m_repeat.cancel();
    m_owesAcknowledgement = m_owesAcknowledgement || downlink.confirmed;
    SensorReaction reaction;
    if (downlink.port > 0 && !downlink.payload.isEmpty())
        reaction = m_sensor.receive(downlink.port, downlink.payload);
    if (reaction.interval) {
        m_interval = *reaction.interval;
        awaitNext();
    }
    if (reaction.reportsSoon || downlink.pending)
        m_next.set(m_chance.around(promptly, 0.3), [this] { sendReading(); });
    m_memory.sensor = m_sensor.state();
    keep();
}

void VirtualDevice::keep()
{
    m_around.memory.save(m_spec.device.appId, m_spec.device.devId, m_memory);
}

} // namespace thingsdesk::sandbox
