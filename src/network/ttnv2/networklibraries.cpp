// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/networklibraries.h"

#include <grpc/grpc.h>

namespace thingsdesk {

NetworkLibraries::NetworkLibraries()
{
    grpc_init();
}

NetworkLibraries::~NetworkLibraries()
{
    grpc_shutdown_blocking();
}

} // namespace thingsdesk
