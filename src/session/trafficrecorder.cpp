// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/trafficrecorder.h"

#include "core/futures.h"

#include <QThread>

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A shorter time without a connection at a start is no gap worth a line.
constexpr std::chrono::nanoseconds shortestGap = 3s;
constexpr std::chrono::milliseconds markInterval = 30s;
constexpr qsizetype heldBound = 20'000;

Failure notOnline(const AppId &appId)
{
    return {Failure::Kind::Transient,
            Failure::Cause::ConnectionClosed,
            u"The application \"%1\" is not online; nothing was sent."_s.arg(appId.toString()),
            {}};
}

Failure sentButNotKept(const Failure &failure)
{
    return {Failure::Kind::Permanent, failure.cause,
            u"The downlink was sent, but could not be kept in the history: %1"_s.arg(failure.text), failure.detail};
}

} // namespace

TrafficRecorder::TrafficRecorder(HistoryStore &history, NetworkThread &network)
    : m_history(history)
    , m_network(network)
    , m_mark(history.file())
    , m_rateTimer(this)
    , m_markTimer(this)
{
    m_clock.start();
    m_rateTimer.setInterval(1s);
    m_markTimer.setInterval(markInterval);
    connect(&m_rateTimer, &QTimer::timeout, this, &TrafficRecorder::tellRate);
    connect(&m_markTimer, &QTimer::timeout, this, [this] { m_mark.write(Timestamp::now()); });
}

TrafficRecorder::~TrafficRecorder()
{
    Q_ASSERT(QThread::currentThread() == thread());
    disconnectFrom();
    if (!m_held.isEmpty())
        (void)m_history.appendNow(m_held);
}

void TrafficRecorder::connectTo(const MqttSettings &settings, quint64 run)
{
    disconnectFrom();
    findGapBegin();
    m_run = run;
    m_clientWasOnline = false;
    m_client = std::make_unique<MqttClient>(settings, m_network);
    MqttClient *const client = m_client.get();
    connect(client, &MqttClient::stateChanged, this, &TrafficRecorder::onState);
    connect(client, &MqttClient::online, this, &TrafficRecorder::onOnline);
    connect(client, &MqttClient::batchReceived, this, &TrafficRecorder::onBatch);
    connect(client, &MqttClient::gapEnded, this, &TrafficRecorder::storeGap);
    connect(client, &MqttClient::closed, this,
            [this](const Failure &failure) { m_wentSilent = failure.cause == Failure::Cause::TimedOut; });
    connect(client, &MqttClient::failed, this, [this](const Failure &failure) { Q_EMIT failed(m_run, failure); });
    connect(client, &MqttClient::retryScheduled, this, [this](std::chrono::milliseconds pause, const Failure &failure) {
        Timestamp at = Timestamp::now();
        at.nanoseconds += std::chrono::nanoseconds(pause).count();
        Q_EMIT retryScheduled(m_run, at, failure);
    });
    client->start();
}

void TrafficRecorder::disconnectFrom()
{
    if (!m_client)
        return;
    if (m_online)
        onState(MqttClient::State::Offline);
    m_client.reset();
}

void TrafficRecorder::finish(const std::shared_ptr<QSemaphore> &finished)
{
    if (!m_client || !m_online)
        return finished->release();
    // What came before the goodbye comes before this.
    connect(m_client.get(), &MqttClient::closed, this, [finished] { finished->release(); });
    m_client->stop();
}

Future<qint64> TrafficRecorder::send(const DownlinkMessage &downlink)
{
    const auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    QMetaObject::invokeMethod(
        this, [this, downlink, promise] { publish(downlink, promise); }, Qt::QueuedConnection);
    return promise->future();
}

void TrafficRecorder::publish(const DownlinkMessage &downlink, const std::shared_ptr<QPromise<Result<qint64>>> &promise)
{
    if (!m_client || !m_online)
        return settle<qint64>(*promise, fail(notOnline(m_history.appId())));
    // The network's events about it come at once; they belong behind it.
    hold();
    const auto stored = andThen(this, m_client->send(downlink), [this, downlink](qint32) {
        return continued(this, m_history.appendPublished({downlink, downlink.toPublishJson()}),
                         [](const Result<qint64> &id) {
                             return readyFuture<qint64>(id ? id : Result<qint64>(fail(sentButNotKept(id.error()))));
                         });
    });
    whenFinished<qint64>(this, stored, [this, promise](Future<qint64> finished) {
        settle<qint64>(*promise, resultOf<qint64>(finished));
        unhold();
    });
}

void TrafficRecorder::onState(MqttClient::State state)
{
    const bool isOnline = state == MqttClient::State::Online;
    if (m_online && !isOnline) {
        m_markTimer.stop();
        // A connection that went silent may have been dead for a while.
        m_gapBegin = m_wentSilent ? m_lastAlive : Timestamp::now();
        m_mark.write(*m_gapBegin);
        m_gapBeginKnown = true;
    }
    m_online = isOnline;
    Q_EMIT stateChanged(m_run, state);
}

void TrafficRecorder::onOnline()
{
    const Timestamp now = Timestamp::now();
    m_lastAlive = now;
    m_wentSilent = false;
    m_mark.write(now);
    m_markTimer.start();
    // A client that comes back tells the gap itself.
    if (std::exchange(m_clientWasOnline, true))
        return m_gapBegin.reset();
    if (m_gapBeginKnown)
        return storeGapUntil(now);
    hold();
    whenFinished<std::optional<Timestamp>>(this, m_newest, [this, now](Future<std::optional<Timestamp>> finished) {
        const auto newest = resultOf<std::optional<Timestamp>>(finished);
        if (newest && *newest && (!m_gapBegin || *m_gapBegin < **newest))
            m_gapBegin = *newest;
        m_gapBeginKnown = true;
        storeGapUntil(now);
        unhold();
    });
}

/// Only for the first connection: from then on it is known when it ended.
void TrafficRecorder::findGapBegin()
{
    if (m_gapBeginKnown)
        return;
    m_gapBegin = m_mark.read();
    const qint64 newest = m_history.extent().lastId;
    m_newest = newest == 0
                   ? readyFuture<std::optional<Timestamp>>(std::optional<Timestamp>())
                   : mapped<std::optional<Timestamp>>(this, m_history.record(newest), [](const HistoryRecord &record) {
                         return std::optional(record.received);
                     });
}

void TrafficRecorder::storeGapUntil(const Timestamp &online)
{
    const std::optional<Timestamp> begin = std::exchange(m_gapBegin, std::nullopt);
    if (begin && online.nanoseconds - begin->nanoseconds > shortestGap.count())
        storeGap(*begin, online);
}

void TrafficRecorder::storeGap(const Timestamp &from, const Timestamp &to)
{
    hold(); // what came after the gap stands after it
    whenFinished<qint64>(this, m_history.appendGap({from, to, RecordingGap::Reason::NotConnected, 0}),
                         [this](const Future<qint64> &) { unhold(); });
}

void TrafficRecorder::onBatch(const QList<TrafficMessage> &messages)
{
    m_lastAlive = Timestamp::now();
    m_rate.add(second(), int(messages.size()));
    if (!m_rateTimer.isActive()) {
        m_rateTimer.start();
        tellRate();
    }
    if (m_holds > 0 && m_held.size() < heldBound) {
        m_held += messages;
        return;
    }
    // A full disk is counted by the history; the broker's messages are taken all the same.
    (void)m_history.appendNow(m_held.isEmpty() ? messages : std::exchange(m_held, {}) + messages);
}

void TrafficRecorder::unhold()
{
    if (--m_holds == 0 && !m_held.isEmpty())
        (void)m_history.appendNow(std::exchange(m_held, {}));
}

void TrafficRecorder::tellRate()
{
    const int rate = m_rate.lastMinute(second());
    if (rate != std::exchange(m_toldRate, rate))
        Q_EMIT counted(rate);
    if (rate == 0)
        m_rateTimer.stop();
}

} // namespace thingsdesk
