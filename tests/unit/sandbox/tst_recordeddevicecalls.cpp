// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordedcalls.h"

#include <QTest>

using namespace thingsdesk::test;

/// The recorded device calls of a real V2 stack, put to ours over gRPC and TLS.
class TestRecordedDeviceCalls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testDevices();
};

void TestRecordedDeviceCalls::testDevices()
{
    RecordedNetwork network;
    QVERIFY(network.start());
    const QStringList wrong = differences(network, QStringLiteral("grpc/devices.jsonl"), {});
    for (const QString &line : wrong)
        qInfo().noquote() << line;
    QVERIFY(wrong.isEmpty());
}

QTEST_GUILESS_MAIN(TestRecordedDeviceCalls)
#include "tst_recordeddevicecalls.moc"
