// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/retry.h"
#include "network/ttnv2/grpcchannel.h"
#include "network/ttnv2/unarycall.h"

#include <QObject>

#include <optional>

namespace thingsdesk::ttnv2 {

/// The way to one V2 server: negotiated once, then one gRPC channel. Calls are tried again where a fault passes, and a
/// connection that cannot be made is looked into, so that the Failure names the cause.
class ServerConnection final : public QObject
{
    Q_DISABLE_COPY_MOVE(ServerConnection)
public:
    explicit ServerConnection(ChannelWish wish, QObject *parent = nullptr);

    QString serverName() const { return m_wish.server.toString(); }

    /// Starts a call with `start(channel, remaining)` as often as the policy says. Answers on this object's thread.
    template <class Response, class Start>
    Future<Reply<Response>> call(Start start, const RetryPolicy &policy)
    {
        return andThen(this, channel(), [this, start = std::move(start), policy](const Channel &channel) {
            Attempt<Reply<Response>> attempt = [this, start, channel](std::chrono::milliseconds remaining) {
                return continued(this, start(channel, remaining), [this](Result<Reply<Response>> result) {
                    if (result || !mayBeConnectionTrouble(result.error()))
                        return readyFuture<Reply<Response>>(std::move(result));
                    return continued(this, diagnosed(result.error()), [](Result<void> failed) {
                        return readyFuture<Reply<Response>>(fail(failed.error()));
                    });
                });
            };
            return retried<Reply<Response>>(this, std::move(attempt), policy);
        });
    }

private:
    using Channel = std::shared_ptr<grpc::Channel>;

    Future<Channel> channel();
    /// The cause behind a failed call, always a Failure.
    Future<void> diagnosed(const Failure &failure);

    const ChannelWish m_wish;
    std::optional<ChannelSettings> m_settings;
    Channel m_channel;
};

} // namespace thingsdesk::ttnv2
