// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: the writer's thread as an object on it. Decides when to write, when to do what can wait, and
// what to do when the disk is full.

#include "history/historywriter.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>
#include <QTimer>

namespace thingsdesk::history {

class WriterWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WriterWorker)
public:
    WriterWorker(QString file, AppId appId);
    ~WriterWorker() override;

    /// The newest state; any thread. The rest is for the writer's thread only.
    HistoryExtent extent() const;

    Result<HistoryOpening> open();
    Result<void> append(const QList<TrafficMessage> &messages);
    Result<qint64> append(const PublishedDownlink &downlink);
    Result<qint64> append(const RecordingGap &gap);
    Result<void> storeOwnFields(const QList<OwnFields> &fields);
    Result<void> removeOwnFields();
    Result<void> setLimits(const HistoryLimits &limits);
    void close();

Q_SIGNALS:
    void grown(const thingsdesk::HistoryExtent &extent);
    void shrunk(const thingsdesk::HistoryExtent &extent);
    void stopped(const thingsdesk::Failure &failure);
    void resumed(quint64 missed);

private:
    /// Recording has stopped: since when, why, and what was missed.
    struct Stop
    {
        Timestamp from;
        Failure failure;
        quint64 missed = 0;
        QElapsedTimer lastTry;
    };

    template <class Change>
    Result<qint64> appendOne(Change change);
    template <class Change>
    Result<void> change(Change change);
    Result<void> tryAppend(const QList<TrafficMessage> &messages);
    Failure stop(const SqliteError &error, quint64 missed);
    Failure notOpen() const;
    void retry();
    void publishExtent();
    void scheduleWork(int milliseconds = 0);
    void work();
    bool mustWait() const;

    const QString m_file;
    const AppId m_appId;
    std::unique_ptr<HistoryWriter> m_writer;
    std::optional<Stop> m_stop;
    QTimer m_workTimer;
    QTimer m_retryTimer;
    QTimer m_limitTimer;
    QElapsedTimer m_sinceAppend;
    QElapsedTimer m_sinceWork;
    qint64 m_restMilliseconds = 0; ///< between pieces of work while messages flow

    mutable QMutex m_mutex;
    HistoryExtent m_extent; ///< guarded by m_mutex
};

} // namespace thingsdesk::history
