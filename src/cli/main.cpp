// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "network/networklibraries.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

/// Qt wants UTF-8 and says so on standard error where the locale has another encoding.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

} // namespace

int main(int argc, char *argv[])
{
    // Before there is any other thread: the environment and the locale belong to all of them.
    thingsdesk::cli::SecretSource secrets = thingsdesk::cli::SecretSource::fromEnvironment();
    useUtf8();
    // gRPC writes into standard error on its own account; what matters comes back as a Failure.
    ::setenv("GRPC_VERBOSITY", "NONE", 0);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("thingsdesk-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(THINGSDESK_VERSION));
    const thingsdesk::NetworkLibraries libraries;
    return thingsdesk::cli::runProgram(QCoreApplication::arguments().sliced(1), secrets);
}
