// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/ratemeter.h"
#include "sandbox/rpc/gate.h"
#include "sandbox/rpc/rpcserver.h"

namespace thingsdesk::sandbox {

/// grpc.health.v1.Health/Check: the empty service name is serving, there are no others.
void addHealthCall(RpcServer &server);

/// lorawan.DevAddrManager: the network's one prefix, 26000000/20, and random addresses of it.
void addAddressCalls(RpcServer &server);

/// handler.HandlerManager/GetStatus, for operators' tokens.
struct StatusRates
{
    const RateMeter &uplinks;
    const RateMeter &downlinks;
    const RateMeter &activations;
};
void addStatusCall(RpcServer &server, const Gate &gate, const StatusRates &rates);

} // namespace thingsdesk::sandbox
