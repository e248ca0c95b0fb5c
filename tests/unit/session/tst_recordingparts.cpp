// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/messagerate.h"
#include "session/onlinemark.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestRecordingParts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMinuteIsCounted()
    {
        MessageRate rate;
        QCOMPARE(rate.lastMinute(0), 0);
        rate.add(0, 5);
        rate.add(0, 2);
        rate.add(30, 10);
        QCOMPARE(rate.lastMinute(30), 17);
        QCOMPARE(rate.lastMinute(59), 17);
        QCOMPARE(rate.lastMinute(60), 10);
        QCOMPARE(rate.lastMinute(89), 10);
        QCOMPARE(rate.lastMinute(90), 0);
        rate.add(1'000'000, 1);
        QCOMPARE(rate.lastMinute(1'000'059), 1);
        QCOMPARE(rate.lastMinute(1'000'060), 0);
    }

    void theLastMomentOnlineIsKept()
    {
        QTemporaryDir folder;
        const QString history = folder.filePath(u"a.db"_s);
        QVERIFY(!OnlineMark(history).read());
        const Timestamp moment = Timestamp::fromMilliseconds(1'700'000'000'123);
        OnlineMark(history).write(moment);
        QCOMPARE(OnlineMark(history).read(), std::optional(moment));
        OnlineMark(history).write(Timestamp::fromMilliseconds(0));
        QCOMPARE(OnlineMark(history).read(), std::optional(Timestamp::fromMilliseconds(0)));
        QVERIFY(!OnlineMark(folder.filePath(u"b.db"_s)).read());
    }

    void aBrokenMarkIsNone()
    {
        QTemporaryDir folder;
        const QString history = folder.filePath(u"a.db"_s);
        for (const QByteArray &text : {QByteArray(), QByteArray("yesterday"), QByteArray(100'000, '9')}) {
            QFile file(history + ".online"_L1);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
            file.close();
            QVERIFY(!OnlineMark(history).read());
        }
        // A folder that is not there costs nothing but the mark.
        OnlineMark(folder.filePath(u"none/a.db"_s)).write(Timestamp::now());
    }
};

QTEST_GUILESS_MAIN(TestRecordingParts)
#include "tst_recordingparts.moc"
