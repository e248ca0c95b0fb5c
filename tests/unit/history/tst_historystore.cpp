// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historystore.h"

#include "extentlog.h"
#include "history/taskqueue.h"
#include "messagemaker.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

QList<TrafficMessage> uplinks(int from, int count, qint64 milliseconds = 1'790'000'000'000)
{
    QList<TrafficMessage> messages;
    for (int i = from; i < from + count; ++i) {
        UplinkParts parts;
        parts.counter = quint32(i);
        parts.networkTime = milliseconds + i;
        messages.append(received(makeUplink(parts), milliseconds + i));
    }
    return messages;
}

QList<qint64> idsOf(const Result<HistoryPage> &page)
{
    QList<qint64> ids;
    for (const HistoryRecord &record : page ? page->records : QList<HistoryRecord>())
        ids.append(record.id);
    return ids;
}

} // namespace

class TestHistoryStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pagesReachBothEnds();
    void tellsWhatGrew();
    void takesBatchesOnItsThread();
    void refusesBeforeItIsOpen();
    void questionsWaitForOpening();
    void writesWhatWasHandedOverAtItsEnd();
    void marksRetriesAndReplays();
    void marksReplayedEvents();
    void knowsDuplicatesAfterRestart();
    void clockMayJump();
    void gapsPassFilters();
    void cancelsSearches();
    void endsWhileItIsAsked();
    void readersAndWriterAtOnce();

private:
    QList<bool> duplicates();
    QString file() const { return m_folder->filePath(u"history.sqlite"_s); }
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

void TestHistoryStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestHistoryStore::cleanup()
{
    m_store.reset();
    m_folder.reset();
}

void TestHistoryStore::reopen()
{
    m_store.reset();
    m_store = std::make_unique<HistoryStore>(file(), testAppId);
    QVERIFY(answerOf(m_store->open()));
}

void TestHistoryStore::pagesReachBothEnds()
{
    const auto empty = answerOf(m_store->pageBefore({}, 0, 10));
    QVERIFY(empty && empty->records.isEmpty() && empty->reachedEnd);
    QVERIFY(answerOf(m_store->append(uplinks(0, 25))));
    auto page = answerOf(m_store->pageBefore({}, 0, 10));
    QCOMPARE(idsOf(page), (QList<qint64>{16, 17, 18, 19, 20, 21, 22, 23, 24, 25}));
    QVERIFY(!page->reachedEnd);
    page = answerOf(m_store->pageBefore({}, 6, 10));
    QCOMPARE(idsOf(page), (QList<qint64>{1, 2, 3, 4, 5}));
    QVERIFY(page->reachedEnd);
    page = answerOf(m_store->pageBefore({}, 11, 10));
    QCOMPARE(page->records.size(), 10);
    QVERIFY(page->reachedEnd); // ends with the very first
    page = answerOf(m_store->pageBefore({}, 1, 10));
    QVERIFY(page->records.isEmpty() && page->reachedEnd);
    page = answerOf(m_store->pageAfter({}, 0, 3));
    QCOMPARE(idsOf(page), (QList<qint64>{1, 2, 3}));
    QVERIFY(!page->reachedEnd);
    page = answerOf(m_store->pageAfter({}, 22, 3));
    QCOMPARE(idsOf(page), (QList<qint64>{23, 24, 25}));
    QVERIFY(page->reachedEnd);
    page = answerOf(m_store->pageAfter({}, 25, 3));
    QVERIFY(page->records.isEmpty() && page->reachedEnd);
    page = answerOf(m_store->pageBefore({}, 1'000'000, 2));
    QCOMPARE(idsOf(page), (QList<qint64>{24, 25}));
    QVERIFY(answerOf(m_store->pageBefore({}, 0, 0))->records.isEmpty());
}

void TestHistoryStore::tellsWhatGrew()
{
    const ExtentLog grown(*m_store, &HistoryStore::grown);
    QCOMPARE(m_store->extent(), HistoryExtent());
    QVERIFY(answerOf(m_store->append(uplinks(0, 3))));
    QCOMPARE(m_store->extent(), (HistoryExtent{1, 3, 3}));
    QVERIFY(answerOf(m_store->append(uplinks(3, 2))));
    QVERIFY(answerOf(m_store->append({})));
    QTRY_COMPARE(grown.all().size(), 2);
    QCOMPARE(grown.all()[1], (HistoryExtent{1, 5, 5}));
    reopen();
    QCOMPARE(m_store->extent(), (HistoryExtent{1, 5, 5}));
}

void TestHistoryStore::takesBatchesOnItsThread()
{
    history::TaskQueue tasks(&m_store->writerThread());
    bool isKept = false;
    bool wasThereAtOnce = false;
    tasks.runAndWait([&] {
        isKept = m_store->appendNow(uplinks(0, 100)).has_value();
        wasThereAtOnce = m_store->extent().lastId == 100;
        tasks.moveToThread(thread());
    });
    QVERIFY(isKept);
    QVERIFY(wasThereAtOnce);
}

void TestHistoryStore::refusesBeforeItIsOpen()
{
    HistoryStore store(m_folder->filePath(u"other.sqlite"_s), testAppId);
    const auto appended = answerOf(store.append(uplinks(0, 1)));
    QVERIFY(!appended);
    QCOMPARE(appended.error().cause, Failure::Cause::FileUnusable);
    QVERIFY(!answerOf(store.appendGap({})));
    QVERIFY(!answerOf(store.setLimits({})));
    QVERIFY(!answerOf(store.pageBefore({}, 0, 1)));
    QVERIFY(!answerOf(store.facets()));
    // A folder that is a file.
    HistoryStore impossible(file() + u"/x/history.sqlite"_s, testAppId);
    const auto opening = answerOf(impossible.open());
    QVERIFY(!opening);
    QCOMPARE(opening.error().cause, Failure::Cause::FileUnusable);
    QVERIFY(!answerOf(impossible.pageBefore({}, 0, 1)));
}

void TestHistoryStore::questionsWaitForOpening()
{
    HistoryStore store(m_folder->filePath(u"other.sqlite"_s), testAppId);
    const auto opening = store.open();
    const auto appended = store.append(uplinks(0, 1));
    const auto page = answerOf(store.pageBefore({}, 0, 1));
    QVERIFY(page);
    QVERIFY(answerOf(appended));
    QVERIFY(answerOf(opening)->isNew);
    QVERIFY(answerOf(opening)->damagedFile.isEmpty());
}

void TestHistoryStore::writesWhatWasHandedOverAtItsEnd()
{
    QList<Future<void>> appended;
    for (int i = 0; i < 50; ++i)
        appended.append(m_store->append(uplinks(i * 10, 10)));
    reopen();
    for (const Future<void> &future : appended)
        QVERIFY(answerOf(future));
    QCOMPARE(m_store->extent().count, 500U);
    QVERIFY(answerOf(m_store->pageBefore({}, 0, 1)) && answerOf(m_store->count({})));
    m_store.reset();
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"history.sqlite"_s});
}

QList<bool> TestHistoryStore::duplicates()
{
    QList<bool> marks;
    const auto page = answerOf(m_store->pageAfter({}, 0, 10'000));
    for (const HistoryRecord &record : page->records)
        marks.append(record.isDuplicate);
    return marks;
}

void TestHistoryStore::marksRetriesAndReplays()
{
    UplinkParts parts;
    parts.counter = 5;
    QList<TrafficMessage> messages{received(makeUplink(parts))};
    messages.append(messages.first()); // the same from the network, again
    parts.networkTime += 3000;
    parts.isRetry = true;
    messages.append(received(makeUplink(parts))); // the device's second try
    parts.payload += 'x';
    messages.append(received(makeUplink(parts))); // says it is one, but has other bytes
    parts.isRetry = false;
    parts.payload.chop(1);
    parts.networkTime += 3000;
    messages.append(received(makeUplink(parts))); // the counter was reset: no retry, another time
    parts.device = u"sensor-2"_s;
    messages.append(received(makeUplink(parts)));
    parts.counter = 0;
    parts.isRetry = true;
    messages.append(received(makeUplink(parts))); // V2 flags a new device's first one
    QVERIFY(answerOf(m_store->append(messages)));
    QCOMPARE(duplicates(), (QList<bool>{false, true, true, false, false, false, false}));
    HistoryFilter filter;
    filter.withoutDuplicates = true;
    QCOMPARE(idsOf(answerOf(m_store->pageBefore(filter, 0, 10))), (QList<qint64>{1, 4, 5, 6, 7}));
}

void TestHistoryStore::marksReplayedEvents()
{
    const TrafficMessage scheduled =
        received(makeEvent(u"sensor-1"_s, u"down/scheduled"_s, "{\"message\":{\"port\":1,\"payload_raw\":\"AQ==\"}}"));
    const TrafficMessage updated =
        received(makeEvent(u"sensor-1"_s, u"update"_s, "{\"update_at\":\"2026-11-23T03:11:21.9Z\"}"));
    QVERIFY(answerOf(m_store->append({scheduled, updated, scheduled, updated})));
    // The same downlink may be scheduled twice, but the same update does not happen twice.
    QCOMPARE(duplicates(), (QList<bool>{false, false, false, true}));
    RecordingGap gap;
    gap.from = scheduled.received;
    gap.to = Timestamp::fromMilliseconds(scheduled.received.nanoseconds / 1'000'000 + 60'000);
    QVERIFY(answerOf(m_store->appendGap(gap)));
    TrafficMessage replayed = scheduled;
    replayed.received.nanoseconds = gap.to.nanoseconds + 1'000'000'000;
    TrafficMessage later = scheduled;
    later.received.nanoseconds = gap.to.nanoseconds + 120'000'000'000;
    QVERIFY(answerOf(m_store->append({replayed})));
    QVERIFY(answerOf(m_store->append({later})));
    QCOMPARE(duplicates().mid(4), (QList<bool>{false, true, false}));
}

void TestHistoryStore::knowsDuplicatesAfterRestart()
{
    const QList<TrafficMessage> messages = uplinks(0, 30);
    QVERIFY(answerOf(m_store->append(messages)));
    reopen();
    QVERIFY(answerOf(m_store->append(messages.mid(20))));
    QCOMPARE(duplicates(), QList<bool>(30, false) + QList<bool>(10, true));
}

void TestHistoryStore::clockMayJump()
{
    constexpr qint64 start = 1'790'000'000'000;
    constexpr qint64 hour = 3'600'000;
    for (const qint64 shift : {qint64(0), hour, -hour, qint64(1000)})
        QVERIFY(answerOf(m_store->append(uplinks(int(shift / 1000 % 1000) + 50, 10, start + shift))));
    QList<qint64> all;
    for (qint64 id = 1; id <= 40; ++id)
        all.append(id);
    QCOMPARE(idsOf(answerOf(m_store->pageBefore({}, 0, 100))), all);
    HistoryFilter filter;
    filter.since = Timestamp::fromMilliseconds(start + hour / 2);
    QCOMPARE(idsOf(answerOf(m_store->pageBefore(filter, 0, 100))), all.mid(10, 10));
    filter.until = filter.since;
    filter.since.reset();
    QCOMPARE(idsOf(answerOf(m_store->pageAfter(filter, 0, 100))), all.mid(0, 10) + all.mid(20, 20));
    const auto statistics = answerOf(m_store->statistics());
    QCOMPARE(statistics->first, Timestamp::fromMilliseconds(start + 50));
    QCOMPARE(statistics->extent.lastId, 40);
}

void TestHistoryStore::gapsPassFilters()
{
    QVERIFY(answerOf(m_store->append(uplinks(0, 1))));
    const Timestamp to = Timestamp::fromMilliseconds(1'790'000'060'000);
    QVERIFY(answerOf(m_store->appendGap({Timestamp::fromMilliseconds(1'790'000'000'001), to})));
    const auto passes = [&](const HistoryFilter &filter) {
        const auto page = answerOf(m_store->pageBefore(filter, 0, 10));
        return std::any_of(page->records.begin(), page->records.end(),
                           [](const HistoryRecord &record) { return record.gap() != nullptr; });
    };
    HistoryFilter filter;
    QVERIFY(passes(filter));
    filter.since = to;
    QVERIFY(passes(filter));
    filter.until = to;
    QVERIFY(!passes(filter));
    filter = {};
    filter.kinds = {RecordKind::Uplink};
    QVERIFY(!passes(filter));
    filter.kinds = {RecordKind::Gap};
    QVERIFY(passes(filter));
    filter = {};
    filter.devices = {DevId::fromServer(u"sensor-1"_s)};
    QVERIFY(!passes(filter));
    filter = {};
    filter.text = u"sensor"_s;
    QVERIFY(!passes(filter));
    filter = {};
    filter.fields = *FieldExpression::parse(u"not x"_s);
    QVERIFY(!passes(filter));
}

void TestHistoryStore::cancelsSearches()
{
    QVERIFY(answerOf(m_store->append(uplinks(0, 5000))));
    HistoryFilter filter;
    filter.text = u"deadbeef"_s; // payloads are not indexed: goes through everything
    QList<Future<HistoryPage>> pages;
    for (int i = 0; i < 20; ++i)
        pages.append(m_store->pageBefore(filter, 0, 10));
    for (Future<HistoryPage> &page : pages)
        page.cancel();
    for (Future<HistoryPage> &page : pages) {
        page.waitForFinished();
        QVERIFY(page.isCanceled());
    }
    const auto after = answerOf(m_store->pageBefore(filter, 0, 10));
    QVERIFY(after && after->records.isEmpty() && after->reachedEnd);
}

void TestHistoryStore::endsWhileItIsAsked()
{
    QVERIFY(answerOf(m_store->append(uplinks(0, 5000))));
    HistoryFilter filter;
    filter.text = u"deadbeef"_s;
    QList<Future<HistoryPage>> pages;
    QList<Future<quint64>> counts;
    for (int i = 0; i < 50; ++i) {
        pages.append(m_store->pageBefore(filter, 0, 10));
        counts.append(m_store->count(filter));
    }
    m_store.reset();
    for (const Future<HistoryPage> &page : pages)
        QVERIFY(page.isFinished());
    for (const Future<quint64> &count : counts)
        QVERIFY(count.isFinished());
}

void TestHistoryStore::readersAndWriterAtOnce()
{
    MessageMaker maker(5);
    QList<Future<void>> appended;
    int stored = 0;
    for (int i = 0; i < 30; ++i) {
        QList<TrafficMessage> batch;
        for (int j = 0; j < 100; ++j)
            batch.append(maker.next());
        appended.append(m_store->append(batch));
        stored += 100;
        const HistoryFilter filter = maker.filter(stored);
        const auto page = m_store->pageBefore(filter, 0, 50);
        const auto count = m_store->count(filter);
        const auto activity = m_store->deviceActivity();
        const auto facets = m_store->facets();
        const auto found = answerOf(page);
        QVERIFY(found);
        for (const HistoryRecord &record : found->records)
            QVERIFY(filter.fits(record));
        QVERIFY(answerOf(count) && answerOf(activity) && answerOf(facets));
    }
    for (const Future<void> &future : appended)
        QVERIFY(answerOf(future));
    QCOMPARE(answerOf(m_store->count({})).value_or(0), quint64(stored));
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
