// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/gate.h"

#include <QTimer>

namespace thingsdesk::sandbox {

Gate::Gate(const Accounts &accounts, const Tokens &tokens, QObject *parent)
    : QObject(parent)
    , m_accounts(accounts)
    , m_tokens(tokens)
{
    m_clock.start();
}

void Gate::enter(const CallPointer &call, const AppId &appId, const QString &right, const Entered &entered)
{
    const Reply<Caller> caller = callerOf(*call, appId);
    if (!caller)
        return call->refuse(caller.error());
    wait(call, "client", caller->subject, [=, this, who = *caller] {
        wait(call, "application", appId.toString(), [=] {
            if (who.may(appId, right))
                return entered(who);
            call->refuse(Refusal::denied("No \"" + right.toUtf8() + "\" rights to Application \"" +
                                         appId.toString().toUtf8() + '"'));
        });
    });
}

Reply<Caller> Gate::callerByToken(const Call &call) const
{
    const auto token = call.metadata("token");
    if (!token)
        return refuse({Refusal::Code::Unknown, "context: Metadata does not contain token"});
    return m_tokens.verify(*token);
}

Reply<Caller> Gate::callerOf(const Call &call, const AppId &appId) const
{
    // Seen: a token counts even when it is empty and a good key stands beside it, unless both are empty.
    const auto token = call.metadata("token");
    const auto key = call.metadata("key");
    if (token && !(token->isEmpty() && key && key->isEmpty()))
        return m_tokens.verify(*token);
    if (key)
        return m_accounts.callerByKey(*key, appId);
    return refuse(Refusal::invalid("Metadata", "neither token nor key present"));
}

void Gate::wait(const CallPointer &call, const QByteArray &kind, const QString &name, const std::function<void()> &next)
{
    RateLimiter &limiter = kind == "client" ? m_clients : m_applications;
    const auto milliseconds = limiter.take(name, m_clock.elapsed());
    if (!milliseconds)
        return call->refuse(
            {Refusal::Code::ResourceExhausted, "Rate limit for " + kind + " \"" + name.toUtf8() + "\" reached"});
    if (*milliseconds == 0)
        return next();
    QTimer::singleShot(int(*milliseconds), Qt::PreciseTimer, this, next);
}

} // namespace thingsdesk::sandbox
