// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/throttle.h"

namespace thingsdesk {

namespace {

/// A second, and a little for the clocks of two machines.
constexpr qint64 windowMilliseconds = 1'020;

} // namespace

Throttle::Throttle(int perSecond, QObject *parent)
    : QObject(parent)
    , m_perSecond(perSecond)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Throttle::letPass);
}

Future<void> Throttle::enter()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    Future<void> future = promise->future();
    m_waiting.enqueue(promise);
    letPass();
    return future;
}

void Throttle::letPass()
{
    const qint64 now = m_clock.elapsed();
    while (!m_passed.isEmpty() && now - m_passed.head() >= windowMilliseconds)
        m_passed.dequeue();
    while (!m_waiting.isEmpty() && m_passed.size() < m_perSecond) {
        const auto promise = m_waiting.dequeue();
        if (!promise->isCanceled()) {
            m_passed.enqueue(now);
            promise->addResult(Result<void>());
        }
        promise->finish();
    }
    if (!m_waiting.isEmpty())
        m_timer.start(int(windowMilliseconds - (now - m_passed.head())));
}

} // namespace thingsdesk
