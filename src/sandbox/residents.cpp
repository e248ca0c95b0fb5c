// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/residents.h"

#include "sandbox/radio/joinserver.h"
#include "sandbox/randomness.h"

#include <QRandomGenerator>

namespace thingsdesk::sandbox {

namespace {

constexpr int loadDevicesPerApplication = 50;

template <class Bytes>
Bytes random()
{
    return Bytes::fromBytes(randomBytes(qsizetype(Bytes::size))).value_or(Bytes());
}

/// EUIs, addresses and keys that its kind of activation wants.
Device withKeys(const DeviceSpec &spec)
{
    Device device = spec.device;
    device.appEui = AppEui({0x70, 0xb3, 0xd5, 0x7e, 0xf0, 0x00, 0x00, 0x01});
    if (spec.activation != Activation::OnJoinTemplate) {
        device.devEui = random<DevEui>();
    }
    if (spec.activation == Activation::Abp) {
        device.devAddr = JoinServer::randomAddress();
        device.nwkSKey = random<NwkSKey>();
        device.appSKey = random<AppSKey>();
    } else {
        device.appKey = random<AppKey>();
    }
    if (device.activationConstraints.isEmpty())
        device.activationConstraints = QStringLiteral("local");
    return device;
}

} // namespace

StoredMemories::StoredMemories(StateFile &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_kept(state.deviceMemories())
{
    connect(&m_timer, &QTimer::timeout, this, &StoredMemories::write);
    m_timer.start(250);
}

StoredMemories::~StoredMemories()
{
    write();
}

DeviceMemory StoredMemories::load(const AppId &appId, const DevId &devId)
{
    const DeviceName name{appId, devId};
    const auto changed = m_changed.constFind(name);
    if (changed != m_changed.cend())
        return *changed;
    const auto kept = m_kept.constFind(name);
    return kept == m_kept.cend() ? DeviceMemory() : DeviceMemory::fromJson(*kept);
}

void StoredMemories::save(const AppId &appId, const DevId &devId, const DeviceMemory &memory)
{
    m_changed.insert({appId, devId}, memory);
}

void StoredMemories::write()
{
    if (m_changed.isEmpty())
        return;
    QHash<DeviceName, QByteArray> texts;
    for (auto memory = m_changed.cbegin(); memory != m_changed.cend(); ++memory)
        texts.insert(memory.key(), memory.value().toJson());
    if (!m_state.saveDeviceMemories(texts))
        return; // tried again with the next ones
    m_kept.insert(texts);
    m_changed.clear();
}

Residents::Residents(Air &air, Registry &registry, StateFile &state)
    : m_air(air)
    , m_registry(registry)
    , m_state(state)
    , m_memories(state)
{
}

void Residents::registerAll(const std::vector<DeviceSpec> &specs)
{
    for (const DeviceSpec &spec : specs) {
        if (m_registry.application(spec.device.appId) && !m_registry.device(spec.device.appId, spec.device.devId))
            m_registry.storeDevice(withKeys(spec));
    }
}

std::vector<DeviceSpec> Residents::registered(std::vector<DeviceSpec> specs)
{
    std::vector<DeviceSpec> result;
    for (DeviceSpec &spec : specs) {
        const DeviceRecord *record = m_registry.device(spec.device.appId, spec.device.devId);
        if (!record)
            continue;
        spec.device = record->device;
        result.push_back(std::move(spec));
    }
    return result;
}

void Residents::startDemo()
{
    const QString registeredOnce = QStringLiteral("demo-devices");
    if (m_state.setting(registeredOnce).isEmpty()) {
        registerAll(demoDevices());
        m_state.setSetting(registeredOnce, QStringLiteral("registered"));
    }
    m_fleet = std::make_unique<DeviceFleet>(m_air, m_scheduler, m_memories, registered(demoDevices()),
                                            QRandomGenerator::system()->generate());
    m_fleet->start();
}

void Residents::startLoad(double uplinksPerSecond)
{
    std::vector<DeviceSpec> specs;
    for (const Application &application : demoApplications()) {
        for (DeviceSpec &spec : loadDevices(application.appId, loadDevicesPerApplication))
            specs.push_back(std::move(spec));
    }
    registerAll(specs);
    m_load = std::make_unique<LoadGenerator>(m_air, m_scheduler, m_memories, registered(std::move(specs)),
                                             uplinksPerSecond, QRandomGenerator::system()->generate());
    m_load->start();
}

} // namespace thingsdesk::sandbox
