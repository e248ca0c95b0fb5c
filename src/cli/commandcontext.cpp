// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandcontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

CommandContext::CommandContext(const CommandSpec &command, Arguments arguments, Connection connection,
                               SecretSource &secrets, Output &output, QObject *parent)
    : QObject(parent)
    , m_command(command)
    , m_arguments(std::move(arguments))
    , m_connection(std::move(connection))
    , m_secrets(secrets)
    , m_output(output)
{
}

CommandContext::~CommandContext()
{
    // What runs for a command may hold a client: it goes first.
    qDeleteAll(children());
}

NetworkThread &CommandContext::networkThread()
{
    if (!m_networkThread)
        m_networkThread = std::make_unique<NetworkThread>();
    return *m_networkThread;
}

HandlerClient &CommandContext::session()
{
    if (!m_session)
        m_session = std::make_unique<HandlerClient>(m_connection.appId, m_connection.credentials, m_connection.settings,
                                                    networkThread());
    return *m_session;
}

Result<DiscoveryClient *> CommandContext::discovery()
{
    if (!m_discovery) {
        const ConnectionSettings &settings = m_connection.settings;
        const Result<Endpoint> server = Endpoint::parse(settings.discoveryAddress, discoveryPort, u"--discovery"_s);
        if (!server)
            return thingsdesk::fail(server.error());
        m_discovery = std::make_unique<DiscoveryClient>(
            DiscoverySettings{*server, settings.discoveryCa, settings.allowPlaintext});
    }
    return m_discovery.get();
}

FunctionRunner &CommandContext::functionRunner()
{
    if (!m_functionRunner)
        m_functionRunner = std::make_unique<FunctionRunner>();
    return *m_functionRunner;
}

void CommandContext::done(ExitCode code)
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT ended(int(code));
}

void CommandContext::fail(const Failure &failure)
{
    if (m_ended)
        return;
    m_output.failure(failure);
    done(exitCodeOf(failure));
}

void CommandContext::refuse(const WrongUse &wrong)
{
    if (m_ended)
        return;
    WrongUse explained = wrong;
    if (explained.hint.isEmpty())
        explained.hint = u"See thingsdesk-cli %1 --help."_s.arg(m_command.name());
    m_output.wrongUse(explained);
    done(ExitCode::WrongUse);
}

void CommandContext::interrupt()
{
    if (m_ended)
        return;
    fail({Failure::Kind::Cancelled, Failure::Cause::Other, u"Interrupted."_s, {}});
    const auto calls = findChildren<QFutureWatcherBase *>();
    for (QFutureWatcherBase *call : calls)
        call->cancel();
}

} // namespace thingsdesk::cli
