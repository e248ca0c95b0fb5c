// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/directory.h"
#include "sandbox/rpc/gate.h"
#include "sandbox/rpc/rpcserver.h"

namespace thingsdesk::sandbox {

/// discovery.Discovery, all eight methods. Main thread.
class DiscoveryCalls final
{
    Q_DISABLE_COPY_MOVE(DiscoveryCalls)
public:
    DiscoveryCalls(RpcServer &server, const Gate &gate, Directory &directory);

private:
    void addReading(RpcServer &server);
    void getAll(const CallPointer &call, const discovery::GetServiceRequest &request) const;
    void editMetadata(const CallPointer &call, const discovery::MetadataRequest &request, bool add);
    void announce(const CallPointer &call, const discovery::Announcement &announcement);
    Reply<void> mayEdit(const Call &call, const discovery::MetadataRequest &request) const;

    const Gate &m_gate;
    Directory &m_directory;
};

} // namespace thingsdesk::sandbox
