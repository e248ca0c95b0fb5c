// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timestamp.h"

#include <QTest>

#include <limits>

using namespace thingsdesk;

class TestTimestamp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesTheSame_data();
    void readsAndWritesTheSame();
    void readsNanoseconds();
    void readsOffsets();
    void writesTheUsualFormOfOtherForms_data();
    void writesTheUsualFormOfOtherForms();
    void refuses_data();
    void refuses();
    void holdsTheWholeRange();
    void convertsToDateTime();
    void comparesMoments();
};

void TestTimestamp::readsAndWritesTheSame_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"2026-11-23T03:08:51.064722376Z", "2026-11-23T03:08:51.06Z", "2026-11-23T03:08:51Z",
                             "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "1678-01-01T00:00:00.000000001Z",
                             "2261-12-31T23:59:59.999999999Z", "2024-02-29T12:00:00.5Z", "2026-11-23T00:08:51.1+02:00",
                             "2026-11-23T23:08:51.1-11:30", "2000-02-29T00:00:00Z", "2026-01-01T00:30:00+01:00"})
        QTest::newRow(text) << QByteArray(text);
}

void TestTimestamp::readsAndWritesTheSame()
{
    QFETCH(QByteArray, text);
    const auto time = Timestamp::fromRfc3339(text);
    QVERIFY(time);
    QCOMPARE(time->toRfc3339(), text);
}

void TestTimestamp::readsNanoseconds()
{
    QCOMPARE(Timestamp::fromRfc3339("1970-01-01T00:00:01.000000001Z")->nanoseconds, 1'000'000'001);
    QCOMPARE(Timestamp::fromRfc3339("1970-01-01T00:00:00.1Z")->nanoseconds, 100'000'000);
    QCOMPARE(Timestamp::fromRfc3339("1969-12-31T23:59:59Z")->nanoseconds, -1'000'000'000);
    QCOMPARE(Timestamp::fromRfc3339("2026-11-23T03:08:51.064722376Z")->nanoseconds, 1'795'403'331'064'722'376);
    QCOMPARE(Timestamp::fromMilliseconds(1500).nanoseconds, 1'500'000'000);
}

void TestTimestamp::readsOffsets()
{
    const auto utc = Timestamp::fromRfc3339("2026-11-23T03:00:00Z");
    const auto east = Timestamp::fromRfc3339("2026-11-23T05:00:00+02:00");
    const auto west = Timestamp::fromRfc3339("2026-11-22T15:30:00-11:30");
    QCOMPARE(east->nanoseconds, utc->nanoseconds);
    QCOMPARE(west->nanoseconds, utc->nanoseconds);
    QCOMPARE(east->offsetMinutes, qint16(120));
    QCOMPARE(west->offsetMinutes, qint16(-690));
}

void TestTimestamp::writesTheUsualFormOfOtherForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("zeros") << QByteArray("2026-01-02T03:04:05.120000000Z") << QByteArray("2026-01-02T03:04:05.12Z");
    QTest::newRow("only zeros") << QByteArray("2026-01-02T03:04:00.000Z") << QByteArray("2026-01-02T03:04:00Z");
    QTest::newRow("picoseconds") << QByteArray("2026-01-02T03:04:05.1234567899Z")
                                 << QByteArray("2026-01-02T03:04:05.123456789Z");
    QTest::newRow("lower case") << QByteArray("2026-01-02t03:04:05z") << QByteArray("2026-01-02T03:04:05Z");
    QTest::newRow("offset zero") << QByteArray("2026-01-02T03:04:05+00:00") << QByteArray("2026-01-02T03:04:05Z");
    QTest::newRow("leap second") << QByteArray("2016-12-31T23:59:60Z") << QByteArray("2017-01-01T00:00:00Z");
}

void TestTimestamp::writesTheUsualFormOfOtherForms()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    const auto time = Timestamp::fromRfc3339(text);
    QVERIFY(time);
    QCOMPARE(time->toRfc3339(), written);
}

void TestTimestamp::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "now",
                             "2026",
                             "2026-11-23",
                             "2026-11-23T03:08:51",
                             "2026-11-23T03:08:51.Z",
                             "2026-11-23T03:08Z",
                             "2026-11-23 03:08:51Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-02-30T00:00:00Z",
                             "2025-02-29T00:00:00Z",
                             "2026-11-23T24:00:00Z",
                             "2026-11-23T03:60:00Z",
                             "2026-11-23T03:00:61Z",
                             "2026-11-23T03:08:51+2:00",
                             "2026-11-23T03:08:51+24:00",
                             "2026-11-23T03:08:51+00:60",
                             "2026-11-23T03:08:51ZZ",
                             "2026-11-23T03:08:51Z ",
                             " 2026-11-23T03:08:51Z",
                             "-026-11-23T03:08:51Z",
                             "0001-01-01T00:00:00Z",
                             "1677-12-31T23:59:59Z",
                             "2262-01-01T00:00:00Z",
                             "9999-12-31T23:59:59Z",
                             "12026-11-23T03:08:51Z",
                             "2026-1１-23T03:08:51Z"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("zero byte") << QByteArray("2026-11-23T03:08:51Z\0", 21);
}

void TestTimestamp::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Timestamp::fromRfc3339(text));
}

void TestTimestamp::holdsTheWholeRange()
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    constexpr qint64 first = std::numeric_limits<qint64>::min();
    QCOMPARE(Timestamp({last, 0}).toRfc3339(), QByteArray("2262-04-11T23:47:16.854775807Z"));
    QCOMPARE(Timestamp({first, 0}).toRfc3339(), QByteArray("1677-09-21T00:12:43.145224192Z"));
    QCOMPARE(Timestamp({last, 60}).toRfc3339(), QByteArray("2262-04-12T00:47:16.854775807+01:00"));
    QCOMPARE(Timestamp({first, -60}).toRfc3339(), QByteArray("1677-09-20T23:12:43.145224192-01:00"));
}

void TestTimestamp::convertsToDateTime()
{
    const QDateTime time = Timestamp::fromRfc3339("2026-11-23T05:08:51.0647+02:00")->toDateTime();
    QCOMPARE(time, QDateTime(QDate(2026, 11, 23), QTime(3, 8, 51, 64), Qt::UTC));
    // Downwards before 1970 too.
    QCOMPARE(Timestamp({-1, 0}).toDateTime().toMSecsSinceEpoch(), -1);
    QVERIFY(qAbs(Timestamp::now().toDateTime().secsTo(QDateTime::currentDateTimeUtc())) < 60);
}

void TestTimestamp::comparesMoments()
{
    QVERIFY(Timestamp({1, 0}) < Timestamp({2, 0}));
    QVERIFY(Timestamp({1, 600}) < Timestamp({2, -600}));
    QVERIFY(Timestamp({1, 0}) != Timestamp({1, 60})); // another text
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
