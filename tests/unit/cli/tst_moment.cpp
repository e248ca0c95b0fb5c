// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/moment.h"

#include <QDateTime>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = Timestamp::fromMilliseconds(1'700'000'000'000);

qint64 local(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second)).toMSecsSinceEpoch();
}

} // namespace

class TestMoment final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodOnesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("milliseconds");
        QTest::newRow("RFC 3339") << u"2026-11-24T10:00:00.5+01:00"_s
                                  << QDateTime({2026, 11, 24}, {9, 0, 0, 500}, Qt::UTC).toMSecsSinceEpoch();
        QTest::newRow("date") << u"2026-11-24"_s << local(2026, 11, 24);
        QTest::newRow("minutes") << u"2026-11-24 10:05"_s << local(2026, 11, 24, 10, 5);
        QTest::newRow("with T") << u"2026-11-24T10:05"_s << local(2026, 11, 24, 10, 5);
        QTest::newRow("seconds") << u" 2026-11-24 10:05:07 "_s << local(2026, 11, 24, 10, 5, 7);
        QTest::newRow("seconds ago") << u"90s"_s << qint64(1'700'000'000'000 - 90'000);
        QTest::newRow("minutes ago") << u"30m"_s << qint64(1'700'000'000'000 - 1'800'000);
        QTest::newRow("hours ago") << u"2h"_s << qint64(1'700'000'000'000 - 7'200'000);
        QTest::newRow("days ago") << u"7d"_s << qint64(1'700'000'000'000 - 604'800'000);
    }

    void goodOnesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(qint64, milliseconds);
        const auto read = readMoment(text, now);
        QVERIFY(read);
        QCOMPARE(read->nanoseconds, milliseconds * 1'000'000);
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", " ", "yesterday", "2026-13-01", "2026-11-24 25:00", "-1h", "h", "1.5h", "2w",
                                 "99999999999h", "99999999999999999999s", "12:00", "24.11.2026"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void othersAreRefused()
    {
        QFETCH(QString, text);
        const auto read = readMoment(text, now);
        QVERIFY(!read);
        QVERIFY2(read.error().text.contains(text), qPrintable(read.error().text));
    }
};

QTEST_GUILESS_MAIN(TestMoment)
#include "tst_moment.moc"
