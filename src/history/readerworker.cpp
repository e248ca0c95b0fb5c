// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/readerworker.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

void OpenGate::setOpening()
{
    const QMutexLocker lock(&m_mutex);
    m_state = State::Opening;
}

void OpenGate::setOpen(const std::optional<Failure> &failure)
{
    const QMutexLocker lock(&m_mutex);
    m_state = failure ? State::Failed : State::Open;
    m_failure = failure.value_or(Failure());
    m_changed.wakeAll();
}

void OpenGate::close()
{
    const QMutexLocker lock(&m_mutex);
    m_isClosed = true;
    m_changed.wakeAll();
}

std::optional<Failure> OpenGate::wait()
{
    QMutexLocker lock(&m_mutex);
    while (m_state == State::Opening && !m_isClosed)
        m_changed.wait(&m_mutex);
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
{
    m_thread.setObjectName(u"history reader"_s);
    m_context.moveToThread(&m_thread);
    m_thread.start();
}

ReaderWorker::~ReaderWorker()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace thingsdesk::history
