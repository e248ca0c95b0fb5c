// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/accounts.h"

#include "sandbox/account/tokens.h"
#include "sandbox/randomness.h"

namespace thingsdesk::sandbox {

namespace {

AccessKey newKey(const QStringList &rights)
{
    return {Secret(QByteArray(Tokens::issuer) + '.' + randomText(43)), rights};
}

} // namespace

Accounts::Accounts(StateFile &state, const QList<AppId> &applications)
    : m_keys(state.accessKeys())
{
    for (const AppId &appId : applications) {
        QList<AccessKey> &keys = m_keys[appId.toString()];
        if (!keys.isEmpty())
            continue;
        keys.append(newKey(right::all()));
        for (const QString &single : right::all())
            keys.append(newKey({single}));
        for (const AccessKey &key : keys)
            state.addAccessKey(appId, key);
    }
}

Reply<Caller> Accounts::callerByKey(const QByteArray &key, const AppId &appId) const
{
    const auto unknown = [](const QByteArray &text) { return refuse({Refusal::Code::Unknown, text}); };
    const qsizetype dot = key.indexOf('.');
    // Without a server's name the stack takes one of its servers at random; of a `file://` server it says this.
    if (dot < 0)
        return unknown("Post \"file:///api/v2/applications/token\": unsupported protocol scheme \"file\"");
    if (key.left(dot) != Tokens::issuer)
        return unknown("Auth server \"" + key.left(dot) + "\" not registered");
    for (const AccessKey &candidate : m_keys.value(appId.toString())) {
        if (candidate.key.expose() == key) {
            Caller caller;
            caller.subject = appId.toString();
            caller.rights.insert(appId.toString(), {candidate.rights.begin(), candidate.rights.end()});
            return caller;
        }
    }
    return unknown("invalid application ID or access key");
}

} // namespace thingsdesk::sandbox
