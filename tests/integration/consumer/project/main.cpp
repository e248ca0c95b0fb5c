// SPDX-License-Identifier: GPL-3.0-or-later
// A program of somebody else that uses the clients' library.
#include <core/pastedhex.h>
#include <network/discoveryclient.h>
#include <payload/cayennelpp.h>

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace thingsdesk;
    const QCoreApplication application(argc, argv);
    DiscoveryClient client({});
    const auto call = client.get(QStringLiteral("handler"), QStringLiteral("handler-1"));

    const DecodeResult decoded = cayennelpp::decode(*readPastedHex(u"01 67 00 E1", -1, QStringLiteral("Payload")));
    std::printf("%s\n", decoded.fields.constData());
    return decoded.error || !call.isValid() ? 1 : 0;
}
