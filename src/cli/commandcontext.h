// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/argumentreader.h"
#include "cli/connection.h"
#include "cli/exitcode.h"
#include "cli/output.h"
#include "network/discoveryclient.h"
#include "network/handlerclient.h"
#include "payload/functionrunner.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace thingsdesk::cli {

/// What one run of a command works with: its arguments, its output, and the clients, made when first asked for. A
/// command starts calls and awaits them; the first failure, wrong use or done() ends the run, and nothing awaited is
/// heard after.
class CommandContext final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandContext)
public:
    CommandContext(const CommandSpec &command, Arguments arguments, Connection connection, SecretSource &secrets,
                   Output &output, QObject *parent = nullptr);
    ~CommandContext() override;

    const CommandSpec &command() const noexcept { return m_command; }
    const Arguments &arguments() const noexcept { return m_arguments; }
    const Connection &connection() const noexcept { return m_connection; }
    /// The key that the connection still lacks; before the run.
    void setCredentials(const Credentials &credentials) { m_connection.credentials = credentials; }
    SecretSource &secrets() noexcept { return m_secrets; }
    Output &output() noexcept { return m_output; }

    NetworkThread &networkThread();
    HandlerClient &session();
    Result<DiscoveryClient *> discovery();
    FunctionRunner &functionRunner();

    // Ends the run. Only the first of these counts.
    void done(ExitCode code = ExitCode::Done);
    void fail(const Failure &failure);
    void refuse(const WrongUse &wrong);
    /// The run's own hint is the command's help.
    void refuse(const QString &text, const QString &hint = {}) { refuse(WrongUse{text, hint}); }

    /// The user wants to stop: calls under way are cancelled.
    void interrupt();

    bool isEnded() const noexcept { return m_ended; }

    /// Goes on with the value when it is there; a Failure ends the run.
    template <class T, class Then>
    void await(Future<T> future, Then then)
    {
        awaitResult<T>(std::move(future), [this, then = std::move(then)](Result<T> result) mutable {
            if (!result)
                fail(result.error());
            else if constexpr (std::is_void_v<T>)
                then();
            else
                then(*std::move(result));
        });
    }

    /// Goes on with the Result, good or bad. Returns the call's watcher, for its progress.
    template <class T, class Then>
    QFutureWatcherBase *awaitResult(Future<T> future, Then then)
    {
        auto *watcher = new QFutureWatcher<Result<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then = std::move(then)]() mutable {
            watcher->deleteLater();
            if (m_ended)
                return;
            const Future<T> finished = watcher->future();
            if (finished.isCanceled() || finished.resultCount() == 0)
                then(Result<T>(thingsdesk::fail(Failure::cancelled())));
            else
                then(finished.result());
        });
        watcher->setFuture(std::move(future));
        return watcher;
    }

    /// Goes on with the client for the application's settings and devices.
    template <class Then>
    void withApplication(Then then)
    {
        await(session().application(), [then = std::move(then)](ApplicationClient *client) mutable { then(*client); });
    }

    /// Goes on with the client for the live traffic, which is not started.
    template <class Then>
    void withTraffic(Then then)
    {
        await(session().data(), [then = std::move(then)](MqttClient *client) mutable { then(*client); });
    }

Q_SIGNALS:
    void ended(int exitCode);

private:
    const CommandSpec &m_command;
    const Arguments m_arguments;
    Connection m_connection;
    SecretSource &m_secrets;
    Output &m_output;
    bool m_ended = false;

    std::unique_ptr<NetworkThread> m_networkThread; // outlives the clients below
    std::unique_ptr<HandlerClient> m_session;
    std::unique_ptr<DiscoveryClient> m_discovery;
    std::unique_ptr<FunctionRunner> m_functionRunner;
};

} // namespace thingsdesk::cli
