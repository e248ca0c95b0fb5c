// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"
#include "settings/profilestore.h"
#include "settings/secretvault.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// Where a session finds its parts. All of them outlive the manager.
struct SessionServices
{
    NetworkThread &network;
    ProfileStore &profiles;
    SecretVault &keychain;
    SecretVault &memory;   ///< for profiles whose secret is kept for the session only
    QString historyFolder; ///< one file a profile in it
};

/// The sessions of all profiles: opened at start, added, removed. One thread; nothing blocks.
class SessionManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionManager)
public:
    explicit SessionManager(SessionServices services, QObject *parent = nullptr);
    ~SessionManager() override;

    QList<ApplicationSession *> sessions() const; ///< in the order of the profiles
    ApplicationSession *session(const QUuid &profile) const;

    /// Opens a session for each profile, with its secret where one is found; built-in ones only by openBuiltIn(). Each
    /// is told by `sessionAdded` as soon as its history is open.
    void openAll();
    /// Saves secret and profile, opens and starts the session. The secret is stored first: no profile without one.
    Future<ApplicationSession *> add(const Profile &given, const Credentials &credentials);
    /// A profile of the built-in network: found again by application ID, with the addresses and keys of this run.
    Future<ApplicationSession *> addBuiltIn(const Profile &given, const Credentials &credentials);
    /// Another key for an existing profile: stored where the profile says, then used.
    Future<void> changeCredentials(const QUuid &id, const Credentials &credentials, SecretPlace place);
    /// Ends the session, removes profile and secret, and the history file if asked to.
    Future<void> remove(const QUuid &id, bool withHistory);

Q_SIGNALS:
    void sessionAdded(thingsdesk::ApplicationSession *session);
    void sessionAboutToBeRemoved(thingsdesk::ApplicationSession *session);
    /// Something about a session's parts: history set aside, keychain not to be had. The session works as far as it
    /// can.
    void noticed(thingsdesk::ApplicationSession *session, const thingsdesk::Failure &failure);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
