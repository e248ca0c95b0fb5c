// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backoff.h"

#include <QSet>
#include <QTest>

using namespace thingsdesk;
using namespace std::chrono_literals;

class TestBackoff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheBound();
    void startsAnewAfterASuccess();
    void differsFromClientToClient();
    void staysAtTheBoundForEver();
};

void TestBackoff::doublesUpToTheBound()
{
    Backoff backoff(1s, 60s);
    for (const std::chrono::milliseconds middle : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        const auto pause = backoff.next();
        QVERIFY2(pause >= middle * 3 / 4 - 1ms && pause <= middle * 5 / 4, qPrintable(QString::number(pause.count())));
    }
    QCOMPARE(backoff.tries(), 8);
}

void TestBackoff::startsAnewAfterASuccess()
{
    Backoff backoff(1s, 60s);
    for (int i = 0; i < 5; ++i)
        backoff.next();
    backoff.reset();
    QCOMPARE(backoff.tries(), 0);
    QVERIFY(backoff.next() <= 1250ms);
}

void TestBackoff::differsFromClientToClient()
{
    QSet<qint64> pauses;
    for (int i = 0; i < 50; ++i)
        pauses.insert(Backoff(60s, 60s).next().count());
    QVERIFY(pauses.size() > 10);
}

void TestBackoff::staysAtTheBoundForEver()
{
    Backoff backoff(100ms, 30s);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(backoff.next() <= 37'500ms);
    QVERIFY(backoff.next() >= 22'500ms - 1ms);
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
