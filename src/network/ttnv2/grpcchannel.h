// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/channelsecurity.h"

#include <grpcpp/channel.h>

#include <memory>

namespace thingsdesk::ttnv2 {

/// A gRPC channel to the server. Opens nothing yet.
std::shared_ptr<grpc::Channel> makeChannel(const ChannelSettings &settings);

} // namespace thingsdesk::ttnv2
