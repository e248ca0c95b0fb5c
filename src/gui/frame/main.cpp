// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/icons.h"
#include "gui/frame/consoleapplication.h"
#include "gui/frame/hardening.h"
#include "gui/frame/singleinstance.h"
#include "gui/frame/tourprogram.h"
#include "network/networklibraries.h"

#include <QApplication>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

using namespace thingsdesk;

constexpr int wrongUse = 2;

/// Qt wants UTF-8 and says so on standard error where the locale has another encoding.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

void print(std::FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text), stream);
}

int printFailure(const Failure &failure, int code)
{
    const QString detail = failure.detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(failure.detail);
    print(stderr, QStringLiteral("thingsdesk: %1%2\n").arg(failure.text, detail));
    return code;
}

/// Before there is a display: these need none.
Result<StartOptions> readOptions(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    return StartOptions::parse(arguments);
}

int runConsole(const StartOptions &options)
{
    const SettingsPaths paths = SettingsPaths::ofUser();
    SingleInstance instance(paths.configuration);
    const Result<SingleInstance::Role> role = instance.start(options.toMessage());
    if (!role)
        return printFailure(role.error(), 1);
    if (*role == SingleInstance::Role::Second)
        return 0;
    ConsoleApplication console({.paths = paths, .networkProgram = {}, .workerProgram = {}, .networkArguments = {}});
    QObject::connect(&instance, &SingleInstance::received, &console,
                     [&console](const QByteArray &message) { console.startAgain(StartOptions::fromMessage(message)); });
    console.start(options);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    // Before there is any other thread: the environment and the locale belong to all of them.
    harden();
    useUtf8();
    // gRPC writes into standard error on its own account; what matters comes back as a Failure.
    ::setenv("GRPC_VERBOSITY", "NONE", 0);

    const Result<StartOptions> options = readOptions(argc, argv);
    if (!options)
        return printFailure(options.error(), wrongUse);
    if (options->help || options->version) {
        print(stdout, options->help ? StartOptions::helpText() : QStringLiteral("thingsdesk " THINGSDESK_VERSION "\n"));
        return 0;
    }

    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("thingsdesk"));
    QApplication::setApplicationDisplayName(QStringLiteral("Thingsdesk"));
    QApplication::setApplicationVersion(QStringLiteral(THINGSDESK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("thingsdesk"));
    QApplication::setWindowIcon(applicationIcon());
    const NetworkLibraries libraries;
    return options->tourFolder.isEmpty() ? runConsole(*options) : runTour(*options);
}
