// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/account/accounts.h"
#include "sandbox/account/tokens.h"
#include "sandbox/ratelimiter.h"
#include "sandbox/rpc/call.h"

#include <QElapsedTimer>
#include <QObject>

namespace thingsdesk::sandbox {

/// Lets calls in: finds out who calls, keeps the rate limits, checks the right. Main thread.
class Gate final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gate)
public:
    using Entered = std::function<void(const Caller &)>;

    Gate(const Accounts &accounts, const Tokens &tokens, QObject *parent = nullptr);

    /// In the handler's order: credential, the client's limit, the application's limit, the right. What does not pass
    /// is refused here; a call over the limit is held for up to 500 ms first.
    void enter(const CallPointer &call, const AppId &appId, const QString &right, const Entered &entered);

    /// Who calls where only a token will do (discovery, status).
    Reply<Caller> callerByToken(const Call &call) const;

private:
    Reply<Caller> callerOf(const Call &call, const AppId &appId) const;
    void wait(const CallPointer &call, const QByteArray &kind, const QString &name, const std::function<void()> &next);

    const Accounts &m_accounts;
    const Tokens &m_tokens;
    RateLimiter m_clients;
    RateLimiter m_applications;
    QElapsedTimer m_clock;
};

} // namespace thingsdesk::sandbox
