// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/account/caller.h"
#include "sandbox/refusal.h"
#include "sandbox/state/statefile.h"

namespace thingsdesk::sandbox {

/// The account server: which access keys there are and what they may do. Main thread.
class Accounts final
{
    Q_DISABLE_COPY_MOVE(Accounts)
public:
    /// Takes the keys of the state file; the first start makes them for the given applications: a full key, then one
    /// for each right.
    Accounts(StateFile &state, const QList<AppId> &applications);

    const QHash<QString, QList<AccessKey>> &keys() const noexcept { return m_keys; }

    /// Who an access key stands for when it is used for this application. Refusals: UNKNOWN with the account server's
    /// own texts; a key without a dot or of another server never gets as far.
    Reply<Caller> callerByKey(const QByteArray &key, const AppId &appId) const;

private:
    QHash<QString, QList<AccessKey>> m_keys;
};

} // namespace thingsdesk::sandbox
