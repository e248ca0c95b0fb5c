// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/qtscheduler.h"

#include <QTimerEvent>

namespace thingsdesk::sandbox {

QtScheduler::QtScheduler(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
}

Timestamp QtScheduler::now() const
{
    return Timestamp::now();
}

Scheduler::TaskId QtScheduler::after(std::chrono::milliseconds delay, Task task)
{
    const TaskId id = ++m_lastId;
    const qint64 due = m_clock.elapsed() + std::max<qint64>(0, delay.count());
    m_tasks.emplace(Due(due, id), std::move(task));
    m_dueOf.emplace(id, due);
    wakeForNext();
    return id;
}

void QtScheduler::cancel(TaskId id)
{
    const auto found = m_dueOf.find(id);
    if (found == m_dueOf.end())
        return;
    m_tasks.erase(Due(found->second, id));
    m_dueOf.erase(found);
    wakeForNext();
}

void QtScheduler::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_timer.stop();
    // Only what is due now: a task that asks for no delay must not starve the event loop.
    const Due last(m_clock.elapsed(), m_lastId);
    while (!m_tasks.empty() && m_tasks.begin()->first <= last) {
        const auto node = m_tasks.extract(m_tasks.begin());
        m_dueOf.erase(node.key().second);
        node.mapped()();
    }
    wakeForNext();
}

void QtScheduler::wakeForNext()
{
    if (m_tasks.empty()) {
        m_timer.stop();
        return;
    }
    const qint64 wait = std::max<qint64>(0, m_tasks.begin()->first.first - m_clock.elapsed());
    m_timer.start(int(std::min<qint64>(wait, 3'600'000)), Qt::PreciseTimer, this);
}

} // namespace thingsdesk::sandbox
