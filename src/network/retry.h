// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backoff.h"
#include "core/futures.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace thingsdesk {

/// How often and how long something is tried.
struct RetryPolicy
{
    std::chrono::milliseconds deadline{30'000}; ///< for all tries together
    int tries = 4;                              ///< a full rate limit does not count: it passes by waiting
    std::chrono::milliseconds firstPause{500};
    std::chrono::milliseconds longestPause{4'000};
    std::chrono::milliseconds rateLimitPause{1'000}; ///< a server's window is a second
};

/// Starts one try; it gets the time that is left.
template <class T>
using Attempt = std::function<Future<T>(std::chrono::milliseconds remaining)>;

namespace detail {

template <class T>
class RetryRun final : public std::enable_shared_from_this<RetryRun<T>>
{
public:
    RetryRun(QObject *context, Attempt<T> attempt, const RetryPolicy &policy)
        : m_context(context)
        , m_attempt(std::move(attempt))
        , m_policy(policy)
        , m_deadline(policy.deadline)
        , m_backoff(policy.firstPause, policy.longestPause)
    {
        m_promise.start();
    }

    Future<T> start()
    {
        Future<T> future = m_promise.future();
        whenCancelled<T>(m_context, future, [weak = this->weak_from_this()] {
            if (const auto self = weak.lock())
                self->m_current.cancel();
        });
        tryOnce();
        return future;
    }

private:
    void tryOnce()
    {
        if (m_promise.isCanceled())
            return settle<T>(m_promise, fail(Failure::cancelled()));
        m_current = m_attempt(std::chrono::milliseconds(m_deadline.remainingTime()));
        whenFinished<T>(m_context, m_current,
                        [self = this->shared_from_this()](Future<T> finished) { self->judge(finished); });
    }

    void judge(Future<T> &finished)
    {
        Result<T> result = resultOf<T>(finished);
        const bool again = !result && result.error().isTransient() && !m_promise.isCanceled();
        if (!again)
            return settle<T>(m_promise, std::move(result));
        const bool rateLimited = result.error().cause == Failure::Cause::RateLimited;
        const auto pause = rateLimited ? std::max(m_policy.rateLimitPause, m_backoff.next()) : m_backoff.next();
        m_failedTries += rateLimited ? 0 : 1;
        if (m_failedTries >= m_policy.tries || m_deadline.remainingTime() <= pause.count())
            return settle<T>(m_promise, std::move(result));
        // A timer of the context's own: it goes with the context, and this run with it.
        auto *timer = new QTimer(m_context);
        timer->setSingleShot(true);
        QObject::connect(timer, &QTimer::timeout, timer, [timer, self = this->shared_from_this()] {
            timer->deleteLater();
            self->tryOnce();
        });
        timer->start(pause);
    }

    QObject *m_context;
    Attempt<T> m_attempt;
    RetryPolicy m_policy;
    QDeadlineTimer m_deadline;
    Backoff m_backoff;
    int m_failedTries = 0;
    QPromise<Result<T>> m_promise;
    Future<T> m_current;
};

} // namespace detail

/// Tries until it works, fails for good, or the policy's bounds are reached; then the last Failure stands. Call it on
/// context's thread. Cancelling the Future cancels the try under way.
template <class T>
Future<T> retried(QObject *context, Attempt<T> attempt, const RetryPolicy &policy = {})
{
    return std::make_shared<detail::RetryRun<T>>(context, std::move(attempt), policy)->start();
}

} // namespace thingsdesk
