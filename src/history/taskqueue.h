// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: how a call gets to the thread of the writer or of a reader.

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace thingsdesk::history {

/// Tasks for one thread, done there one by one, in the order in which they came and between its other events.
///
/// What QMetaObject::invokeMethod() does for a queued call, with the hand-over behind a mutex of ours: Qt's own is
/// inside its libraries, where ThreadSanitizer does not see it unless Qt itself was built for that.
class TaskQueue final : public QObject
{
    Q_DISABLE_COPY_MOVE(TaskQueue)
public:
    using Task = std::function<void()>;

    /// On `thread` from now on; it must have ended before this is destroyed.
    explicit TaskQueue(QThread *thread);
    ~TaskQueue() override;

    /// Any thread.
    void post(Task task);
    /// Any thread but the queue's own: comes back when everything posted before, and then `task`, is done.
    void runAndWait(const Task &task);

protected:
    bool event(QEvent *event) override;

private:
    Task takeFirst();

    std::mutex m_mutex;       ///< not QMutex, whose waiting is within Qt
    std::deque<Task> m_tasks; ///< guarded by m_mutex
};

} // namespace thingsdesk::history
