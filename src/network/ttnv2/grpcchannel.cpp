// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/grpcchannel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

namespace thingsdesk::ttnv2 {

std::shared_ptr<grpc::Channel> makeChannel(const ChannelSettings &settings)
{
    grpc::ChannelArguments arguments;
    // The client's tries set the pace; gRPC's own pause between connections must not outlast them.
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5'000);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
    // Sessions with other keys or certificates must not share a connection behind our back.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    if (settings.server.isLoopback())
        arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    std::shared_ptr<grpc::ChannelCredentials> credentials;
    if (settings.tls) {
        grpc::SslCredentialsOptions options;
        options.pem_root_certs = settings.roots.toStdString();
        credentials = grpc::SslCredentials(options);
    } else {
        credentials = grpc::InsecureChannelCredentials();
    }
    return grpc::CreateCustomChannel(settings.server.toString().toStdString(), credentials, arguments);
}

} // namespace thingsdesk::ttnv2
