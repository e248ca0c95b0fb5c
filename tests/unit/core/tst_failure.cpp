// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

#include <QTest>

using namespace thingsdesk;

class TestFailure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesASentenceOfFieldAndRule();
    void namesKinds();
    void becomesAnyResult();
    void makesAnAnsweredFuture();
};

void TestFailure::makesASentenceOfFieldAndRule()
{
    const Failure failure = Failure::invalidInput(QStringLiteral("Port"), QStringLiteral("must be 1 to 223"));
    QCOMPARE(failure.text, QStringLiteral("Port must be 1 to 223."));
    QCOMPARE(failure.kind, Failure::Kind::Permanent);
    QCOMPARE(failure.cause, Failure::Cause::InvalidInput);
    QVERIFY(!failure.isTransient());
}

void TestFailure::namesKinds()
{
    QCOMPARE(kindName(Failure::Kind::Transient), QStringLiteral("transient"));
    QCOMPARE(kindName(Failure::Kind::Permanent), QStringLiteral("permanent"));
    QCOMPARE(kindName(Failure::Kind::Cancelled), QStringLiteral("cancelled"));
    QCOMPARE(Failure::cancelled().kind, Failure::Kind::Cancelled);
    QVERIFY((Failure{Failure::Kind::Transient, Failure::Cause::TimedOut, {}, {}}.isTransient()));
}

void TestFailure::becomesAnyResult()
{
    const Result<int> number = fail(Failure::cancelled());
    const Result<void> nothing = fail(Failure::cancelled());
    QVERIFY(!number && !nothing);
    QCOMPARE(number.error(), nothing.error());
    QCOMPARE(Result<int>(5).value_or(0), 5);
}

void TestFailure::makesAnAnsweredFuture()
{
    const Future<int> good = readyFuture<int>(3);
    QVERIFY(good.isFinished());
    QCOMPARE(good.result(), Result<int>(3));
    const Future<void> bad = readyFuture<void>(fail(Failure::cancelled()));
    QCOMPARE(bad.result().error(), Failure::cancelled());
}

QTEST_GUILESS_MAIN(TestFailure)
#include "tst_failure.moc"
