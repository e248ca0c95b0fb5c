// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to network: the half of an MqttClient that lives on the network thread.

#include "core/backoff.h"
#include "network/mqtt/mqtttransport.h"
#include "network/mqttmailbox.h"
#include "network/ttnv2/trafficreader.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPromise>
#include <QTimer>

#include <memory>
#include <optional>

namespace thingsdesk {

/// Connects, subscribes, reads messages, comes back after a loss. All of it on the network thread; the answers go into
/// the mailbox.
class MqttSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MqttSession)
public:
    using SentPromise = std::shared_ptr<QPromise<Result<qint32>>>;

    MqttSession(MqttSettings settings, std::shared_ptr<MqttMailbox> mailbox);
    ~MqttSession() override;

    void start();
    void stop();
    /// Says goodbye in the background and deletes the session.
    void retire();
    void send(const QByteArray &topic, const QByteArray &body, const SentPromise &promise);
    void resumeReading();

private:
    using State = MqttClient::State;

    void connectNow();
    void onConnected();
    void onSubscribed();
    void onSubscriptionRefused(const QList<QByteArray> &filters);
    void onMessage(const QByteArray &payload, const QByteArray &topic);
    void onSent(qint32 id);
    void onError(const Failure &failure);
    void onDisconnected();

    void lostOnline(const Failure &failure);
    void tryAgainOrGiveUp(const Failure &failure);
    void giveUp(const Failure &failure);
    Failure explained(const Failure &failure) const;
    void noteGap(const Failure &failure);
    void setState(State state);
    bool isFlushDue() const;
    void flush();
    void post(MqttNotice notice);
    void answerUnsent(const Failure &failure);

    const MqttSettings m_settings;
    const std::shared_ptr<MqttMailbox> m_mailbox;
    std::unique_ptr<MqttTransport> m_transport;
    const ttnv2::TrafficReader m_reader;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_flush;
    State m_state = State::Offline;
    bool m_stopping = false;
    bool m_startAgain = false;
    bool m_retiring = false;
    std::optional<Failure> m_failure; ///< of the connection that ends

    bool m_paused = false; ///< the mailbox is full
    bool m_connectOnResume = false;

    mqttnotice::Batch m_batch;
    qsizetype m_lastBatchSize = 0;
    qint64 m_lastFlush = 0; ///< nanoseconds since 1970
    QHash<qint32, SentPromise> m_unsent;
    QElapsedTimer m_sincePublish;

    std::optional<Timestamp> m_gapBegin;
    Timestamp m_lastAlive; ///< the last moment when the connection was certainly good
};

} // namespace thingsdesk
