// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is asked, the index finds what HistoryFilter::fits() takes, in order, from either end, in pages of any size.
#include "history/historyfile.h"
#include "history/historyreader.h"
#include "history/historywriter.h"

#include "messagemaker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::history;
using namespace thingsdesk::tests;

namespace {

#ifdef THINGSDESK_SANITIZED
constexpr int messageCount = 4'000;
constexpr int filterCount = 60;
#else
constexpr int messageCount = 20'000;
constexpr int filterCount = 150;
#endif

QList<qint64> idsOf(const QList<HistoryRecord> &records)
{
    QList<qint64> ids;
    for (const HistoryRecord &record : records)
        ids.append(record.id);
    return ids;
}

bool never()
{
    return false;
}

} // namespace

class TestHistorySearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void holdsEverything();
    void findsWhatFits_data();
    void findsWhatFits();
    void findsWhatFitsAfterLimits();
    void stopsWhenCancelled();

private:
    QList<qint64> paged(const HistoryFilter &filter, Direction direction, int limit);

    QTemporaryDir m_folder;
    std::unique_ptr<HistoryWriter> m_writer;
    std::unique_ptr<HistoryReader> m_reader;
    QList<HistoryRecord> m_records;
};

void TestHistorySearch::initTestCase()
{
    const QString file = m_folder.filePath(QStringLiteral("history.sqlite"));
    auto opened = openHistoryFile(file);
    QVERIFY(opened);
    m_writer = std::make_unique<HistoryWriter>(std::move(opened->database), testAppId, SegmentSizes{50, 400, 3200});
    MessageMaker maker(4711);
    for (int i = 0; i < messageCount; i += 100) {
        QList<TrafficMessage> batch;
        while (batch.size() < 100)
            batch.append(maker.next());
        if (maker.below(10) == 0)
            batch.append(batch[maker.below(100)]); // a replay
        m_writer->append(batch, {});
        if (maker.below(40) == 0)
            m_writer->append(RecordingGap{batch.first().received, batch.last().received});
        // The index is behind by this and that, and not there at all for the last ones.
        for (int j = maker.below(6); j > 0 && i < messageCount - 700; --j)
            m_writer->work(Timestamp::now());
    }
    QVERIFY(m_writer->backlog() > 700);
    QVERIFY(m_writer->backlog() < messageCount / 2);
    m_reader = std::make_unique<HistoryReader>(file, testAppId);
    m_records = m_reader->page({}, Direction::Forward, 0, messageCount * 2, never).records;
}

void TestHistorySearch::holdsEverything()
{
    QCOMPARE(m_records.size(), qsizetype(m_writer->extent().count));
    QVERIFY(m_records.size() > messageCount);
    MessageMaker maker(4711);
    const TrafficMessage first = maker.next();
    QCOMPARE(m_records.first().received, first.received);
    QCOMPARE(m_records.first().id, 1);
    for (qsizetype i = 1; i < m_records.size(); ++i)
        QCOMPARE(m_records[i].id, m_records[i - 1].id + 1);
}

QList<qint64> TestHistorySearch::paged(const HistoryFilter &filter, Direction direction, int limit)
{
    QList<qint64> ids;
    for (qint64 from = 0;;) {
        const HistoryPage page = m_reader->page(filter, direction, from, limit, never);
        const QList<qint64> found = idsOf(page.records);
        if (found.size() > limit || (found.isEmpty() && !page.reachedEnd))
            return {-1};
        ids = direction == Direction::Forward ? ids + found : found + ids;
        if (page.reachedEnd)
            return ids;
        from = direction == Direction::Forward ? found.last() : found.first();
    }
}

void TestHistorySearch::findsWhatFits_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= filterCount; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestHistorySearch::findsWhatFits()
{
    QFETCH(quint32, seed);
    MessageMaker maker(seed);
    const HistoryFilter filter = maker.filter(m_records.last().id);
    QList<qint64> expected;
    for (const HistoryRecord &record : m_records) {
        if (filter.fits(record))
            expected.append(record.id);
    }
    const int limit = 1 + maker.below(expected.size() > 2000 ? 3000 : 200);
    QCOMPARE(paged(filter, Direction::Backward, limit), expected);
    QCOMPARE(paged(filter, Direction::Forward, limit), expected);
    QCOMPARE(m_reader->count(filter, never), quint64(expected.size()));
}

void TestHistorySearch::findsWhatFitsAfterLimits()
{
    // The first records go, and the first segments with them.
    HistoryLimits limits;
    limits.age = std::chrono::days(1);
    const qint64 cut = m_records[m_records.size() / 3].received.nanoseconds;
    m_writer->setLimits(limits);
    const Timestamp now{cut + std::chrono::nanoseconds(*limits.age).count(), 0};
    while (m_writer->work(now)) {
    }
    const qint64 firstId = m_writer->extent().firstId;
    QVERIFY(firstId > 500 && firstId < m_records.last().id - 500);
    m_records.removeIf([firstId](const HistoryRecord &record) { return record.id < firstId; });
    QCOMPARE(qsizetype(m_writer->extent().count), m_records.size());
    for (quint32 seed = 1000; seed < 1030; ++seed) {
        const HistoryFilter filter = MessageMaker(seed).filter(m_records.last().id);
        QList<qint64> expected;
        for (const HistoryRecord &record : m_records) {
            if (filter.fits(record))
                expected.append(record.id);
        }
        QCOMPARE(paged(filter, Direction::Backward, 500), expected);
        QCOMPARE(m_reader->count(filter, never), quint64(expected.size()));
    }
}

void TestHistorySearch::stopsWhenCancelled()
{
    HistoryFilter filter;
    filter.text = QStringLiteral("deadbeefdeadbeef");
    int asked = 0;
    QVERIFY_THROWS_EXCEPTION(CancelledError,
                             m_reader->page(filter, Direction::Backward, 0, 10, [&] { return ++asked > 3; }));
    QCOMPARE(asked, 4);
    QCOMPARE(m_reader->page(filter, Direction::Backward, 0, 10, never).reachedEnd, true);
}

QTEST_GUILESS_MAIN(TestHistorySearch)
#include "tst_historysearch.moc"
