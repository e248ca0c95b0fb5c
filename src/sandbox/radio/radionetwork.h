// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/radio/joinserver.h"
#include "sandbox/radio/uplinkpath.h"

namespace thingsdesk::sandbox {

/// The network as devices meet it. Main thread.
class RadioNetwork final : public Air
{
    Q_DISABLE_COPY_MOVE(RadioNetwork)
public:
    RadioNetwork(UplinkPath &uplinks, JoinServer &joins)
        : m_uplinks(uplinks)
        , m_joins(joins)
    {
    }

    void uplink(const AirUplink &uplink, DownlinkAnswer answer) override
    {
        m_uplinks.receive(uplink, std::move(answer));
    }
    void join(const AirJoin &request, JoinAnswer answer) override { answer(m_joins.join(request)); }

private:
    UplinkPath &m_uplinks;
    JoinServer &m_joins;
};

} // namespace thingsdesk::sandbox
