// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <grpcpp/support/status.h>

namespace thingsdesk::ttnv2 {

/// Whom a call went to and about what, for a Failure's text.
struct CallSubject
{
    QString server; ///< "localhost:1904"
    QString appId;  ///< empty at discovery
    QString what;   ///< what the call was about: "device \"door-2\"", "application \"parking\""
};

/// What a gRPC status of a V2 server means (wire-v2 section 8). `status` is not OK.
Failure failureOf(const grpc::Status &status, const CallSubject &subject);

/// True where the connection itself may be the trouble, so that a probe of the endpoint may tell more.
bool mayBeConnectionTrouble(const Failure &failure);

} // namespace thingsdesk::ttnv2
