// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/taskqueue.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <future>

namespace thingsdesk::history {

namespace {

QEvent::Type taskPosted()
{
    static const int type = QEvent::registerEventType();
    return QEvent::Type(type);
}

} // namespace

TaskQueue::TaskQueue(QThread *thread)
{
    moveToThread(thread);
}

TaskQueue::~TaskQueue() = default;

void TaskQueue::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    QCoreApplication::postEvent(this, new QEvent(taskPosted()));
}

void TaskQueue::runAndWait(const Task &task)
{
    Q_ASSERT(QThread::currentThread() != thread());
    std::promise<void> done;
    std::future<void> isDone = done.get_future();
    post([&] {
        task();
        done.set_value();
    });
    isDone.wait();
}

bool TaskQueue::event(QEvent *event)
{
    if (event->type() != taskPosted())
        return QObject::event(event);
    takeFirst()();
    return true;
}

TaskQueue::Task TaskQueue::takeFirst()
{
    const std::lock_guard lock(m_mutex);
    Task first = std::move(m_tasks.front());
    m_tasks.pop_front();
    return first;
}

} // namespace thingsdesk::history
