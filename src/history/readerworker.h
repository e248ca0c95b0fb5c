// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: a thread that answers questions, one after the other.

#include "history/historyreader.h"
#include "history/taskqueue.h"

#include "core/futures.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace thingsdesk::history {

/// Whether the file is open. Readers wait for it, so that questions may be asked before open() is answered.
class OpenGate
{
public:
    void setOpening();
    void setOpen(const std::optional<Failure> &failure);
    /// Ends all waiting and all work.
    void close();
    bool isClosed() const noexcept { return m_isClosed; }
    /// Waits while the file is being opened. The Failure: it could not be, or nobody asked for it.
    std::optional<Failure> wait();

private:
    enum class State { NotAsked, Opening, Open, Failed };

    std::mutex m_mutex; ///< this and the next not Qt's, as in TaskQueue
    std::condition_variable m_changed;
    State m_state = State::NotAsked;
    Failure m_failure;
    std::atomic<bool> m_isClosed = false;
};

class ReaderWorker
{
    Q_DISABLE_COPY_MOVE(ReaderWorker)
public:
    ReaderWorker(QString file, AppId appId, OpenGate &gate);
    ~ReaderWorker(); ///< the gate must be closed before

    /// `ask(reader, promise, isCancelled)` runs on the thread and returns a Result<T>.
    template <class T, class Ask>
    Future<T> run(Ask ask);

private:
    template <class T, class Ask>
    void answer(QPromise<Result<T>> &promise, const Ask &ask);

    const QString m_file;
    const AppId m_appId;
    OpenGate &m_gate;
    QThread m_thread;
    TaskQueue m_tasks;
    std::unique_ptr<HistoryReader> m_reader; ///< used on the thread only
};

template <class T, class Ask>
Future<T> ReaderWorker::run(Ask ask)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    Future<T> future = promise->future();
    m_tasks.post([this, promise, ask = std::move(ask)] { answer<T>(*promise, ask); });
    return future;
}

template <class T, class Ask>
void ReaderWorker::answer(QPromise<Result<T>> &promise, const Ask &ask)
{
    const auto isCancelled = [this, &promise] { return promise.isCanceled() || m_gate.isClosed(); };
    if (isCancelled())
        return settle<T>(promise, fail(Failure::cancelled()));
    if (auto failure = m_gate.wait())
        return settle<T>(promise, fail(*std::move(failure)));
    try {
        if (!m_reader)
            m_reader = std::make_unique<HistoryReader>(m_file, m_appId);
        settle<T>(promise, ask(*m_reader, promise, CancelCheck(isCancelled)));
    } catch (const CancelledError &) {
        settle<T>(promise, fail(Failure::cancelled()));
    } catch (const SqliteError &error) {
        settle<T>(promise, fail(error.toFailure()));
    }
}

} // namespace thingsdesk::history
