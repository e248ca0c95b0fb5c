// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordedcalls.h"

#include <QTest>

using namespace thingsdesk::test;

/// The recorded calls of a real V2 stack, put to ours over gRPC and TLS.
class TestRecordedCalls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testCalls_data();
    void testCalls();
};

void TestRecordedCalls::testCalls_data()
{
    QTest::addColumn<KnownDifferences>("known");
    QTest::newRow("credentials") << KnownDifferences{
        {10, QStringLiteral("a key without a dot: the stack takes a server at random, we always the one that it took "
                            "three times of four")}};
    QTest::newRow("applications") << KnownDifferences{};
    QTest::newRow("discovery") << KnownDifferences{{24, QStringLiteral("no gateway has been heard in this test")}};
    QTest::newRow("others") << KnownDifferences{};
    QTest::newRow("dry-runs") << KnownDifferences{};
}

void TestRecordedCalls::testCalls()
{
    QFETCH(KnownDifferences, known);
    RecordedNetwork network;
    QVERIFY(network.start());
    const QString recording = QStringLiteral("grpc/%1.jsonl").arg(QLatin1String(QTest::currentDataTag()));
    const QStringList wrong = differences(network, recording, known);
    for (const QString &line : wrong)
        qInfo().noquote() << line;
    QVERIFY(wrong.isEmpty());
}

QTEST_GUILESS_MAIN(TestRecordedCalls)
#include "tst_recordedcalls.moc"
