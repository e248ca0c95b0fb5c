// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to session.

#include "session/sessionmanager.h"

#include <QHash>

#include <map>

namespace thingsdesk {

class SessionManager::Private final
{
public:
    Private(SessionManager *manager, SessionServices with);

    SecretVault &vaultOf(SecretPlace place)
    {
        return place == SecretPlace::Keychain ? services.keychain : services.memory;
    }
    ApplicationSession *find(const QUuid &id) const;

    /// Opens the history, then makes the session with whatever credentials there are.
    Future<ApplicationSession *> open(const Profile &profile, const Credentials &credentials);
    ApplicationSession *makeSession(const Profile &profile, const Credentials &credentials,
                                    std::unique_ptr<HistoryStore> history, const Result<HistoryOpening> &opening);
    void notice(ApplicationSession *session, const Failure &failure) const;

    void openSaved(const Profile &profile);
    void useSecret(const Profile &profile, ApplicationSession *session, const Result<Secret> &secret) const;
    Future<ApplicationSession *> moveTo(const Profile &profile, const Credentials &credentials);
    /// Ends the session after what the event loop holds already, so that its pages go first.
    Future<void> end(const QUuid &id);

    SessionManager *const q;
    SessionServices services;
    std::map<QUuid, std::unique_ptr<ApplicationSession>> sessions;
    QHash<QUuid, Future<ApplicationSession *>> openings; ///< under way
};

/// Removes a profile's history with all that belongs to it; the Failure names what stays.
Result<void> removeHistory(const QString &folder, const QUuid &profile);

} // namespace thingsdesk
