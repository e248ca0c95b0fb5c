// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "network/mqttclient.h"
#include "session/messagerate.h"
#include "session/onlinemark.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSemaphore>
#include <QTimer>

#include <memory>

namespace thingsdesk {

/// Brings an application's live traffic into its history. It lives on the history's writer thread and makes its
/// MqttClient there, so that messages go from the network thread into the file without a further hop.
///
/// Every connection has a number, its run, which the signals carry: what an earlier one still says can be told apart.
class TrafficRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficRecorder)
public:
    /// Made on another thread, then moved to the writer's.
    TrafficRecorder(HistoryStore &history, NetworkThread &network);
    ~TrafficRecorder() override;

    // On the writer's thread.
    void connectTo(const MqttSettings &settings, quint64 run);
    void disconnectFrom();
    /// Says goodbye, stores what came until then, releases.
    void finish(const std::shared_ptr<QSemaphore> &finished);

    /// Any thread: publishes, then stores; answered with the record's ID.
    Future<qint64> send(const DownlinkMessage &downlink);

Q_SIGNALS:
    void stateChanged(quint64 run, thingsdesk::MqttClient::State state);
    void retryScheduled(quint64 run, const thingsdesk::Timestamp &at, const thingsdesk::Failure &failure);
    void failed(quint64 run, const thingsdesk::Failure &failure);
    /// Messages of the last 60 s; at most once a second, and only when it changed.
    void counted(int messages);

private:
    void onState(MqttClient::State state);
    void onOnline();
    void onBatch(const QList<TrafficMessage> &messages);
    void publish(const DownlinkMessage &downlink, const std::shared_ptr<QPromise<Result<qint64>>> &promise);
    void findGapBegin();
    void storeGapUntil(const Timestamp &online);
    void storeGap(const Timestamp &from, const Timestamp &to);
    void hold() { ++m_holds; }
    void unhold();
    void tellRate();
    qint64 second() const { return m_clock.elapsed() / 1000; }

    HistoryStore &m_history;
    NetworkThread &m_network;
    const OnlineMark m_mark;
    std::unique_ptr<MqttClient> m_client;
    quint64 m_run = 0;
    bool m_online = false;
    bool m_clientWasOnline = false;
    bool m_wentSilent = false;
    Timestamp m_lastAlive; ///< the last moment when the connection was certainly good

    Future<std::optional<Timestamp>> m_newest; ///< when the newest record of earlier runs of the program was received
    bool m_gapBeginKnown = false;
    std::optional<Timestamp> m_gapBegin; ///< since when nothing could be received, until a new client is online

    int m_holds = 0; ///< who wants messages to be stored after what is being stored
    QList<TrafficMessage> m_held;

    QElapsedTimer m_clock;
    MessageRate m_rate;
    int m_toldRate = 0;
    QTimer m_rateTimer;
    QTimer m_markTimer;
};

} // namespace thingsdesk
