// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/futures.h"
#include "network/throttle.h"

#include <QElapsedTimer>
#include <QTest>

using namespace thingsdesk;

class TestThrottle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverMoreInAnySecond()
    {
        constexpr int perSecond = 4;
        constexpr int total = 11;
        Throttle throttle(perSecond);
        QElapsedTimer clock;
        clock.start();
        QList<qint64> passed;
        for (int i = 0; i < total; ++i)
            whenFinished<void>(this, throttle.enter(), [&](Future<void> turn) {
                QVERIFY(resultOf<void>(turn));
                passed.append(clock.elapsed());
            });
        QTRY_COMPARE_WITH_TIMEOUT(passed.size(), total, 30'000);
        // What is told late does not pass early: each four wait for a second more.
        for (int i = 0; i < total; ++i)
            QVERIFY2(passed[i] >= i / perSecond * 1'000, qPrintable(QString::number(passed[i])));
    }

    void aCancelledOneTakesNoTurn()
    {
        Throttle throttle(1);
        QVERIFY(throttle.enter().isFinished());
        Future<void> cancelled = throttle.enter();
        Future<void> next = throttle.enter();
        cancelled.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), 30'000);
        QVERIFY(cancelled.isFinished());
        QVERIFY(next.result());
    }
};

QTEST_GUILESS_MAIN(TestThrottle)
#include "tst_throttle.moc"
