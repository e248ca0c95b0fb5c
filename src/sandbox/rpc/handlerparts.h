// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/directory.h"
#include "sandbox/message/eventpublisher.h"
#include "sandbox/radio/uplinkpath.h"
#include "sandbox/rpc/gate.h"
#include "sandbox/rpc/unmarshal.h"
#include "sandbox/state/statekeeper.h"
#include "sandbox/textids.h"

namespace thingsdesk::sandbox {

/// What the handler's calls work on.
struct HandlerParts
{
    RpcServer &server;
    Gate &gate;
    Registry &registry;
    StateKeeper &state;
    Directory &directory;
    EventPublisher &events;
    UplinkPath &uplinks;
    FunctionRunner &functions;
    Faults &faults;
};

} // namespace thingsdesk::sandbox
