// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/readerworker.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

void OpenGate::setOpening()
{
    const std::lock_guard lock(m_mutex);
    m_state = State::Opening;
}

void OpenGate::setOpen(const std::optional<Failure> &failure)
{
    const std::lock_guard lock(m_mutex);
    m_state = failure ? State::Failed : State::Open;
    m_failure = failure.value_or(Failure());
    m_changed.notify_all();
}

void OpenGate::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

std::optional<Failure> OpenGate::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_state != State::Opening || m_isClosed; });
    if (m_isClosed)
        return Failure::cancelled();
    if (m_state == State::Open)
        return std::nullopt;
    if (m_state == State::Failed)
        return m_failure;
    return Failure{Failure::Kind::Permanent, Failure::Cause::FileUnusable, u"The history is not open."_s, {}};
}

ReaderWorker::ReaderWorker(QString file, AppId appId, OpenGate &gate)
    : m_file(std::move(file))
    , m_appId(std::move(appId))
    , m_gate(gate)
    , m_tasks(&m_thread)
{
    m_thread.setObjectName(u"history reader"_s);
    m_thread.start();
}

ReaderWorker::~ReaderWorker()
{
    m_tasks.runAndWait([this] { m_reader.reset(); });
    m_thread.quit();
    m_thread.wait();
}

} // namespace thingsdesk::history
