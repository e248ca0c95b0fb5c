// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionmanager.h"

#include "core/futures.h"
#include "session/sessionmanager_p.h"

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

Failure noSuchProfile(const QUuid &id)
{
    return {Failure::Kind::Permanent, Failure::Cause::NotFound, u"There is no such application any more."_s,
            id.toString(QUuid::WithoutBraces)};
}

template <class T>
Future<T> failed(Failure failure)
{
    return readyFuture<T>(fail(std::move(failure)));
}

} // namespace

SessionManager::SessionManager(SessionServices services, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(services)))
{
}

SessionManager::~SessionManager() = default;

QList<ApplicationSession *> SessionManager::sessions() const
{
    QList<ApplicationSession *> list;
    for (const Profile &profile : d->services.profiles.profiles()) {
        if (ApplicationSession *const session = d->find(profile.id))
            list.append(session);
    }
    return list;
}

ApplicationSession *SessionManager::session(const QUuid &profile) const
{
    return d->find(profile);
}

void SessionManager::openAll()
{
    for (const Profile &profile : d->services.profiles.profiles()) {
        if (!profile.isBuiltIn && !d->find(profile.id) && !d->openings.contains(profile.id))
            d->openSaved(profile);
    }
}

Future<ApplicationSession *> SessionManager::add(const Profile &given, const Credentials &credentials)
{
    Profile profile = given;
    if (profile.id.isNull())
        profile.id = QUuid::createUuid();
    profile.usesToken = credentials.kind() == Credentials::Kind::Token;
    SecretVault &vault = d->vaultOf(profile.secretPlace);
    return andThen(this, vault.write(profile.id, credentials.secret()), [this, profile, credentials, &vault] {
        const Result<Profile> saved = d->services.profiles.add(profile);
        if (saved)
            return d->open(*saved, credentials);
        return continued(this, vault.remove(profile.id), [failure = saved.error()](const Result<void> &) {
            return failed<ApplicationSession *>(failure);
        });
    });
}

Future<ApplicationSession *> SessionManager::addBuiltIn(const Profile &given, const Credentials &credentials)
{
    ProfileStore &profiles = d->services.profiles;
    const auto known =
        std::find_if(profiles.profiles().begin(), profiles.profiles().end(),
                     [&given](const Profile &other) { return other.isBuiltIn && other.appId == given.appId; });
    const bool isKnown = known != profiles.profiles().end();
    Profile profile = given;
    profile.id = isKnown ? known->id : given.id.isNull() ? QUuid::createUuid() : given.id;
    profile.isBuiltIn = true;
    profile.secretPlace = SecretPlace::Session;
    profile.usesToken = credentials.kind() == Credentials::Kind::Token;
    const Result<void> saved = isKnown ? profiles.update(profile) : profiles.add(profile).map([](const Profile &) {});
    if (!saved)
        return failed<ApplicationSession *>(saved.error());
    return andThen(this, d->services.memory.write(profile.id, credentials.secret()),
                   [this, profile, credentials] { return d->moveTo(profile, credentials); });
}

Future<void> SessionManager::changeCredentials(const QUuid &id, const Credentials &credentials, SecretPlace place)
{
    const std::optional<Profile> known = d->services.profiles.find(id);
    if (!known)
        return failed<void>(noSuchProfile(id));
    Profile profile = *known;
    profile.secretPlace = profile.isBuiltIn ? SecretPlace::Session : place;
    profile.usesToken = credentials.kind() == Credentials::Kind::Token;
    SecretVault &vault = d->vaultOf(profile.secretPlace);
    return andThen(this, vault.write(id, credentials.secret()), [this, profile, before = *known, credentials] {
        const Result<void> saved = d->services.profiles.update(profile);
        if (ApplicationSession *const session = d->find(profile.id))
            session->setProfile(profile, credentials);
        if (!saved || before.secretPlace == profile.secretPlace)
            return readyFuture<void>(saved);
        // The other place must not keep a key that nobody looks after.
        return d->vaultOf(before.secretPlace).remove(profile.id);
    });
}

Future<void> SessionManager::remove(const QUuid &id, bool withHistory)
{
    const std::optional<Profile> profile = d->services.profiles.find(id);
    if (!profile)
        return failed<void>(noSuchProfile(id));
    if (const Result<void> removed = d->services.profiles.remove(id); !removed)
        return readyFuture<void>(removed);
    SecretVault &vault = d->vaultOf(profile->secretPlace);
    return andThen(this, d->end(id), [this, id, withHistory, &vault] {
        return continued(this, vault.remove(id), [this, id, withHistory](const Result<void> &forgotten) {
            const Result<void> gone = withHistory ? removeHistory(d->services.historyFolder, id) : Result<void>();
            return readyFuture<void>(gone ? forgotten : gone);
        });
    });
}

} // namespace thingsdesk
