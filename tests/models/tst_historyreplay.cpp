// SPDX-License-Identifier: GPL-3.0-or-later
// Edited functions against saved ones over a stored history, with the real worker.
#include "madehistory.h"
#include "models/historyreplay.h"
#include "models/replaymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int stored = 2500;

PayloadFunctions decoder(const QString &body)
{
    return {u"function Decoder(bytes, port) { "_s + body + u" }"_s, {}, {}, {}};
}

} // namespace

class TestHistoryReplay final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingChanged();
    void everyOutcomeIsCounted();
    void theNewestComeFirstAndOnlySoMany();
    void filtersCount();
    void rejectedCountsAsFailing();
    void fieldsAreCounted();
    void canBeCancelled();
    void anotherStartEndsTheFirst();
    void hostileFunctionsCostTheirResult();
    void rowsAreKept();

private:
    ReplayRequest request(const QString &saved, const QString &edited, quint64 limit = 0) const
    {
        return {PayloadFormat::Custom, decoder(saved), PayloadFormat::Custom, decoder(edited), {}, limit};
    }
    bool run(HistoryReplay &replay, const ReplayRequest &request)
    {
        replay.start(request);
        return QTest::qWaitFor([&] { return !replay.isRunning(); }, patience);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<HistoryStore> m_history;
    FunctionRunner m_runner{QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload")};
};

void TestHistoryReplay::initTestCase()
{
    m_history = std::make_unique<HistoryStore>(m_folder.filePath(u"history.db"_s), AppId::fromServer(u"my-app"_s));
    QVERIFY(waited(m_history->open()));
    QVERIFY(appendUplinks(*m_history, 0, stored));
}

void TestHistoryReplay::nothingChanged()
{
    HistoryReplay replay(*m_history, m_runner);
    const QSignalSpy failed(&replay, &HistoryReplay::failed);
    QVERIFY(run(replay, request(u"return {n: bytes.length, p: port};"_s, u"return {p: port, n: bytes.length};"_s)));
    QCOMPARE(replay.summary().looked, quint64(stored));
    QCOMPARE(replay.summary().same, quint64(stored));
    QCOMPARE(replay.summary().different(), 0U);
    QCOMPARE(replay.total(), quint64(stored));
    QVERIFY(failed.isEmpty());
}

void TestHistoryReplay::everyOutcomeIsCounted()
{
    // Ports are 1 and 2 in turn.
    HistoryReplay replay(*m_history, m_runner);
    QList<ReplayRow> rows;
    connect(&replay, &HistoryReplay::progressed, this, [&](const QList<ReplayRow> &more) { rows += more; });
    QVERIFY(run(replay, request(u"if (port === 1) throw 'old'; return {p: port};"_s,
                                u"if (port === 2) throw 'new'; return {p: port};"_s)));
    QCOMPARE(replay.summary().newlyWorking + replay.summary().newlyFailing, quint64(stored));
    QVERIFY(replay.summary().newlyWorking > 0 && replay.summary().newlyFailing > 0);
    QCOMPARE(rows.size(), stored);
    for (const ReplayRow &row : std::as_const(rows)) {
        QCOMPARE(row.outcome, row.port == 1 ? ReplayOutcome::NewlyWorking : ReplayOutcome::NewlyFailing);
        QVERIFY((row.port == 1 ? row.before : row.after).contains("threw error"));
    }
    QVERIFY(run(replay, request(u"throw 'a';"_s, u"throw 'b';"_s)));
    QCOMPARE(replay.summary().changed, quint64(stored));
    QVERIFY(run(replay, request(u"throw 'a';"_s, u"throw 'a';"_s)));
    QCOMPARE(replay.summary().same, quint64(stored));
}

void TestHistoryReplay::theNewestComeFirstAndOnlySoMany()
{
    HistoryReplay replay(*m_history, m_runner);
    QList<qint64> ids;
    connect(&replay, &HistoryReplay::progressed, this, [&](const QList<ReplayRow> &more) {
        for (const ReplayRow &row : more)
            ids += row.recordId;
    });
    QVERIFY(run(replay, request(u"return {};"_s, u"return {a: 1};"_s, 1234)));
    QCOMPARE(ids.size(), 1234);
    QCOMPARE(ids.first(), qint64(stored));
    QVERIFY(std::is_sorted(ids.rbegin(), ids.rend()));
    QCOMPARE(replay.total(), quint64(1234));
}

void TestHistoryReplay::filtersCount()
{
    HistoryReplay replay(*m_history, m_runner);
    ReplayRequest some = request(u"return {};"_s, u"return {a: 1};"_s);
    some.filter.devices = {deviceName(3)};
    QVERIFY(run(replay, some));
    QCOMPARE(replay.summary().changed, quint64(stored / 10));
    some.filter.devices = {deviceName(77)};
    QVERIFY(run(replay, some));
    QCOMPARE(replay.summary().looked, 0U);
}

void TestHistoryReplay::rejectedCountsAsFailing()
{
    HistoryReplay replay(*m_history, m_runner);
    ReplayRequest strict = request(u"return {};"_s, u"return {};"_s, 10);
    strict.edited.validator = u"function Validator() { return false; }"_s;
    QVERIFY(run(replay, strict));
    QCOMPARE(replay.summary().newlyFailing, 10U);
}

void TestHistoryReplay::fieldsAreCounted()
{
    HistoryReplay replay(*m_history, m_runner);
    QVERIFY(run(replay,
                request(u"return {a: {b: port}, s: 'x', gone: 1};"_s,
                        u"return port === 1 ? {a: {b: port * 10}, s: 'x'} : {a: {b: port}, s: 'x', l: [1]};"_s, 1000)));
    const auto fields = replay.summary().fields;
    QCOMPARE(fields.keys(), (QStringList{u"a.b"_s, u"gone"_s, u"l"_s, u"s"_s}));
    const ReplayField b = fields.value(u"a.b"_s);
    QCOMPARE(b.presentBefore, 1000U);
    QCOMPARE(b.presentAfter, 1000U);
    QCOMPARE(b.minimumBefore, 1.0);
    QCOMPARE(b.maximumBefore, 2.0);
    QCOMPARE(b.minimumAfter, 2.0);
    QCOMPARE(b.maximumAfter, 10.0);
    QVERIFY(b.changed > 0 && b.changed < 1000);
    QCOMPARE(fields.value(u"gone"_s).changed, 1000U);
    QCOMPARE(fields.value(u"gone"_s).presentAfter, 0U);
    QCOMPARE(fields.value(u"l"_s).presentAfter, 1000U - b.changed);
    QVERIFY(!fields.value(u"s"_s).minimumAfter);
    QCOMPARE(fields.value(u"s"_s).changed, 0U);
}

void TestHistoryReplay::canBeCancelled()
{
    HistoryReplay replay(*m_history, m_runner);
    const QSignalSpy finished(&replay, &HistoryReplay::finished);
    replay.start(request(u"return {};"_s, u"var s = 0; for (var i = 0; i < 3000; ++i) s += i; return {s: s};"_s));
    QVERIFY(QTest::qWaitFor([&] { return replay.summary().looked > 0; }, patience));
    replay.cancel();
    QVERIFY(!replay.isRunning());
    QCOMPARE(finished.size(), 1);
    const quint64 looked = replay.summary().looked;
    QVERIFY(looked < quint64(stored));
    QTest::qWait(200);
    QCOMPARE(replay.summary().looked, looked);
    QCOMPARE(finished.size(), 1);
}

void TestHistoryReplay::anotherStartEndsTheFirst()
{
    HistoryReplay replay(*m_history, m_runner);
    replay.start(request(u"return {};"_s, u"throw 1;"_s));
    QVERIFY(run(replay, request(u"return {};"_s, u"return {a: 1};"_s, 500)));
    QCOMPARE(replay.summary().changed, 500U);
    QCOMPARE(replay.summary().newlyFailing, 0U);
    auto gone = std::make_unique<HistoryReplay>(*m_history, m_runner);
    gone->start(request(u"return {};"_s, u"return {a: 1};"_s));
    gone.reset(); // with answers under way
    QTest::qWait(100);
}

void TestHistoryReplay::hostileFunctionsCostTheirResult()
{
    HistoryReplay replay(*m_history, m_runner);
    QVERIFY(run(replay, request(u"return {};"_s,
                                u"if (port === 2) return {}; var a = []; while (true) a.push(a.concat(a));"_s, 4)));
    QCOMPARE(replay.summary().looked, 4U);
    QCOMPARE(replay.summary().newlyFailing, 2U);
    QCOMPARE(replay.summary().same, 2U);
}

void TestHistoryReplay::rowsAreKept()
{
    ReplayModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const ReplayRow row{
        7, Timestamp::fromMilliseconds(1000), deviceName(1), 3, "\x01", ReplayOutcome::Changed, "{}", "{\"a\":1}"};
    model.append({row, row});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, ReplayModel::AfterColumn).data().toString(), u"{\"a\":1}"_s);
    QCOMPARE(model.index(1, ReplayModel::TimeColumn).data().toDateTime().toMSecsSinceEpoch(), 1000);
    model.append(QList<ReplayRow>(ReplayModel::maximumRows, row));
    QCOMPARE(model.rowCount(), int(ReplayModel::maximumRows));
    QVERIFY(model.isFull());
    model.append({row});
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestHistoryReplay)
#include "tst_historyreplay.moc"
