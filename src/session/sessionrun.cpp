// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/applicationsession_p.h"

#include "core/futures.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Cause = Failure::Cause;

constexpr std::chrono::milliseconds firstPause = 1s;
constexpr std::chrono::milliseconds longestPause = 30s;
/// What the broker sent until the goodbye is still stored; a broker that does not answer is not waited for.
constexpr std::chrono::milliseconds goodbyeTime = 1s;
/// A discovery server may know a new application only after a while.
constexpr std::chrono::nanoseconds announcementTime = 2min;

Failure noCredentials(const AppId &appId)
{
    return {Failure::Kind::Permanent,
            Cause::NotFound,
            u"There is no access key for the application \"%1\". Enter one."_s.arg(appId.toString()),
            {}};
}

Failure brokerTakesNoTokens(const AppId &appId)
{
    return {Failure::Kind::Permanent,
            Cause::KeyRejected,
            u"The broker takes access keys only, and this is a token: settings and devices of \"%1\" work, but its "
            "messages are not received. Enter an access key to receive them."_s.arg(appId.toString()),
            {}};
}

bool isSamePlace(const MqttSettings &one, const MqttSettings &other)
{
    return one.broker == other.broker && one.tls == other.tls && one.caCertificates == other.caCertificates;
}

/// What a new look at discovery can bring to light while a connection is lost, and waiting does not cure.
bool isAboutTrust(const Failure &failure)
{
    switch (failure.cause) {
    case Cause::CertificateNotTrusted:
    case Cause::CertificateWrongHost:
    case Cause::CertificateExpired:
    case Cause::PlaintextNotAllowed:
        return true;
    default:
        return false;
    }
}

} // namespace

ApplicationSession::Private::Private(ApplicationSession *session, Profile of, Credentials proof, NetworkThread &thread,
                                     std::unique_ptr<HistoryStore> store)
    : q(session)
    , profile(std::move(of))
    , credentials(std::move(proof))
    , network(thread)
    , history(std::move(store))
    , recorder(new TrafficRecorder(*history, network))
    , backoff(firstPause, longestPause)
{
    recorder->moveToThread(&history->writerThread());
    connect(recorder, &TrafficRecorder::stateChanged, q,
            [this](quint64 ofRun, MqttClient::State now) { onRecorderState(ofRun, now); });
    connect(recorder, &TrafficRecorder::retryScheduled, q,
            [this](quint64 ofRun, const Timestamp &at, const Failure &why) { onRetryScheduled(ofRun, at, why); });
    connect(recorder, &TrafficRecorder::failed, q,
            [this](quint64 ofRun, const Failure &why) { onRecorderFailed(ofRun, why); });
    connect(recorder, &TrafficRecorder::counted, q, [this](int messages) {
        messagesPerMinute = messages;
        Q_EMIT q->messagesPerMinuteChanged(messages);
    });
    retryTimer.setSingleShot(true);
    connect(&retryTimer, &QTimer::timeout, q, [this] {
        set(State::Connecting, failure);
        locate();
    });
    if (credentials.kind() == Credentials::Kind::None) {
        state = State::NeedsUser;
        failure = noCredentials(profile.appId);
    }
}

ApplicationSession::Private::~Private()
{
    recorder->disconnect(q);
    const auto finished = std::make_shared<QSemaphore>();
    onRecorder([finished](TrafficRecorder &r) { r.finish(finished); });
    finished->tryAcquire(1, int(goodbyeTime.count()));
    // On its own thread, and before the history, which waits for what was handed over before it closes.
    recorder->deleteLater();
    history.reset();
}

void ApplicationSession::Private::begin()
{
    if (credentials.kind() == Credentials::Kind::None)
        return needUser(state == State::NeedsUser && failure ? *failure : noCredentials(profile.appId));
    halt();
    broker.reset();
    backoff.reset();
    set(State::Connecting, failure);
    locate();
}

void ApplicationSession::Private::halt()
{
    ++run;
    retryTimer.stop();
    if (finder)
        finder.release()->deleteLater();
    onRecorder([](TrafficRecorder &r) { r.disconnectFrom(); });
}

void ApplicationSession::Private::forgetNetwork()
{
    if (client)
        formerClients.push_back(std::move(client));
    if (check)
        check.release()->deleteLater();
    if (registrar)
        registrar.release()->deleteLater();
    ++epoch;
    failure.reset();
    broker.reset();
    announcement.reset();
    rights = {};
    rightsKnown = false;
}

std::unique_ptr<HandlerClient> ApplicationSession::Private::makeClient() const
{
    return std::make_unique<HandlerClient>(profile.appId, credentials, profile.connection, network);
}

HandlerClient &ApplicationSession::Private::currentClient()
{
    if (!client)
        client = makeClient();
    return *client;
}

void ApplicationSession::Private::adopt(std::unique_ptr<HandlerClient> next)
{
    if (client)
        formerClients.push_back(std::move(client));
    client = std::move(next);
}

/// Asks where the broker is. A client asks discovery only once, so each look needs one of its own.
void ApplicationSession::Private::locate()
{
    if (finder)
        return;
    finder = makeClient();
    whenFinished<MqttSettings>(q, finder->mqttSettings(), [this, asked = finder.get()](Future<MqttSettings> finished) {
        if (asked == finder.get())
            onLocated(resultOf<MqttSettings>(finished));
    });
}

void ApplicationSession::Private::onLocated(const Result<MqttSettings> &found)
{
    keepAnnouncement(found.has_value());
    if (credentials.kind() == Credentials::Kind::Token) {
        needUser(brokerTakesNoTokens(profile.appId));
        return probeRights();
    }
    const bool isSearching = state == State::Connecting && !broker;
    if (!found) {
        if (state == State::Online)
            return;
        if (isAboutTrust(found.error()))
            return needUser(found.error());
        if (!isSearching)
            return; // the recorder goes on trying where the broker was
        if (found.error().isTransient() || (found.error().cause == Cause::ApplicationNotFound && isJustRegistered()))
            return backOff(found.error());
        return needUser(found.error());
    }
    if (isSearching || (state != State::Online && !isSamePlace(*found, *broker)))
        connectTo(*found);
}

/// The announcement is there with the settings, except where the broker's address was given by hand.
void ApplicationSession::Private::keepAnnouncement(bool isLocated)
{
    const std::shared_ptr<HandlerClient> found = std::move(finder);
    if (!isLocated)
        return;
    whenFinished<Announcement>(q, found->announcement(), [this, found, age = epoch](Future<Announcement> finished) {
        const Result<Announcement> result = resultOf<Announcement>(finished);
        if (age != epoch || !result || announcement == *result)
            return;
        const bool isElsewhere = announcement.has_value();
        announcement = *result;
        if (isElsewhere && client)
            adopt(makeClient());
    });
}

void ApplicationSession::Private::connectTo(const MqttSettings &mqtt)
{
    ++run;
    broker = mqtt;
    set(State::Connecting, failure);
    onRecorder([mqtt, number = run](TrafficRecorder &r) { r.connectTo(mqtt, number); });
}

void ApplicationSession::Private::onRecorderState(quint64 ofRun, MqttClient::State now)
{
    if (ofRun != run)
        return;
    if (now == MqttClient::State::Connecting)
        return set(State::Connecting, failure);
    if (now != MqttClient::State::Online)
        return; // a failure or the next try's time follows
    backoff.reset();
    set(State::Online);
    if (!rights.readUplinks.value_or(false)) {
        rights.readUplinks = true;
        Q_EMIT q->rightsChanged();
    }
    probeRights();
}

void ApplicationSession::Private::onRetryScheduled(quint64 ofRun, const Timestamp &at, const Failure &why)
{
    if (ofRun != run)
        return;
    set(State::BackingOff, why, at);
    // The network may have come back at another address.
    if (state == State::BackingOff)
        locate();
}

void ApplicationSession::Private::onRecorderFailed(quint64 ofRun, const Failure &why)
{
    if (ofRun != run)
        return;
    needUser(why);
    // A key that may not read messages may still be good for settings and devices.
    if (why.cause == Cause::RightMissing)
        probeRights();
}

void ApplicationSession::Private::backOff(const Failure &why)
{
    const std::chrono::milliseconds pause = backoff.next();
    Timestamp at = Timestamp::now();
    at.nanoseconds += std::chrono::nanoseconds(pause).count();
    retryTimer.start(pause);
    set(State::BackingOff, why, at);
}

void ApplicationSession::Private::needUser(const Failure &why)
{
    halt();
    set(State::NeedsUser, why);
}

void ApplicationSession::Private::set(State next, std::optional<Failure> why, std::optional<Timestamp> at)
{
    if (state == next && failure == why && retryAt == at)
        return;
    state = next;
    failure = std::move(why);
    retryAt = at;
    Q_EMIT q->stateChanged(next);
}

bool ApplicationSession::Private::isJustRegistered() const
{
    return registeredAt && Timestamp::now().nanoseconds - registeredAt->nanoseconds < announcementTime.count();
}

void ApplicationSession::Private::probeRights()
{
    if (rightsKnown || check)
        return;
    check = q->connectionCheck();
    connect(check.get(), &ConnectionCheck::finished, q, [this, running = check.get()] {
        if (running != check.get())
            return;
        const KeyRights found = running->rights();
        check.release()->deleteLater();
        rightsKnown = found.settings.has_value() && found.devices.has_value();
        const auto learn = [](std::optional<bool> &known, const std::optional<bool> &now) {
            if (now)
                known = now;
        };
        learn(rights.settings, found.settings);
        learn(rights.devices, found.devices);
        learn(rights.readUplinks, found.readUplinks);
        learn(rights.sendDownlinks, found.sendDownlinks);
        Q_EMIT q->rightsChanged();
    });
    check->run();
}

} // namespace thingsdesk
