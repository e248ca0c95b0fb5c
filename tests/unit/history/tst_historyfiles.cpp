// SPDX-License-Identifier: GPL-3.0-or-later
// Files of other times and in other states: older versions, newer ones, damaged ones, ones that are kept small.
#include "history/historyfile.h"
#include "history/historystore.h"
#include "history/historywriter.h"
#include "history/schema.h"

#include "extentlog.h"
#include "messagemaker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::history;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

/// Version 1 as it was, in words of its own: what is in people's folders does not change with our code.
void makeVersion1(const QString &file, int uplinks)
{
    Database database(file, Database::Mode::ReadWrite);
    database.execute("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA application_id = 1413761073;"
                     "CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
                     "CREATE TABLE dictionary(id INTEGER PRIMARY KEY, data BLOB NOT NULL);"
                     "CREATE TABLE device(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
                     "CREATE TABLE gateway(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
                     "CREATE TABLE rate(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
                     "CREATE TABLE record(id INTEGER PRIMARY KEY, received INTEGER NOT NULL, kind INTEGER NOT NULL, "
                     "flags INTEGER NOT NULL, device INTEGER NOT NULL, port INTEGER NOT NULL, gateway INTEGER NOT "
                     "NULL, rate INTEGER NOT NULL, body BLOB NOT NULL);"
                     "CREATE TABLE facet(type INTEGER NOT NULL, value INTEGER NOT NULL, count INTEGER NOT NULL, "
                     "PRIMARY KEY(type, value)) WITHOUT ROWID;"
                     "CREATE TABLE quarter(begin INTEGER PRIMARY KEY, records INTEGER NOT NULL, uplinks INTEGER NOT "
                     "NULL, downlinks INTEGER NOT NULL, errors INTEGER NOT NULL);"
                     "INSERT INTO device VALUES(1, 'old-sensor'); INSERT INTO gateway VALUES(1, 'gateway-1');"
                     "INSERT INTO rate VALUES(1, 'SF7BW125'); PRAGMA user_version = 1;");
    Statement insert(database, "INSERT INTO record VALUES(?, 1790000000000000000, 1, 0, 1, 2, 1, 1, ?)");
    for (int i = 1; i <= uplinks; ++i) {
        UplinkParts parts;
        parts.device = u"old-sensor"_s;
        parts.counter = quint32(i);
        parts.fields = "{\"old\":" + QByteArray::number(i) + "}";
        const QByteArray body = '\0' + makeUplink(parts).raw; // not packed
        insert.with(i, body).run();
    }
    const QByteArray count = QByteArray::number(uplinks);
    database.execute(QByteArray("INSERT INTO facet VALUES(1, 1, " + count + "), (2, 1, " + count + "), (3, 2, " +
                                count + "), (4, 1, " + count + "), (5, 1, " + count + ");")
                         .constData());
}

void overwrite(const QString &file, qint64 at, qint64 size)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::ReadWrite));
    QVERIFY(out.size() >= at + size);
    QVERIFY(out.seek(at));
    QCOMPARE(out.write(QByteArray(size, '\xA5')), size);
}

QList<TrafficMessage> someMessages(int count, quint32 seed = 1)
{
    MessageMaker maker(seed);
    QList<TrafficMessage> messages;
    for (int i = 0; i < count; ++i)
        messages.append(maker.next());
    return messages;
}

} // namespace

class TestHistoryFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void migratesVersion1();
    void refusesNewerVersions();
    void setsDamagedFilesAside_data();
    void setsDamagedFilesAside();
    void findsDamageAfterAnUncleanEnd();
    void damagedRecordsSaySo();
    void failedWritesLeaveNothing();
    void limitsByAge();
    void limitsBySize();
    void limitsMayTakeEverything();
    void followsAnotherProcess();

private:
    QString file() const { return m_folder->filePath(u"history.sqlite"_s); }
    void make(int messages);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestHistoryFiles::make(int messages)
{
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open()));
    QVERIFY(answerOf(store.append(someMessages(messages))));
}

void TestHistoryFiles::migratesVersion1()
{
    makeVersion1(file(), 2500);
    for (const int expected : {1, 0}) {
        HistoryStore store(file(), testAppId);
        const auto opening = answerOf(store.open());
        QVERIFY(opening);
        QCOMPARE(opening->migratedFrom, expected);
        QVERIFY(!opening->isNew && opening->damagedFile.isEmpty());
        QCOMPARE(store.extent(), (HistoryExtent{1, 2500, 2500}));
        HistoryFilter filter;
        filter.fields = *FieldExpression::parse(u"old = 1234"_s);
        const auto page = answerOf(store.pageBefore(filter, 0, 10));
        QCOMPARE(page->records.size(), 1);
        QCOMPARE(page->records[0].uplink()->counter, 1234U);
        QCOMPARE(answerOf(store.deviceActivity())->value(DevId::fromServer(u"old-sensor"_s)).lastCounter, 2500U);
        QCOMPARE(answerOf(store.fieldPaths()).value_or(QStringList()), QStringList{u"old"_s});
    }
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open()));
    QVERIFY(answerOf(store.append(someMessages(100))));
    QCOMPARE(store.extent().lastId, 2600);
}

void TestHistoryFiles::refusesNewerVersions()
{
    make(10);
    {
        Database database(file(), Database::Mode::ReadWrite);
        database.execute("PRAGMA user_version = 77");
    }
    HistoryStore store(file(), testAppId);
    const auto opening = answerOf(store.open());
    QVERIFY(!opening);
    QCOMPARE(opening.error().cause, Failure::Cause::FileUnusable);
    QVERIFY(opening.error().text.contains(u"newer version"));
    QCOMPARE(QDir(m_folder->path()).entryList({u"*damaged*"_s}).size(), 0);
    QVERIFY(QFile::exists(file()));
}

void TestHistoryFiles::setsDamagedFilesAside_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("size");
    QTest::addRow("the header") << qint64(0) << qint64(100);
    QTest::addRow("the first page") << qint64(100) << qint64(3000);
    QTest::addRow("all but the header") << qint64(4096) << qint64(100'000);
}

void TestHistoryFiles::setsDamagedFilesAside()
{
    QFETCH(qint64, at);
    QFETCH(qint64, size);
    make(2000);
    overwrite(file(), at, size);
    HistoryStore store(file(), testAppId);
    const auto opening = answerOf(store.open());
    QVERIFY2(opening, qPrintable(opening ? QString() : opening.error().detail));
    QVERIFY(opening->isNew);
    QVERIFY(opening->damagedFile.startsWith(file() + u".damaged-"_s));
    QVERIFY(QFile::exists(opening->damagedFile));
    QVERIFY(answerOf(store.append(someMessages(10))));
    QCOMPARE(store.extent(), (HistoryExtent{1, 10, 10}));
    // A second one does not take the first one's place.
    QVERIFY(QFile(opening->damagedFile).size() > 100'000);
}

void TestHistoryFiles::findsDamageAfterAnUncleanEnd()
{
    make(3000);
    {
        // As a program leaves it that was killed.
        Database database(file(), Database::Mode::ReadWrite);
        database.execute("UPDATE meta SET value = 1 WHERE key = 'open'");
    }
    {
        HistoryStore store(file(), testAppId);
        QVERIFY(answerOf(store.open())->damagedFile.isEmpty());
        QCOMPARE(store.extent().count, 3000U);
    }
    {
        Database database(file(), Database::Mode::ReadWrite);
        database.execute("UPDATE meta SET value = 1 WHERE key = 'open'");
    }
    overwrite(file(), QFileInfo(file()).size() / 2 / 4096 * 4096, 8192);
    HistoryStore store(file(), testAppId);
    QVERIFY(!answerOf(store.open())->damagedFile.isEmpty());
}

void TestHistoryFiles::damagedRecordsSaySo()
{
    make(100);
    {
        Database database(file(), Database::Mode::ReadWrite);
        database.execute("UPDATE record SET body = x'0128b52ffd' WHERE id = 50;"
                         "UPDATE record SET body = x'' WHERE id = 51;"
                         "UPDATE record SET body = x'07' WHERE id = 52;");
    }
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open()));
    const auto page = answerOf(store.pageBefore({}, 0, 100));
    QCOMPARE(page->records.size(), 100);
    for (const qint64 id : {50, 51, 52}) {
        const auto record = answerOf(store.record(id));
        QVERIFY(record);
        const auto *body = std::get_if<UnreadableMessage>(&record->body);
        QVERIFY(body);
        QCOMPARE(body->failure.cause, Failure::Cause::FileUnusable);
    }
    HistoryFilter filter;
    filter.text = u"no such text"_s;
    QCOMPARE(answerOf(store.count(filter)).value_or(9), 0U);
}

void TestHistoryFiles::failedWritesLeaveNothing()
{
    auto opened = openHistoryFile(file());
    Database *database = opened->database.get();
    HistoryWriter writer(std::move(opened->database), testAppId, SegmentSizes());
    writer.append(someMessages(50), {});
    database->execute("CREATE TEMP TRIGGER stop BEFORE INSERT ON main.record WHEN new.id = 90 "
                      "BEGIN SELECT raise(ABORT, 'no'); END");
    const QList<TrafficMessage> messages = someMessages(100, 2);
    QVERIFY_THROWS_EXCEPTION(SqliteError, writer.append(messages, {}));
    QCOMPARE(writer.extent(), (HistoryExtent{1, 50, 50}));
    QCOMPARE(database->integer("SELECT sum(count) FROM facet WHERE type = 1"), 50);
    QCOMPARE(database->integer("SELECT sum(records) FROM quarter"), 50);
    database->execute("DROP TRIGGER stop");
    // They are no duplicates of what was not kept, and their names are known.
    writer.append(messages, {});
    QCOMPARE(writer.extent(), (HistoryExtent{1, 150, 150}));
    QCOMPARE(database->integer("SELECT count(*) FROM record WHERE id > 50 AND flags & 1"), 0);
    QCOMPARE(database->integer("SELECT count(*) FROM record WHERE device NOT IN (SELECT id FROM device)"), 0);
}

void TestHistoryFiles::limitsByAge()
{
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open()));
    const ExtentLog shrunk(store, &HistoryStore::shrunk);
    const qint64 now = Timestamp::now().nanoseconds / 1'000'000;
    constexpr qint64 day = 24LL * 3600 * 1000;
    QList<TrafficMessage> messages = someMessages(9000);
    for (qsizetype i = 0; i < messages.size(); ++i)
        messages[i].received = Timestamp::fromMilliseconds(now - (i < 6500 ? 10 * day : day) + i);
    messages[100].received = Timestamp::fromMilliseconds(now); // the clock was wrong for one
    QVERIFY(answerOf(store.append(messages)));
    HistoryLimits limits;
    limits.age = std::chrono::days(30);
    QVERIFY(answerOf(store.setLimits(limits)));
    QTest::qWait(50);
    QCOMPARE(store.extent().count, 9000U);
    limits.age = std::chrono::days(5);
    QVERIFY(answerOf(store.setLimits(limits)));
    QTRY_COMPARE(store.extent(), (HistoryExtent{6501, 9000, 2500}));
    QTRY_VERIFY(!shrunk.all().isEmpty());
    QTRY_COMPARE(shrunk.all().last().firstId, 6501);
    quint64 counted = 0;
    const HistoryFacets facets = *answerOf(store.facets());
    for (const quint64 count : facets.kinds)
        counted += count;
    QCOMPARE(counted, 2500U);
    QVERIFY(answerOf(store.pageBefore({}, 6501, 10))->records.isEmpty());
}

void TestHistoryFiles::limitsBySize()
{
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open()));
    for (quint32 i = 0; i < 10; ++i)
        QVERIFY(answerOf(store.append(someMessages(2000, i))));
    const qint64 before = answerOf(store.statistics())->bytesOnDisk;
    HistoryLimits limits;
    limits.bytes = before / 3;
    QVERIFY(answerOf(store.setLimits(limits)));
    QTRY_VERIFY(store.extent().count < 15'000);
    // What is free goes back to the disk, but for a megabyte or so.
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(file()).size() < *limits.bytes + (2 << 20), 20'000);
    QVERIFY(store.extent().count > 1000);
    QVERIFY(answerOf(store.append(someMessages(10))));
    QCOMPARE(store.extent().lastId, 20'010);
}

void TestHistoryFiles::limitsMayTakeEverything()
{
    {
        HistoryStore store(file(), testAppId);
        QVERIFY(answerOf(store.open()));
        QList<TrafficMessage> messages = someMessages(5000);
        for (TrafficMessage &message : messages)
            message.received = Timestamp::fromMilliseconds(1'000'000'000'000);
        QVERIFY(answerOf(store.append(messages)));
        HistoryLimits limits;
        limits.age = std::chrono::days(1);
        QVERIFY(answerOf(store.setLimits(limits)));
        QTRY_COMPARE(store.extent(), HistoryExtent());
        QVERIFY(answerOf(store.facets())->kinds.isEmpty());
        QVERIFY(answerOf(store.pageBefore({}, 0, 10))->records.isEmpty());
    }
    HistoryStore store(file(), testAppId);
    QVERIFY(answerOf(store.open())->damagedFile.isEmpty());
    QVERIFY(answerOf(store.append(someMessages(3))));
    QCOMPARE(store.extent(), (HistoryExtent{5001, 5003, 3})); // no ID twice
    QCOMPARE(answerOf(store.pageBefore({}, 0, 10))->records.size(), 3);
}

void TestHistoryFiles::followsAnotherProcess()
{
    // The command line beside the window: two stores on one file.
    HistoryStore one(file(), testAppId);
    HistoryStore two(file(), testAppId);
    QVERIFY(answerOf(one.open()) && answerOf(two.open()));
    for (quint32 i = 0; i < 20; ++i) {
        QVERIFY(answerOf(one.append(someMessages(150, i))));
        QVERIFY(answerOf(two.append(someMessages(150, 100 + i))));
    }
    QCOMPARE(two.extent(), (HistoryExtent{1, 6000, 6000}));
    QCOMPARE(answerOf(one.count({})).value_or(0), 6000U);
    QCOMPARE(answerOf(one.pageAfter({}, 0, 10'000))->records.size(), 6000);
}

QTEST_GUILESS_MAIN(TestHistoryFiles)
#include "tst_historyfiles.moc"
