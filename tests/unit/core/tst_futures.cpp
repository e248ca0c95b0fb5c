// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/futures.h"

#include <QTest>

using namespace thingsdesk;

class TestFutures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void continuesOnceWhereThePromiseGoesLater();
    void aCancelledFutureTakesNoStrangerAlong();
    void goesOnWithValuesAndPassesFailures();
    void cancelsWhatIsUnderWay();
};

void TestFutures::continuesOnceWhereThePromiseGoesLater()
{
    int runs = 0;
    {
        QPromise<Result<int>> promise;
        promise.start();
        whenFinished<int>(this, promise.future(), [&runs](Future<int> done) {
            QCOMPARE(resultOf<int>(done), Result<int>(7));
            ++runs;
        });
        settle<int>(promise, 7);
        QCOMPARE(runs, 0); // from the event loop only
    }
    QTRY_COMPARE(runs, 1);
    QCoreApplication::processEvents();
    QCOMPARE(runs, 1);
}

void TestFutures::aCancelledFutureTakesNoStrangerAlong()
{
    // Qt 6.4's then() dropped continuations of futures whose memory had once belonged to a cancelled one's child.
    for (int i = 0; i < 50; ++i) {
        Future<int> finished = mapped<int>(this, readyFuture<int>(i), [](int value) { return value; });
        QTRY_VERIFY(finished.isFinished());
        Future<int> other = mapped<int>(this, readyFuture<int>(i), [](int value) { return value + 1; });
        finished.cancel();
        QTRY_VERIFY(other.isFinished());
        QVERIFY(!other.isCanceled());
        QCOMPARE(other.result(), Result<int>(i + 1));
    }
}

void TestFutures::goesOnWithValuesAndPassesFailures()
{
    Future<int> good = mapped<int>(this, readyFuture<int>(2), [](int value) { return value * 3; });
    QTRY_VERIFY(good.isFinished());
    QCOMPARE(resultOf<int>(good), Result<int>(6));

    const Failure failure = Failure::invalidInput(QStringLiteral("Port"), QStringLiteral("is wrong"));
    bool called = false;
    Future<int> bad = andThen<int>(this, readyFuture<int>(fail(failure)), [&called](int value) {
        called = true;
        return readyFuture<int>(value);
    });
    QTRY_VERIFY(bad.isFinished());
    QCOMPARE(resultOf<int>(bad).error(), failure);
    QVERIFY(!called);
}

void TestFutures::cancelsWhatIsUnderWay()
{
    QPromise<Result<int>> first;
    first.start();
    Future<int> second = mapped<int>(this, first.future(), [](int value) { return value; });
    second.cancel();
    QTRY_VERIFY(first.isCanceled());
    settle<int>(first, fail(Failure::cancelled()));
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(resultOf<int>(second).error().kind, Failure::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestFutures)
#include "tst_futures.moc"
