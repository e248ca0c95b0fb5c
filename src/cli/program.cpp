// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/interruptwatcher.h"
#include "cli/profilekey.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <unistd.h>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// Also right where the command line cannot be understood: its error has to be written somehow.
bool wantsJson(const QStringList &words)
{
    const qsizetype end = words.indexOf("--"_L1);
    return words.mid(0, end).contains("--json"_L1);
}

int runCommand(const Invocation &invocation, Connection connection, SecretSource &secrets, Output &output,
               InterruptWatcher &interrupts)
{
    CommandContext context(*invocation.command, invocation.arguments, std::move(connection), secrets, output);
    // Queued: the event loop may not run yet when a command ends.
    QObject::connect(
        &context, &CommandContext::ended, QCoreApplication::instance(),
        [](int exitCode) { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
    QObject::connect(&interrupts, &InterruptWatcher::interrupted, &context, &CommandContext::interrupt);
    QMetaObject::invokeMethod(
        &context, [&] { withProfileKey(context, [&] { invocation.command->run(context); }); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int runProgram(const QStringList &words, SecretSource &secrets)
{
    InterruptWatcher interrupts;
    Output output(STDOUT_FILENO, STDERR_FILENO, wantsJson(words), InterruptWatcher::wasInterrupted);
    const auto refuse = [&output](const WrongUse &wrong) {
        output.wrongUse(wrong);
        return int(ExitCode::WrongUse);
    };

    const Parsed<Invocation> invocation = parseArguments(words, commands());
    if (!invocation)
        return refuse(invocation.error());
    if (invocation->help || invocation->version) {
        const QString text = invocation->help ? helpText(invocation->helpWords, commands()) : versionText();
        Output(STDOUT_FILENO, STDERR_FILENO, false, InterruptWatcher::wasInterrupted).result(text);
        return int(ExitCode::Done);
    }
    Parsed<Connection> connection = readConnection(invocation->arguments, invocation->command->needs, secrets);
    if (InterruptWatcher::wasInterrupted())
        return int(ExitCode::Interrupted);
    if (!connection)
        return refuse(connection.error());
    return runCommand(*invocation, *std::move(connection), secrets, output, interrupts);
}

} // namespace thingsdesk::cli
