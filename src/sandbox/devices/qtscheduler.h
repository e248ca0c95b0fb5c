// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/scheduler.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

#include <map>

namespace thingsdesk::sandbox {

/// The real clock: one QTimer event for the task that is due next, on the thread that made it (which needs an event
/// loop). Delays follow the monotonic clock, `now` the wall clock.
class QtScheduler final : public QObject, public Scheduler
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QtScheduler)
public:
    explicit QtScheduler(QObject *parent = nullptr);

    Timestamp now() const override;
    TaskId after(std::chrono::milliseconds delay, Task task) override;
    void cancel(TaskId id) override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Due = std::pair<qint64, TaskId>; ///< milliseconds of m_clock; the ID keeps the order of equal ones

    void wakeForNext();

    QElapsedTimer m_clock;
    QBasicTimer m_timer;
    std::map<Due, Task> m_tasks;
    std::map<TaskId, qint64> m_dueOf;
    TaskId m_lastId = 0;
};

} // namespace thingsdesk::sandbox
