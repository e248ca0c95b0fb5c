// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionmanager_p.h"

#include "core/futures.h"
#include "settings/settingspaths.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

Failure setAside(const AppId &appId, const QString &file)
{
    return {Failure::Kind::Permanent,
            Failure::Cause::FileUnusable,
            u"The history of \"%1\" was damaged. It was set aside as \"%2\", and a new one has begun."_s.arg(
                appId.toString(), file),
            {}};
}

Result<Credentials> credentialsFrom(const Profile &profile, const Secret &secret)
{
    return profile.usesToken ? Credentials::token(secret.expose()) : Credentials::accessKey(secret.expose());
}

} // namespace

SessionManager::Private::Private(SessionManager *manager, SessionServices with)
    : q(manager)
    , services(std::move(with))
{
}

ApplicationSession *SessionManager::Private::find(const QUuid &id) const
{
    const auto found = sessions.find(id);
    return found == sessions.end() ? nullptr : found->second.get();
}

Future<ApplicationSession *> SessionManager::Private::open(const Profile &profile, const Credentials &credentials)
{
    const auto history = std::make_shared<std::unique_ptr<HistoryStore>>(
        std::make_unique<HistoryStore>(historyFileOf(services.historyFolder, profile.id), profile.appId));
    const auto opened = (*history)->open();
    auto made = continued(q, opened, [this, profile, credentials, history](const Result<HistoryOpening> &opening) {
        openings.remove(profile.id);
        // Removed in the meantime.
        if (!services.profiles.find(profile.id))
            return readyFuture<ApplicationSession *>(fail(Failure::cancelled()));
        return readyFuture<ApplicationSession *>(makeSession(profile, credentials, std::move(*history), opening));
    });
    openings.insert(profile.id, made);
    return made;
}

ApplicationSession *SessionManager::Private::makeSession(const Profile &profile, const Credentials &credentials,
                                                         std::unique_ptr<HistoryStore> history,
                                                         const Result<HistoryOpening> &opening)
{
    auto made = std::make_unique<ApplicationSession>(profile, credentials, services.network, std::move(history));
    ApplicationSession *const session = made.get();
    sessions[profile.id] = std::move(made);
    connect(&session->history(), &HistoryStore::recordingStopped, session,
            [this, session](const Failure &failure) { notice(session, failure); });
    Q_EMIT q->sessionAdded(session);
    if (!opening)
        notice(session, opening.error());
    else if (!opening->damagedFile.isEmpty())
        notice(session, setAside(profile.appId, opening->damagedFile));
    if (session->hasCredentials())
        session->start();
    return session;
}

void SessionManager::Private::notice(ApplicationSession *session, const Failure &failure) const
{
    Q_EMIT q->noticed(session, failure);
}

/// History and keychain are asked at the same time: a keychain may wait for its user, and the history need not.
void SessionManager::Private::openSaved(const Profile &profile)
{
    struct Parts
    {
        std::optional<Result<Secret>> secret;
        QPointer<ApplicationSession> session;
    };
    const auto parts = std::make_shared<Parts>();
    whenFinished<Secret>(q, vaultOf(profile.secretPlace).read(profile.id),
                         [this, parts, profile](Future<Secret> finished) {
                             parts->secret = resultOf<Secret>(finished);
                             if (parts->session)
                                 useSecret(profile, parts->session, *parts->secret);
                         });
    whenFinished<ApplicationSession *>(q, open(profile, {}),
                                       [this, parts, profile](Future<ApplicationSession *> finished) {
                                           const auto session = resultOf<ApplicationSession *>(finished);
                                           if (!session || !find(profile.id))
                                               return;
                                           parts->session = *session;
                                           if (parts->secret)
                                               useSecret(profile, *session, *parts->secret);
                                           else if (!(*session)->hasCredentials())
                                               (*session)->expectCredentials();
                                       });
}

void SessionManager::Private::useSecret(const Profile &profile, ApplicationSession *session,
                                        const Result<Secret> &secret) const
{
    // The user may have been faster than the keychain.
    if (session->hasCredentials())
        return;
    const Result<Credentials> credentials =
        secret ? credentialsFrom(profile, *secret) : Result<Credentials>(fail(secret.error()));
    if (credentials)
        return session->setCredentials(*credentials);
    session->setUnavailable(credentials.error());
    const bool isAsked = profile.secretPlace == SecretPlace::Session;
    if (!isAsked)
        notice(session, credentials.error());
}

Future<ApplicationSession *> SessionManager::Private::moveTo(const Profile &profile, const Credentials &credentials)
{
    if (ApplicationSession *const session = find(profile.id)) {
        session->setProfile(profile, credentials);
        return readyFuture<ApplicationSession *>(session);
    }
    if (const auto underWay = openings.constFind(profile.id); underWay != openings.constEnd())
        return andThen(q, *underWay, [profile, credentials](ApplicationSession *session) {
            session->setProfile(profile, credentials);
            return readyFuture<ApplicationSession *>(session);
        });
    return open(profile, credentials);
}

Future<void> SessionManager::Private::end(const QUuid &id)
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto found = sessions.find(id);
    if (found == sessions.end()) {
        // Its history may just be opening; that ends by itself, as there is no profile any more.
        const Future<ApplicationSession *> opening =
            openings.value(id, readyFuture<ApplicationSession *>(fail(Failure::cancelled())));
        whenFinished<ApplicationSession *>(
            q, opening, [promise](const Future<ApplicationSession *> &) { settle<void>(*promise, {}); });
        return promise->future();
    }
    ApplicationSession *const session = found->second.get();
    session->stop();
    Q_EMIT q->sessionAboutToBeRemoved(session);
    (void)found->second.release();
    sessions.erase(found);
    connect(session, &QObject::destroyed, q, [promise] { settle<void>(*promise, {}); });
    session->deleteLater();
    return promise->future();
}

Result<void> removeHistory(const QString &folder, const QUuid &profile)
{
    const QFileInfo file(historyFileOf(folder, profile));
    QStringList left;
    QDir directory(file.absolutePath());
    for (const QString &name : directory.entryList({file.fileName() + u'*'}, QDir::Files | QDir::Hidden)) {
        if (!directory.remove(name))
            left.append(directory.filePath(name));
    }
    if (left.isEmpty())
        return {};
    return fail({Failure::Kind::Permanent,
                 Failure::Cause::FileUnusable,
                 u"These files of the history could not be removed: %1"_s.arg(left.join(u", "_s)),
                 {}});
}

} // namespace thingsdesk
