// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rpc/handlerparts.h"

#include <ttnv2/handler.pb.h>

#include <QObject>

namespace thingsdesk::sandbox {

/// DryUplink and DryDownlink of handler.ApplicationManager: the functions in the request run, nothing is sent. Neither
/// credential nor limit. Main thread.
class DryRunCalls final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DryRunCalls)
public:
    DryRunCalls(RpcServer &server, FunctionRunner &functions, QObject *parent = nullptr);

private:
    void dryUplink(const CallPointer &call, const handler::DryUplinkMessage &request);
    void dryDownlink(const CallPointer &call, const handler::DryDownlinkMessage &request);

    FunctionRunner &m_functions;
};

} // namespace thingsdesk::sandbox
