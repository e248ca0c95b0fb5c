// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QTimer>

namespace thingsdesk {

/// Looks into a growing history for what concerns the device table, at most once a second and only when it has grown.
class DeviceHistoryWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceHistoryWatcher)
public:
    enum class Change { Written, Deleted };

    explicit DeviceHistoryWatcher(HistoryStore &history, QObject *parent = nullptr);
    ~DeviceHistoryWatcher() override;

    /// What stands in the history up to now needs no looking at: the list is about to be read.
    void skipEvents();

Q_SIGNALS:
    void activityRead(const QHash<thingsdesk::DevId, thingsdesk::DeviceActivity> &activity);
    /// The network told that this device was written or deleted; of several events the last.
    void deviceChanged(const thingsdesk::DevId &devId, thingsdesk::DeviceHistoryWatcher::Change change,
                       const thingsdesk::Timestamp &received);
    /// More changed than is worth asking for one by one.
    void manyDevicesChanged();

private:
    void look();
    void readActivity();
    void readEvents();
    void takeEvents(const HistoryPage &page);
    void lookAgainLater();

    HistoryStore &m_history;
    QTimer m_timer;
    QElapsedTimer m_sinceLook;
    QElapsedTimer m_sinceStart;        ///< of the look under way
    std::chrono::milliseconds m_pause; ///< until the next look
    Future<QHash<DevId, DeviceActivity>> m_activityCall;
    Future<HistoryPage> m_eventCall;
    qint64 m_eventCursor = 0;
    int m_running = 0;
    bool m_hasGrown = false;
};

} // namespace thingsdesk
