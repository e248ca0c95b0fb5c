// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/air.h"
#include "sandbox/devices/devicespec.h"
#include "sandbox/devices/scheduler.h"

#include <map>
#include <vector>

namespace thingsdesk::sandbox {

/// Time that passes when the test says so.
class FakeScheduler final : public Scheduler
{
public:
    Timestamp now() const override { return Timestamp::fromMilliseconds(start + m_elapsed); }
    TaskId after(std::chrono::milliseconds delay, Task task) override
    {
        m_tasks.emplace(std::pair(m_elapsed + delay.count(), ++m_last), std::move(task));
        return m_last;
    }
    void cancel(TaskId id) override
    {
        std::erase_if(m_tasks, [id](const auto &entry) { return entry.first.second == id; });
    }

    qint64 elapsed() const { return m_elapsed; } ///< milliseconds
    std::size_t waiting() const { return m_tasks.size(); }
    void advance(std::chrono::milliseconds time)
    {
        const qint64 end = m_elapsed + time.count();
        while (!m_tasks.empty() && m_tasks.begin()->first.first <= end) {
            const auto node = m_tasks.extract(m_tasks.begin());
            m_elapsed = std::max(m_elapsed, node.key().first);
            node.mapped()();
        }
        m_elapsed = end;
    }
    /// The thread is busy elsewhere: time passes, and no task is run.
    void stall(std::chrono::milliseconds time) { m_elapsed += time.count(); }

private:
    static constexpr qint64 start = 1'790'000'000'000; ///< September 2026
    qint64 m_elapsed = 0;
    TaskId m_last = 0;
    std::map<std::pair<qint64, TaskId>, Task> m_tasks;
};

/// A network that writes down what it is sent, and answers as the test says, 200 ms later.
class FakeAir final : public Air
{
public:
    struct Sent
    {
        qint64 at = 0; ///< milliseconds
        AirUplink uplink;
    };
    struct Asked
    {
        qint64 at = 0;
        AirJoin request;
    };

    explicit FakeAir(FakeScheduler &scheduler)
        : m_scheduler(scheduler)
    {
    }

    void uplink(const AirUplink &uplink, DownlinkAnswer answer) override
    {
        uplinks.push_back({m_scheduler.elapsed(), uplink});
        m_scheduler.after(
            delay, [this, uplink, answer = std::move(answer)] { answer(onUplink ? onUplink(uplink) : std::nullopt); });
    }
    void join(const AirJoin &request, JoinAnswer answer) override
    {
        joins.push_back({m_scheduler.elapsed(), request});
        m_scheduler.after(
            delay, [this, request, answer = std::move(answer)] { answer(onJoin ? onJoin(request) : std::nullopt); });
    }

    std::function<std::optional<AirDownlink>(const AirUplink &)> onUplink;
    std::function<std::optional<AirSession>(const AirJoin &)> onJoin;
    std::vector<Sent> uplinks;
    std::vector<Asked> joins;

private:
    static constexpr std::chrono::milliseconds delay{200};
    FakeScheduler &m_scheduler;
};

/// Fills in what whoever registers a device generates. Numbers that only tests use.
inline void fillIn(std::vector<DeviceSpec> &devices)
{
    quint8 number = 0;
    for (DeviceSpec &spec : devices) {
        ++number;
        spec.device.appEui = AppEui({0x70, 0xb3, 0xd5, 0x7e, 0, 0, 0, 1});
        if (spec.activation != Activation::OnJoinTemplate)
            spec.device.devEui = DevEui({0, 4, 0xa3, 0x0b, 0, 0, 0, number});
        if (spec.activation == Activation::Abp)
            spec.device.devAddr = DevAddr({0x26, 1, 0, number});
        else
            spec.device.appKey = AppKey({number});
    }
}

/// A device next to the first gateway: every frame is heard.
inline DeviceSpec nearbyDevice(SensorKind sensor, Activation activation, DeviceBehaviour behaviour)
{
    DeviceSpec spec;
    spec.device.appId = AppId::fromServer(QStringLiteral("app"));
    spec.device.devId = DevId::fromServer(QStringLiteral("dev"));
    spec.device.latitude = 52.2215F;
    spec.device.longitude = 6.8940F;
    spec.activation = activation;
    spec.sensor = sensor;
    spec.behaviour = behaviour;
    std::vector<DeviceSpec> one{spec};
    fillIn(one);
    return one.front();
}

} // namespace thingsdesk::sandbox
