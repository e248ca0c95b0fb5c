// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/retry.h"

#include <QTest>

using namespace thingsdesk;
using namespace std::chrono_literals;

namespace {

Failure failureWith(Failure::Kind kind, Failure::Cause cause = Failure::Cause::Other)
{
    return {kind, cause, QStringLiteral("as ordered"), {}};
}

RetryPolicy quickPolicy()
{
    RetryPolicy policy;
    policy.firstPause = 5ms;
    policy.longestPause = 10ms;
    policy.rateLimitPause = 10ms;
    return policy;
}

} // namespace

class TestRetry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnUntilItWorks()
    {
        int tries = 0;
        Future<int> future = retried<int>(
            this,
            [&tries](std::chrono::milliseconds) {
                if (++tries < 3)
                    return readyFuture<int>(fail(failureWith(Failure::Kind::Transient)));
                return readyFuture<int>(42);
            },
            quickPolicy());
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QCOMPARE(future.result(), Result<int>(42));
        QCOMPARE(tries, 3);
    }

    void stopsAtAPermanentFailure()
    {
        int tries = 0;
        Future<int> future = retried<int>(
            this,
            [&tries](std::chrono::milliseconds) {
                ++tries;
                return readyFuture<int>(fail(failureWith(Failure::Kind::Permanent)));
            },
            quickPolicy());
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QCOMPARE(future.result().error().kind, Failure::Kind::Permanent);
        QCOMPARE(tries, 1);
    }

    void givesUpAfterTheTriesOfThePolicy()
    {
        int tries = 0;
        Future<int> future = retried<int>(
            this,
            [&tries](std::chrono::milliseconds) {
                ++tries;
                return readyFuture<int>(fail(failureWith(Failure::Kind::Transient)));
            },
            quickPolicy());
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(future.result().error().isTransient());
        QCOMPARE(tries, quickPolicy().tries);
    }

    void waitsOutARateLimitBeyondTheTries()
    {
        int tries = 0;
        Future<int> future = retried<int>(
            this,
            [&tries](std::chrono::milliseconds) {
                if (++tries <= 8)
                    return readyFuture<int>(fail(failureWith(Failure::Kind::Transient, Failure::Cause::RateLimited)));
                return readyFuture<int>(1);
            },
            quickPolicy());
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(future.result());
        QCOMPARE(tries, 9);
    }

    void deadlineBoundsAllTries()
    {
        RetryPolicy policy = quickPolicy();
        policy.deadline = 50ms;
        policy.tries = 1'000'000;
        std::chrono::milliseconds last = 50ms;
        Future<int> future = retried<int>(
            this,
            [&last](std::chrono::milliseconds remaining) {
                last = remaining;
                return readyFuture<int>(fail(failureWith(Failure::Kind::Transient)));
            },
            policy);
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(!future.result());
        QVERIFY(last < 50ms);
    }

    void cancellingReachesTheTryUnderWay()
    {
        QPromise<Result<int>> never;
        never.start();
        Future<int> attempt = never.future();
        Future<int> future = retried<int>(
            this, [&attempt](std::chrono::milliseconds) { return attempt; }, quickPolicy());
        future.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(attempt.isCanceled(), 10'000);
        never.finish();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(future.isCanceled());
    }

    void cancellingDuringAPauseEndsIt()
    {
        RetryPolicy policy = quickPolicy();
        policy.firstPause = 100ms;
        policy.longestPause = 100ms;
        int tries = 0;
        Future<int> future = retried<int>(
            this,
            [&tries](std::chrono::milliseconds) {
                ++tries;
                return readyFuture<int>(fail(failureWith(Failure::Kind::Transient)));
            },
            policy);
        QTRY_COMPARE_WITH_TIMEOUT(tries, 1, 10'000);
        future.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QCOMPARE(tries, 1);
    }

    void aContextThatGoesCancels()
    {
        auto context = std::make_unique<QObject>();
        Future<int> future = retried<int>(
            context.get(),
            [](std::chrono::milliseconds) { return readyFuture<int>(fail(failureWith(Failure::Kind::Transient))); },
            {30'000ms, 100, 10'000ms, 10'000ms, 10'000ms});
        context.reset();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(future.isCanceled());
    }

    void chainsCarryValuesFailuresAndCancellation()
    {
        Future<QString> good =
            mapped<QString>(this, readyFuture<int>(7), [](int value) { return QString::number(value); });
        QTRY_VERIFY_WITH_TIMEOUT(good.isFinished(), 10'000);
        QCOMPARE(good.result(), Result<QString>(QStringLiteral("7")));

        QPromise<Result<int>> later;
        later.start();
        Future<QString> inner = mapped<QString>(this, later.future(), [](int value) { return QString::number(value); });
        Future<qsizetype> outer = mapped<qsizetype>(this, inner, [](const QString &text) { return text.size(); });
        later.addResult(Result<int>(1234));
        later.finish();
        QTRY_VERIFY_WITH_TIMEOUT(outer.isFinished(), 10'000);
        QCOMPARE(outer.result(), Result<qsizetype>(4));

        bool called = false;
        Future<int> bad =
            andThen(this, readyFuture<int>(fail(failureWith(Failure::Kind::Permanent))), [&called](int value) {
                called = true;
                return readyFuture<int>(value);
            });
        QTRY_VERIFY_WITH_TIMEOUT(bad.isFinished(), 10'000);
        QVERIFY(!bad.result());
        QVERIFY(!called);

        QPromise<Result<int>> never;
        never.start();
        Future<int> second = never.future();
        Future<int> chain = andThen(this, readyFuture<int>(1), [&second](int) { return second; });
        QTest::qWait(1);
        chain.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(second.isCanceled(), 10'000);
        never.finish();
        QTRY_VERIFY_WITH_TIMEOUT(chain.isFinished(), 10'000);
        QVERIFY(chain.isCanceled());
    }
};

QTEST_GUILESS_MAIN(TestRetry)
#include "tst_retry.moc"
