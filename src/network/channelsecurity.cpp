// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/channelsecurity.h"

#include "network/retry.h"
#include "network/systemroots.h"

namespace thingsdesk {

Result<void> checkPlaintextAllowed(const Endpoint &server, bool allowed)
{
    if (allowed || server.isLoopback())
        return {};
    return fail(
        {Failure::Kind::Permanent,
         Failure::Cause::PlaintextNotAllowed,
         QStringLiteral("%1 offers no encrypted connection. Keys and data would cross the network in plain text; "
                        "allow it only on a network that you trust.")
             .arg(server.toString()),
         {}});
}

Future<ChannelSettings> negotiateChannel(QObject *context, const ChannelWish &wish)
{
    const ProbeRequest request{wish.server, true, wish.roots, wish.onlyTheseRoots, std::chrono::seconds(10)};
    Future<ProbeReport> probed = retried<ProbeReport>(context, [request](std::chrono::milliseconds remaining) {
        ProbeRequest bounded = request;
        bounded.timeout = std::min(bounded.timeout, remaining);
        return probeEndpoint(bounded);
    });
    return continued(context, std::move(probed), [wish](Result<ProbeReport> report) {
        if (report)
            return readyFuture<ChannelSettings>(
                ChannelSettings{wish.server, true, wish.onlyTheseRoots ? wish.roots : systemRootsPem() + wish.roots});
        if (report.error().cause != Failure::Cause::NotTls)
            return readyFuture<ChannelSettings>(fail(report.error()));
        if (const Result<void> allowed = checkPlaintextAllowed(wish.server, wish.allowPlaintext); !allowed)
            return readyFuture<ChannelSettings>(fail(allowed.error()));
        return readyFuture<ChannelSettings>(ChannelSettings{wish.server, false, {}});
    });
}

} // namespace thingsdesk
