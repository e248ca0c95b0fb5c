// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/loadgenerator.h"

#include <algorithm>
#include <cmath>

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds tick{10};
constexpr double catchUpSeconds = 0.25;

Location placeOf(const Device &device)
{
    return {device.latitude, device.longitude, device.altitude, 0, {}};
}

} // namespace

LoadGenerator::LoadGenerator(Air &air, Scheduler &scheduler, DeviceMemoryStore &memory,
                             const std::vector<DeviceSpec> &devices, double rate, quint32 seed)
    : m_air(air)
    , m_scheduler(scheduler)
    , m_memory(memory)
    , m_chance(seed, u"load"_s)
    , m_rate(rate)
    , m_tick(scheduler)
{
    for (const DeviceSpec &spec : devices) {
        const QString name = spec.device.appId.toString() + u'/' + spec.device.devId.toString();
        Sender sender{spec, VirtualSensor(spec.sensor, seed, name, placeOf(spec.device)),
                      memory.load(spec.device.appId, spec.device.devId)};
        sender.nextCounter = sender.memory.nextCounter;
        sender.sensor.restore(sender.memory.sensor);
        sender.paths = m_landscape.pathsFrom(name, placeOf(spec.device));
        sender.spreadingFactor = m_landscape.settledSpreadingFactor(sender.paths);
        m_senders.push_back(std::move(sender));
    }
}

LoadGenerator::~LoadGenerator()
{
    stop();
}

void LoadGenerator::start()
{
    m_report = {};
    m_started = m_scheduler.now();
    if (!m_senders.empty() && m_rate > 0)
        m_tick.set(tick, [this] { sendDue(); });
}

void LoadGenerator::stop()
{
    if (!m_tick.isSet())
        return;
    m_tick.cancel();
    m_report.seconds = elapsedSeconds();
    for (Sender &sender : m_senders)
        keep(sender, sender.nextCounter);
}

LoadReport LoadGenerator::report() const
{
    LoadReport report = m_report;
    if (m_tick.isSet())
        report.seconds = elapsedSeconds();
    return report;
}

void LoadGenerator::sendDue()
{
    m_tick.set(tick, [this] { sendDue(); });
    const double now = elapsedSeconds();
    const auto due = quint64(now * m_rate);
    quint64 done = m_report.sent + m_report.skipped;
    const auto oldest = quint64(std::max(0.0, (now - catchUpSeconds) * m_rate));
    if (oldest > done) {
        m_report.skipped += oldest - done;
        done = oldest;
    }
    for (; done < due; ++done) {
        send(m_senders[m_turn]);
        m_turn = (m_turn + 1) % m_senders.size();
        ++m_report.sent;
    }
}

void LoadGenerator::send(Sender &sender)
{
    const Device &device = sender.spec.device;
    if (sender.nextCounter >= sender.memory.nextCounter)
        keep(sender, sender.nextCounter + counterBlock);
    const RadioChannel channel = RadioLandscape::pickChannel(m_chance, false);
    const Timestamp now = m_scheduler.now();
    AirUplink uplink;
    uplink.appId = device.appId;
    uplink.devId = device.devId;
    uplink.payload = sender.sensor.payload(now);
    uplink.port = sender.sensor.port();
    uplink.counter = sender.nextCounter++;
    uplink.dataRate = dataRateOf(sender.spreadingFactor);
    uplink.frequency = channel.frequency;
    auto heard = m_landscape.hear(sender.paths, sender.spreadingFactor, channel, now, m_chance);
    if (heard.gateways.isEmpty()) { // loaded, not lost: at the limit of hearing
        const Gateway &nearest = m_landscape.gateways().front();
        GatewayReception reception;
        reception.gatewayId = nearest.id;
        reception.trusted = nearest.trusted;
        reception.timestamp = quint32(quint64(now.nanoseconds / 1000));
        reception.channel = channel.index;
        reception.rfChain = channel.rfChain;
        reception.rssi = -120;
        reception.snr = requiredSnr(sender.spreadingFactor);
        reception.location = nearest.place;
        heard.gateways.append(reception);
        heard.canAnswer = nearest.transmits;
    }
    uplink.gateways = heard.gateways;
    uplink.canAnswer = heard.canAnswer;
    m_air.uplink(uplink, [](const std::optional<AirDownlink> &) {});
}

void LoadGenerator::keep(Sender &sender, quint32 nextCounter)
{
    sender.memory.nextCounter = nextCounter;
    sender.memory.sensor = sender.sensor.state();
    m_memory.save(sender.spec.device.appId, sender.spec.device.devId, sender.memory);
}

double LoadGenerator::elapsedSeconds() const
{
    return double(m_scheduler.now().nanoseconds - m_started.nanoseconds) / 1e9;
}

} // namespace thingsdesk::sandbox
