// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as announcements and users give them. Library: thingsdesk_network.
#include "network/credentials.h"
#include "network/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace thingsdesk;

namespace {

/// What was read must be written so that it reads the same.
void checkRoundTrip(const Endpoint &endpoint)
{
    const Result<Endpoint> again = Endpoint::parse(endpoint.toString(), 0, QStringLiteral("Address"));
    if (!again || *again != endpoint)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString text = QString::fromUtf8(bytes);
    if (const Result<Endpoint> endpoint = Endpoint::parse(text, 1900, QStringLiteral("Address")))
        checkRoundTrip(*endpoint);
    if (const Result<Endpoint> endpoint = endpointOfNetAddress(text, 1904))
        checkRoundTrip(*endpoint);
    if (const Result<BrokerEndpoints> endpoints = endpointsOfMqttAddress(text)) {
        if (!endpoints->plain && !endpoints->tls)
            std::abort();
        for (const auto &endpoint : {endpoints->plain, endpoints->tls}) {
            if (endpoint)
                checkRoundTrip(*endpoint);
        }
    }
    (void)Credentials::accessKey(bytes);
    (void)Credentials::token(bytes);
    return 0;
}
