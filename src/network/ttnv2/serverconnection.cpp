// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/serverconnection.h"

namespace thingsdesk::ttnv2 {

ServerConnection::ServerConnection(ChannelWish wish, QObject *parent)
    : QObject(parent)
    , m_wish(std::move(wish))
{
}

Future<ServerConnection::Channel> ServerConnection::channel()
{
    if (m_channel)
        return readyFuture<Channel>(m_channel);
    return andThen(this, negotiateChannel(this, m_wish), [this](const ChannelSettings &settings) {
        if (!m_channel) {
            m_settings = settings;
            m_channel = makeChannel(settings);
        }
        return readyFuture<Channel>(m_channel);
    });
}

Future<void> ServerConnection::diagnosed(const Failure &failure)
{
    const ProbeRequest request{m_settings->server, m_settings->tls, m_settings->roots, true, std::chrono::seconds(5)};
    return continued(this, probeEndpoint(request), [failure](Result<ProbeReport> report) {
        if (report)
            return readyFuture<void>(fail(failure));
        Failure found = report.error();
        found.detail += QStringLiteral("; ") + failure.detail;
        return readyFuture<void>(fail(found));
    });
}

} // namespace thingsdesk::ttnv2
