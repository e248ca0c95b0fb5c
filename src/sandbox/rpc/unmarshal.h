// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rpc/call.h"
#include "sandbox/rpc/rpcserver.h"

#include <google/protobuf/message.h>

namespace thingsdesk::sandbox {

/// What the V2 stack says about a request's bytes before any method sees them; empty = they are good. Fields of fixed
/// length (EUIs, keys, addresses) are refused with any other length, also where they are there and empty, which a
/// parsed message no longer tells: `grpc: error unmarshalling request: ttn/core: Invalid length for EUI64`.
QByteArray unmarshalError(const QByteArray &bytes, google::protobuf::Message &message);

/// Adds a method that gets its request as a message. Bad bytes are refused before it runs.
template <class Request, class Act>
void addMethod(RpcServer &server, const QByteArray &path, Act act)
{
    server.addMethod(path, [act](const CallPointer &call) {
        Request request;
        if (const QByteArray error = unmarshalError(call->request(), request); !error.isEmpty())
            return call->refuse({Refusal::Code::Internal, "grpc: error unmarshalling request: " + error});
        act(call, request);
    });
}

} // namespace thingsdesk::sandbox
