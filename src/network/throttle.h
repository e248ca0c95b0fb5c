// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QQueue>
#include <QTimer>

#include <memory>

namespace thingsdesk {

/// Lets at most so many pass in any second, in the order in which they came. A V2 handler allows 5 calls in each of its
/// one-second windows, per client and per application; staying at 4 in any second leaves room for its clock.
class Throttle final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Throttle)
public:
    explicit Throttle(int perSecond, QObject *parent = nullptr);

    /// Answers when it is the caller's turn. A cancelled Future gives its turn up.
    Future<void> enter();

private:
    void letPass();

    const int m_perSecond;
    QElapsedTimer m_clock;
    QQueue<qint64> m_passed; ///< when the last ones passed, in milliseconds of m_clock
    QQueue<std::shared_ptr<QPromise<Result<void>>>> m_waiting;
    QTimer m_timer;
};

} // namespace thingsdesk
