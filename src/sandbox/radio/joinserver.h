// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/account/accounts.h"
#include "sandbox/air.h"
#include "sandbox/message/eventpublisher.h"
#include "sandbox/ratemeter.h"

namespace thingsdesk::sandbox {

/// Answers join requests, and registers devices that match a template when they first join (wire-v2, SetDevice rules,
/// "register on join"). Main thread.
class JoinServer final
{
    Q_DISABLE_COPY_MOVE(JoinServer)
public:
    JoinServer(Registry &registry, const Accounts &accounts, EventPublisher &events)
        : m_registry(registry)
        , m_accounts(accounts)
        , m_events(events)
    {
    }

    /// The session, or nothing where the device hears nothing. Wrong keys and unknown devices are refused without an
    /// event, because they never reach the handler.
    std::optional<AirSession> join(const AirJoin &request);

    const RateMeter &rate() const noexcept { return m_rate; }

    /// A random address of the network's prefix 26000000/20.
    static DevAddr randomAddress();

private:
    DeviceRecord *findDevice(const AirJoin &request);
    DeviceRecord *findTemplate(const AirJoin &request);
    DeviceRecord *registerOnJoin(DeviceRecord &pattern, const AirJoin &request);
    AirSession activate(DeviceRecord &record, const DevId &eventDevice, const AirJoin &request);
    void refuse(const Device &device, const AirJoin &request, const QString &why);

    Registry &m_registry;
    const Accounts &m_accounts;
    EventPublisher &m_events;
    RateMeter m_rate;
};

} // namespace thingsdesk::sandbox
