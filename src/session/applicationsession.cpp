// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/applicationsession.h"

#include "core/futures.h"
#include "session/applicationsession_p.h"

namespace thingsdesk {

ApplicationSession::ApplicationSession(Profile profile, Credentials credentials, NetworkThread &network,
                                       std::unique_ptr<HistoryStore> history, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(profile), std::move(credentials), network, std::move(history)))
{
}

ApplicationSession::~ApplicationSession() = default;

const Profile &ApplicationSession::profile() const noexcept
{
    return d->profile;
}

const AppId &ApplicationSession::appId() const noexcept
{
    return d->profile.appId;
}

HistoryStore &ApplicationSession::history() noexcept
{
    return *d->history;
}

ApplicationSession::State ApplicationSession::state() const noexcept
{
    return d->state;
}

std::optional<Failure> ApplicationSession::failure() const
{
    return d->failure;
}

std::optional<Timestamp> ApplicationSession::retryAt() const
{
    return d->retryAt;
}

std::optional<MqttSettings> ApplicationSession::brokerSettings() const
{
    return d->broker;
}

std::optional<Announcement> ApplicationSession::announcement() const
{
    return d->announcement;
}

int ApplicationSession::messagesPerMinute() const
{
    return d->messagesPerMinute;
}

std::optional<Timestamp> ApplicationSession::registeredAt() const
{
    return d->registeredAt;
}

KeyRights ApplicationSession::rights() const
{
    return d->rights;
}

void ApplicationSession::start()
{
    if (d->state != State::Online && d->state != State::Connecting)
        d->begin();
}

void ApplicationSession::stop()
{
    d->halt();
    d->set(State::Offline);
}

void ApplicationSession::setCredentials(const Credentials &credentials)
{
    setProfile(d->profile, credentials);
}

void ApplicationSession::setProfile(const Profile &profile, const Credentials &credentials)
{
    d->halt();
    d->profile = profile;
    d->credentials = credentials;
    d->forgetNetwork();
    Q_EMIT credentialsChanged();
    Q_EMIT rightsChanged();
    d->begin();
}

bool ApplicationSession::hasCredentials() const
{
    return d->credentials.kind() != Credentials::Kind::None;
}

void ApplicationSession::expectCredentials()
{
    d->set(State::Connecting);
}

void ApplicationSession::setUnavailable(const Failure &why)
{
    d->needUser(why);
}

std::unique_ptr<ConnectionCheck> ApplicationSession::connectionCheck()
{
    return std::make_unique<ConnectionCheck>(appId(), d->credentials, d->profile.connection, d->network);
}

Future<ApplicationClient *> ApplicationSession::registry()
{
    if (!hasCredentials())
        return readyFuture<ApplicationClient *>(
            fail(d->failure.value_or(Failure{Failure::Kind::Transient,
                                             Failure::Cause::Other,
                                             QStringLiteral("The access key is still being read from the keychain."),
                                             {}})));
    return d->currentClient().application();
}

Future<void> ApplicationSession::registerApplication(const QString &handlerId)
{
    // A client of its own: where this handler refuses, another one may be tried.
    d->registrar = d->makeClient();
    const Future<void> done = andThen(this, d->registrar->applicationAt(handlerId),
                                      [](ApplicationClient *client) { return client->registerApplication(); });
    return andThen(this, done, [this] {
        d->registeredAt = Timestamp::now();
        if (d->registrar)
            d->adopt(std::move(d->registrar));
        Q_EMIT registered();
        start();
        return readyFuture<void>({});
    });
}

Future<qint64> ApplicationSession::send(const DownlinkMessage &downlink)
{
    DownlinkMessage message = downlink;
    message.appId = appId();
    if (const Result<void> good = message.check(); !good)
        return readyFuture<qint64>(fail(good.error()));
    return d->recorder->send(message);
}

} // namespace thingsdesk
