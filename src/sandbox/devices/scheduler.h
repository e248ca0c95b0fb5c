// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timestamp.h"

#include <chrono>
#include <functional>
#include <utility>

namespace thingsdesk::sandbox {

/// Clock and alarm of the virtual devices, so that tests run hours in milliseconds. One thread.
class Scheduler
{
public:
    using Task = std::function<void()>;
    using TaskId = quint64; ///< 0 = none

    virtual ~Scheduler() = default;
    virtual Timestamp now() const = 0;
    /// Runs `task` once, not before `delay` has passed and never from within this call.
    virtual TaskId after(std::chrono::milliseconds delay, Task task) = 0;
    /// Nothing happens where the task has run or was cancelled already.
    virtual void cancel(TaskId id) = 0;
};

/// One task that is waiting, or none. Setting another, or the end of the alarm, cancels it.
class Alarm final
{
    Q_DISABLE_COPY_MOVE(Alarm)
public:
    explicit Alarm(Scheduler &scheduler)
        : m_scheduler(scheduler)
    {
    }
    ~Alarm() { cancel(); }

    void set(std::chrono::milliseconds delay, Scheduler::Task task)
    {
        cancel();
        m_id = m_scheduler.after(delay, [this, task = std::move(task)] {
            m_id = 0;
            // Setting the alarm anew must not take the running task's closure away.
            const Scheduler::Task running = task;
            running();
        });
    }
    void cancel()
    {
        if (const Scheduler::TaskId id = std::exchange(m_id, 0))
            m_scheduler.cancel(id);
    }
    bool isSet() const noexcept { return m_id != 0; }

private:
    Scheduler &m_scheduler;
    Scheduler::TaskId m_id = 0;
};

} // namespace thingsdesk::sandbox
