// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/caller.h"
#include "sandbox/firststart.h"
#include "sandbox/report.h"
#include "sandbox/residents.h"
#include "sandbox/signals.h"
#include "sandbox/state/statekeeper.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

#include <sys/stat.h>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;

namespace {

struct Options
{
    Sandbox::Settings sandbox;
    bool printJson = false;
    bool withDevices = true;
    int rate = 0; ///< uplinks a second; 0 = each device in its own rhythm
    int fill = 0; ///< devices
    QString tokenFor;
    bool operatorToken = false;
};

void say(FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, size_t(text.size()), stream);
    std::fflush(stream);
}

QByteArray failureText(const Failure &failure)
{
    QByteArray text = "thingsdesk-sandbox: " + failure.text.toUtf8() + '\n';
    return failure.detail.isEmpty() ? text : text + "  " + failure.detail.toUtf8() + '\n';
}

/// A whole number within bounds; ends the program where it is none.
int numberOf(const QCommandLineParser &parser, const QString &option, int largest)
{
    if (!parser.isSet(option))
        return 0;
    bool good = false;
    const int number = parser.value(option).toInt(&good);
    if (good && number >= 0 && number <= largest)
        return number;
    say(stderr, "thingsdesk-sandbox: --" + option.toUtf8() + " takes a number from 0 to " +
                    QByteArray::number(largest) + ", not \"" + parser.value(option).toUtf8() + "\".\n");
    std::exit(2);
}

Options parsed(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A network of The Things Network V2 on this machine, with devices."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto add = [&parser](const char *name, const char *text, const char *value = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(text), QString::fromLatin1(value)});
    };
    add("dir", "Where its state, certificates and keys lie.", "directory");
    add("discovery-port", "Port of discovery; default: the last one, or any that is free.", "port");
    add("print-json", "Print one line of JSON when it is ready, with addresses and keys.");
    add("rate", "Generate load: so many uplinks a second, from devices of its own.", "number");
    add("no-devices", "Start without virtual devices.");
    add("faults", "Show the real stack's own faults.");
    add("application", "Make access keys for one more application. A client registers it.", "app-id");
    add("fill", "Add devices to cold-chain until it has this many.", "number");
    add("print-token", "Print a token for an application and end.", "app-id[:right,right...]");
    add("print-operator-token", "Print a token for an operator and end.");
    parser.process(application);

    Options options;
    options.sandbox.directory = parser.isSet(QStringLiteral("dir"))
                                    ? parser.value(QStringLiteral("dir"))
                                    : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                          QStringLiteral("/thingsdesk/sandbox");
    options.sandbox.directory = QDir(options.sandbox.directory).absolutePath();
    options.sandbox.discoveryPort = quint16(numberOf(parser, QStringLiteral("discovery-port"), 65535));
    options.sandbox.faults = parser.isSet(QStringLiteral("faults"));
    options.printJson = parser.isSet(QStringLiteral("print-json"));
    options.withDevices = !parser.isSet(QStringLiteral("no-devices"));
    options.rate = numberOf(parser, QStringLiteral("rate"), 1'000'000);
    options.sandbox.applications = parser.values(QStringLiteral("application"));
    options.fill = numberOf(parser, QStringLiteral("fill"), 1'000'000);
    options.tokenFor = parser.value(QStringLiteral("print-token"));
    options.operatorToken = parser.isSet(QStringLiteral("print-operator-token"));
    return options;
}

int printToken(const Options &options)
{
    const QString appId = options.tokenFor.section(u':', 0, 0);
    const QString rights = options.tokenFor.section(u':', 1);
    const auto token = Sandbox::makeToken(options.sandbox.directory, options.operatorToken ? QString() : appId,
                                          rights.isEmpty() ? right::all() : rights.split(u','));
    if (!token) {
        say(stderr, failureText(token.error()));
        return 1;
    }
    say(stdout, *token + '\n');
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    umask(S_IRWXG | S_IRWXO); // the directory holds keys
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("thingsdesk-sandbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(THINGSDESK_VERSION));
    const Options options = parsed(application);
    if (options.operatorToken || !options.tokenFor.isEmpty())
        return printToken(options);

    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::asked, &application, &QCoreApplication::quit);
    Sandbox sandbox(options.sandbox);
    QObject::connect(&sandbox, &Sandbox::noticed, &application,
                     [](const QString &text) { say(stderr, "thingsdesk-sandbox: " + text.toUtf8() + '\n'); });
    QObject::connect(&sandbox, &Sandbox::failed, &application, [](const Failure &failure) {
        say(stderr, failureText(failure));
        QCoreApplication::exit(1);
    });
    QObject::connect(&sandbox, &Sandbox::ready, &application, [&] {
        fillWithDevices(sandbox.registry(), options.fill);
        if (options.rate > 0)
            sandbox.residents().startLoad(options.rate);
        else if (options.withDevices)
            sandbox.residents().startDemo();
        sandbox.state().saveNow();
        say(stdout, options.printJson ? readyJson(sandbox.addresses()) : readyText(sandbox.addresses()));
    });
    sandbox.start();
    return QCoreApplication::exec();
}
