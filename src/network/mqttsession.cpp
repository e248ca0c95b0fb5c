// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqttsession.h"

#include "network/ttnv2/topics.h"

#include <QRandomGenerator>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

/// Batches are handed over this often at most; a single message goes at once.
constexpr std::chrono::milliseconds flushTime = 4ms;
constexpr qsizetype batchBound = 1024;
/// A broker that forbids a publish closes the connection within a round trip.
constexpr std::chrono::milliseconds forbiddenPublishTime = 3s;

QByteArray randomClientId()
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray id = "thingsdesk-";
    for (int i = 0; i < 16; ++i)
        id += letters[QRandomGenerator::system()->bounded(36)];
    return id;
}

Failure readRefused(const AppId &appId, const QList<QByteArray> &filters)
{
    return {
        Failure::Kind::Permanent, Failure::Cause::RightMissing,
        QStringLiteral("The access key may not receive the messages of \"%1\". Use one with the right messages:up:r.")
            .arg(appId.toString()),
        QStringLiteral("SUBACK refused %1").arg(QString::fromUtf8(filters.join(' ')))};
}

} // namespace

MqttSession::MqttSession(MqttSettings settings, std::shared_ptr<MqttMailbox> mailbox)
    : m_settings(std::move(settings))
    , m_mailbox(std::move(mailbox))
    , m_reader(m_settings.appId)
    , m_backoff(m_settings.firstPause, m_settings.longestPause)
    , m_retry(this)
    , m_flush(this)
{
    m_retry.setSingleShot(true);
    m_flush.setSingleShot(true);
    m_flush.setTimerType(Qt::PreciseTimer);
    connect(&m_retry, &QTimer::timeout, this, &MqttSession::connectNow);
    connect(&m_flush, &QTimer::timeout, this, &MqttSession::flush);
}

MqttSession::~MqttSession()
{
    answerUnsent(Failure::cancelled());
}

void MqttSession::start()
{
    if (m_stopping)
        m_startAgain = true;
    if (m_stopping || m_state != State::Offline)
        return;
    m_backoff.reset();
    connectNow();
}

void MqttSession::stop()
{
    m_startAgain = false;
    if (m_stopping)
        return;
    m_stopping = true;
    m_retry.stop();
    m_gapBegin.reset();
    if (m_transport && m_transport->state() != MqttTransport::State::Disconnected)
        m_transport->disconnectFromHost();
    else
        onDisconnected();
}

void MqttSession::retire()
{
    m_retiring = true;
    stop();
}

void MqttSession::connectNow()
{
    if (m_paused) {
        // The receiver still has to take what came before the loss.
        m_connectOnResume = true;
        return;
    }
    if (!m_transport) {
        m_transport = createMqttTransport();
        MqttTransport *const transport = m_transport.get();
        connect(transport, &MqttTransport::connected, this, &MqttSession::onConnected);
        connect(transport, &MqttTransport::subscribed, this, &MqttSession::onSubscribed);
        connect(transport, &MqttTransport::subscriptionRefused, this, &MqttSession::onSubscriptionRefused);
        connect(transport, &MqttTransport::messageReceived, this, &MqttSession::onMessage);
        connect(transport, &MqttTransport::messageSent, this, &MqttSession::onSent);
        connect(transport, &MqttTransport::errorChanged, this, &MqttSession::onError);
        connect(transport, &MqttTransport::disconnected, this, &MqttSession::onDisconnected);
    }
    setState(State::Connecting);
    m_failure.reset();
    m_sincePublish.invalidate();
    if (const auto filters = ttnv2::subscribeFilters(m_settings.appId); !filters)
        return giveUp(filters.error());
    MqttConnectOptions options;
    options.host = m_settings.broker.host;
    options.port = m_settings.broker.port;
    options.tls = m_settings.tls;
    options.caCertificates = m_settings.caCertificates;
    options.clientId = randomClientId();
    options.userName = m_settings.appId.toString();
    options.password = m_settings.key;
    m_transport->connectToHost(options);
}

void MqttSession::onConnected()
{
    if (const auto filters = ttnv2::subscribeFilters(m_settings.appId))
        m_transport->subscribe(filters->all());
}

void MqttSession::onSubscribed()
{
    m_backoff.reset();
    m_lastAlive = Timestamp::now();
    setState(State::Online);
    post(mqttnotice::Online{});
    if (m_gapBegin)
        post(mqttnotice::Gap{*std::exchange(m_gapBegin, std::nullopt), m_lastAlive});
}

void MqttSession::onSubscriptionRefused(const QList<QByteArray> &filters)
{
    // No V2 handler sends events of an application: a broker that knows only devices' topics will do.
    const auto known = ttnv2::subscribeFilters(m_settings.appId);
    if (known && filters == QList{known->applicationEvents})
        return onSubscribed();
    m_failure = readRefused(m_settings.appId, filters);
    m_transport->disconnectFromHost();
}

void MqttSession::onMessage(const QByteArray &payload, const QByteArray &topic)
{
    m_lastAlive = Timestamp::now();
    std::optional<TrafficMessage> message = m_reader.read(topic, payload, m_lastAlive);
    if (!message)
        return;
    if (m_batch.messages.isEmpty())
        m_batch.messages.reserve(m_lastBatchSize + m_lastBatchSize / 4 + 4);
    m_batch.messages.append(*std::move(message));
    m_batch.bytes += payload.size();
    if (m_batch.messages.size() >= batchBound || isFlushDue())
        flush();
    else if (!m_flush.isActive())
        m_flush.start(flushTime);
}

bool MqttSession::isFlushDue() const
{
    // By the message's own time: one look at the clock a message is enough. A clock set back counts as due.
    const std::chrono::nanoseconds since(m_lastAlive.nanoseconds - m_lastFlush);
    return since < 0ns || since >= flushTime;
}

void MqttSession::flush()
{
    if (m_batch.messages.isEmpty())
        return;
    m_flush.stop();
    m_lastFlush = m_lastAlive.nanoseconds;
    m_lastBatchSize = m_batch.messages.size();
    if (m_mailbox->post(std::exchange(m_batch, {})))
        return;
    m_paused = true;
    m_transport->setReadingPaused(true);
}

void MqttSession::resumeReading()
{
    m_paused = false;
    if (m_transport)
        m_transport->setReadingPaused(false);
    if (std::exchange(m_connectOnResume, false) && m_state == State::BackingOff && !m_stopping)
        connectNow();
}

void MqttSession::post(MqttNotice notice)
{
    flush(); // the order is that of the connection
    m_mailbox->post(std::move(notice));
}

void MqttSession::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    post(mqttnotice::StateChange{state});
}

void MqttSession::send(const QByteArray &topic, const QByteArray &body, const SentPromise &promise)
{
    if (promise->isCanceled())
        return promise->finish();
    Result<qint32> id = fail(
        {Failure::Kind::Transient,
         Failure::Cause::ConnectionClosed,
         QStringLiteral("The application \"%1\" is not online; nothing was sent.").arg(m_settings.appId.toString()),
         {}});
    if (m_state == State::Online && !m_stopping)
        id = m_transport->publish(topic, body);
    if (!id) {
        promise->addResult(std::move(id));
        promise->finish();
        return;
    }
    m_unsent.insert(*id, promise);
    m_sincePublish.start();
}

void MqttSession::onSent(qint32 id)
{
    if (const SentPromise promise = m_unsent.take(id)) {
        promise->addResult(Result<qint32>(id));
        promise->finish();
    }
    post(mqttnotice::Sent{id});
}

void MqttSession::onError(const Failure &failure)
{
    m_failure = failure;
}

void MqttSession::onDisconnected()
{
    const Failure failure = m_stopping ? Failure::cancelled() : m_failure.value_or(Failure::cancelled());
    m_failure.reset();
    answerUnsent(failure);
    if (!m_stopping) {
        if (m_state == State::Online)
            return lostOnline(failure);
        return tryAgainOrGiveUp(failure);
    }
    if (m_retiring)
        return deleteLater();
    setState(State::Offline);
    post(mqttnotice::Closed{failure});
    m_stopping = false;
    if (std::exchange(m_startAgain, false))
        start();
}

void MqttSession::lostOnline(const Failure &failure)
{
    const Failure why = explained(failure);
    noteGap(failure);
    post(mqttnotice::Closed{why});
    tryAgainOrGiveUp(why);
}

Failure MqttSession::explained(const Failure &failure) const
{
    if (failure.cause != Failure::Cause::ConnectionClosed || !m_sincePublish.isValid() ||
        m_sincePublish.hasExpired(forbiddenPublishTime.count()))
        return failure;
    return {
        Failure::Kind::Transient, Failure::Cause::RightMissing,
        QStringLiteral("The broker closed the connection right after a downlink was sent. Most likely the access key "
                       "may not send downlinks: use one with the right messages:down:w. The downlink is not repeated."),
        failure.text + u' ' + failure.detail};
}

void MqttSession::noteGap(const Failure &failure)
{
    // A connection that went silent may have been dead for a while.
    const bool wasSilent = failure.cause == Failure::Cause::TimedOut;
    m_gapBegin = wasSilent ? m_lastAlive : Timestamp::now();
}

void MqttSession::tryAgainOrGiveUp(const Failure &failure)
{
    if (!failure.isTransient() || !m_settings.reconnect)
        return giveUp(failure);
    const std::chrono::milliseconds pause = m_backoff.next();
    setState(State::BackingOff);
    post(mqttnotice::Retry{pause, failure});
    m_retry.start(pause);
}

void MqttSession::giveUp(const Failure &failure)
{
    setState(State::Offline);
    post(mqttnotice::GivenUp{failure});
}

void MqttSession::answerUnsent(const Failure &failure)
{
    const auto unsent = std::exchange(m_unsent, {});
    for (const SentPromise &promise : unsent) {
        promise->addResult(Result<qint32>(fail(failure)));
        promise->finish();
    }
}

} // namespace thingsdesk
