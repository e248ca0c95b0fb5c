// SPDX-License-Identifier: GPL-3.0-or-later
// The live view's window over a real history of 50,000 messages.
#include "trafficscene.h"

#include <QSignalSpy>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int stored = 50'000;

} // namespace

class TestTrafficModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        HistoryStore history(prepared(), AppId::fromServer(u"my-app"_s));
        const auto opened = waited(history.open());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().text));
        const auto written = appendUplinks(history, 0, stored);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().text));
        QCOMPARE(history.extent().lastId, stored);
    }

    void init()
    {
        m_scene = std::make_unique<TrafficScene>(prepared());
        QVERIFY(m_scene->isOpen);
        QVERIFY(m_scene->isSettled());
    }

    void cleanup()
    {
        if (m_scene) {
            QVERIFY(m_scene->largest <= TrafficModel::windowSize);
            QVERIFY(m_scene->isOrdered);
            QVERIFY2(m_scene->failures.isEmpty(), qPrintable(m_scene->failures.join(u'\n')));
        }
        m_scene.reset();
    }

    void beginsAtTheTail()
    {
        QCOMPARE(model().rowCount(), TrafficModel::pageSize);
        QCOMPARE(model().lastId(), stored);
        QVERIFY(m_scene->isWithoutHoles());
        QVERIFY(model().isFollowing());
        QVERIFY(model().hasOlder());
        QVERIFY(!model().hasNewer());
        QCOMPARE(model().newerCount(), 0u);
        QCOMPARE(model().extent().lastId, stored);
        const int last = model().rowCount() - 1;
        QCOMPARE(value(last, TrafficModel::DeviceColumn).toString(), deviceName((stored - 1) % 10).toString());
        QCOMPARE(value(last, TrafficModel::CounterColumn).toLongLong(), (stored - 1) / 10);
        QCOMPARE(value(last, TrafficModel::PayloadColumn).toByteArray(), QByteArray::number(stored - 1));
        QCOMPARE(model().rowOf(stored), last);
        QCOMPARE(model().rowOf(1), -1);
        QVERIFY(!model().record(-1) && !model().record(last + 1));
    }

    void scrollsToBothEnds()
    {
        m_scene->stopTesting(); // it would take most of the time
        int pages = 0;
        while (model().hasOlder()) {
            model().fetchOlder();
            model().fetchOlder(); // asking twice is asking once
            QVERIFY(m_scene->isSettled());
            QVERIFY(m_scene->isWithoutHoles());
            QVERIFY(++pages <= stored / TrafficModel::pageSize);
        }
        QCOMPARE(model().firstId(), 1);
        QCOMPARE(model().rowCount(), TrafficModel::windowSize);
        QVERIFY(!model().isFollowing()); // the tail went out of sight
        QVERIFY(model().hasNewer());
        QCOMPARE(model().newerCount(), quint64(stored - TrafficModel::windowSize));
        while (model().hasNewer()) {
            model().fetchNewer();
            QVERIFY(m_scene->isSettled());
            QVERIFY(m_scene->isWithoutHoles());
        }
        QCOMPARE(model().lastId(), stored);
        QCOMPARE(model().newerCount(), 0u);
        QVERIFY(model().hasOlder());
        QVERIFY(!model().isFollowing()); // that is for the view to say
    }

    void goesToAnyPlace()
    {
        QSignalSpy moved(&model(), &TrafficModel::moved);
        const auto rowAfter = [&](auto go) {
            moved.clear();
            go();
            return QTest::qWaitFor([&] { return !moved.isEmpty(); }, patience) ? moved.last()[0].toInt() : -2;
        };
        int row = rowAfter([&] { model().goTo(25'000); });
        QVERIFY(model().record(row));
        QCOMPARE(model().record(row)->id, 25'000);
        QVERIFY(m_scene->isWithoutHoles());
        QVERIFY(model().hasOlder() && model().hasNewer() && !model().isFollowing());
        QCOMPARE(model().newerCount(), quint64(stored - model().lastId()));
        const qint64 first = model().firstId();
        row = rowAfter([&] { model().goTo(first); }); // is here already
        QCOMPARE(row, 0);
        QCOMPARE(rowAfter([&] { model().goToOldest(); }), 0);
        QCOMPARE(model().firstId(), 1);
        QVERIFY(!model().hasOlder());
        row = rowAfter([&] { model().goTo(10 * stored); });
        QCOMPARE(model().record(row)->id, stored);
        row = rowAfter([&] { model().goTo(1000); });
        row = rowAfter([&] { model().goToNewest(); });
        QCOMPARE(row, model().rowCount() - 1);
        QCOMPARE(model().lastId(), stored);
        QVERIFY(model().isFollowing());
        // What was asked last counts.
        model().goTo(100);
        model().goTo(200);
        row = rowAfter([&] { model().goTo(30'000); });
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().record(row)->id, 30'000);
        QVERIFY(model().firstId() > 29'000);
    }

    void goesToTheNearestThatFits()
    {
        HistoryFilter filter;
        filter.devices = {deviceName(3)}; // IDs 4, 14, 24, …
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QSignalSpy moved(&model(), &TrafficModel::moved);
        model().goTo(20'005);
        QTRY_VERIFY_WITH_TIMEOUT(!moved.isEmpty(), patience);
        QCOMPARE(model().record(moved[0][0].toInt())->id, 20'004);
    }

    void filters()
    {
        HistoryFilter filter;
        filter.devices = {deviceName(3)};
        QSignalSpy searching(&model(), &TrafficModel::searchingChanged);
        model().setFilter(filter);
        QVERIFY(model().isSearching());
        QVERIFY(m_scene->isSettled());
        QCOMPARE(searching.size(), 2);
        QCOMPARE(model().rowCount(), TrafficModel::pageSize);
        for (int row = 0; row < model().rowCount(); ++row)
            QCOMPARE(value(row, TrafficModel::DeviceColumn).toString(), u"dev-3"_s);
        while (model().hasOlder()) {
            model().fetchOlder();
            QVERIFY(m_scene->isSettled());
        }
        QCOMPARE(model().firstId(), 4);
        QTRY_COMPARE_WITH_TIMEOUT(model().newerCount(), quint64(stored / 10 - TrafficModel::windowSize), patience);
        filter = {};
        filter.fields = *FieldExpression::parse(u"door = \"open\""_s);
        model().goToNewest();
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().rowCount(), stored / 1000);
        filter.fields = *FieldExpression::parse(u"n < 0"_s);
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().rowCount(), 0);
        QVERIFY(!model().hasOlder() && !model().hasNewer());
        QCOMPARE(model().firstId(), 0);
        model().setFilter({});
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().lastId(), stored);
    }

    void aFilterThatComesWhileAnotherLoads()
    {
        HistoryFilter three;
        three.devices = {deviceName(3)};
        HistoryFilter seven;
        seven.devices = {deviceName(7)};
        model().fetchOlder();
        model().setFilter(three);
        model().setFilter(seven);
        QVERIFY(m_scene->isSettled());
        QTest::qWait(200); // for an answer that comes too late
        QCOMPARE(model().rowCount(), TrafficModel::pageSize);
        for (int row = 0; row < model().rowCount(); ++row)
            QCOMPARE(value(row, TrafficModel::DeviceColumn).toString(), u"dev-7"_s);
    }

    void aFilterKeepsThePlaceWhereItStandsStill()
    {
        model().goTo(25'000);
        QVERIFY(m_scene->isSettled());
        HistoryFilter filter;
        filter.devices = {deviceName(3)};
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QVERIFY(model().firstId() < 25'000 && model().lastId() > 25'000);
        QVERIFY(!model().isFollowing());
    }

    void showsWhatComesWhileFollowing()
    {
        const QPersistentModelIndex kept(model().index(model().rowCount() - 1, 0));
        QSignalSpy inserted(&model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model(), &QAbstractItemModel::modelReset);
        QVERIFY(appendUplinks(*m_scene->history, stored, 10));
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 10, patience);
        QCOMPARE(inserted.size(), 1); // one for the batch
        QCOMPARE(reset.size(), 0);
        QVERIFY(kept.isValid());
        QCOMPARE(model().rowCount(), TrafficModel::pageSize + 10);
        QCOMPARE(model().newerCount(), 0u);
        QCOMPARE(model().extent().lastId, stored + 10);
    }

    void aFullWindowLetsTheOldestGo()
    {
        for (int i = 0; model().rowCount() < TrafficModel::windowSize; ++i) {
            model().fetchOlder();
            QVERIFY(m_scene->isSettled());
            QVERIFY(i < 20);
        }
        QVERIFY(model().isFollowing());
        QSignalSpy inserted(&model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model(), &QAbstractItemModel::rowsRemoved);
        QVERIFY(appendUplinks(*m_scene->history, stored, 100));
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 100, patience);
        QCOMPARE(model().rowCount(), TrafficModel::windowSize);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QVERIFY(m_scene->isWithoutHoles());
    }

    void aFloodShowsTheNewestOnly()
    {
        QVERIFY(appendUplinks(*m_scene->history, stored, 6000));
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 6000, patience);
        QVERIFY(m_scene->isWithoutHoles());
        QVERIFY(model().hasOlder());
        QVERIFY(model().isFollowing());
        QVERIFY(appendUplinks(*m_scene->history, stored + 6000, 5));
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 6005, patience);
        QVERIFY(m_scene->isWithoutHoles());
    }

    void countsWhatComesWhileStandingStill()
    {
        model().setFollowing(false);
        QSignalSpy changed(&model(), &QAbstractItemModel::rowsInserted);
        QSignalSpy counted(&model(), &TrafficModel::newerCountChanged);
        QVERIFY(appendUplinks(*m_scene->history, stored, 3000));
        QTRY_COMPARE_WITH_TIMEOUT(model().newerCount(), 3000u, patience);
        QVERIFY(!counted.isEmpty());
        QCOMPARE(changed.size(), 0);
        QCOMPARE(model().lastId(), stored);
        QVERIFY(model().hasNewer());
        model().fetchNewer(); // scrolling down
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().lastId(), stored + TrafficModel::pageSize);
        QCOMPARE(model().newerCount(), quint64(3000 - TrafficModel::pageSize));
        QSignalSpy following(&model(), &TrafficModel::followingChanged);
        model().setFollowing(true);
        QCOMPARE(following.size(), 1);
        QCOMPARE(model().newerCount(), 0u);
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 3000, patience);
        QVERIFY(m_scene->isWithoutHoles());
    }

    void countsOnlyWhatFits()
    {
        HistoryFilter filter;
        filter.devices = {deviceName(3)};
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        model().setFollowing(false);
        QVERIFY(appendUplinks(*m_scene->history, stored, 1000));
        QTRY_COMPARE_WITH_TIMEOUT(model().newerCount(), 100u, patience);
        model().fetchNewer();
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().newerCount(), 0u);
        QVERIFY(!model().hasNewer());
        QCOMPARE(model().lastId(), stored + 994);
        // From far away: exactly up to 10,000, then as many as it looks like.
        filter.devices = {};
        filter.ports = {1};
        model().setFilter(filter);
        model().goToOldest();
        QVERIFY(m_scene->isSettled());
        const quint64 expected = (stored + 1000) / 2 - TrafficModel::pageSize;
        QTRY_VERIFY_WITH_TIMEOUT(model().newerCount() > expected * 95 / 100, patience);
        QVERIFY(model().newerCount() < expected * 105 / 100);
    }

    void clearHidesWhatIsThere()
    {
        HistoryFilter filter;
        filter.afterId = stored;
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().rowCount(), 0);
        QVERIFY(!model().hasOlder());
        QVERIFY(appendUplinks(*m_scene->history, stored, 3));
        QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
        model().setFollowing(false);
        filter.afterId = stored + 3;
        model().setFilter(filter);
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().rowCount(), 0);
        QVERIFY(appendUplinks(*m_scene->history, stored + 3, 4));
        QTRY_COMPARE_WITH_TIMEOUT(model().newerCount(), 4u, patience);
        model().fetchNewer();
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().rowCount(), 4);
    }

    void gapsOfCounters()
    {
        // Skips dev-5's counter 5000, then two at once.
        QVERIFY(waited(
            m_scene->history->append({madeUplink(50'015, Timestamp::now()), madeUplink(50'045, Timestamp::now())})));
        QTRY_COMPARE_WITH_TIMEOUT(model().lastId(), stored + 2, patience);
        const int last = model().rowCount() - 1;
        QCOMPARE(model().index(last - 1, 0).data(TrafficModel::CounterGapRole).toInt(), 1);
        QCOMPARE(model().index(last, 0).data(TrafficModel::CounterGapRole).toInt(), 2);
        QCOMPARE(model().index(0, 0).data(TrafficModel::CounterGapRole).toInt(), 0);
    }

    void whatLimitsRemoveGoesFromTheWindow()
    {
        model().goToOldest();
        QVERIFY(m_scene->isSettled());
        QCOMPARE(model().firstId(), 1);
        QSignalSpy extent(&model(), &TrafficModel::extentChanged);
        HistoryLimits limits;
        limits.age = std::chrono::days(2); // of almost six
        QVERIFY(waited(m_scene->history->setLimits(limits)));
        QTRY_VERIFY_WITH_TIMEOUT(m_scene->history->extent().firstId > 10'000, patience);
        QTRY_VERIFY_WITH_TIMEOUT(model().extent().firstId > 10'000, patience);
        QVERIFY(!extent.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(model().rowCount() > 0 && model().firstId() == m_scene->history->extent().firstId,
                                 patience);
        QVERIFY(!model().hasOlder());
        QVERIFY(m_scene->isWithoutHoles());
        QVERIFY(model().hasNewer());
    }

    void aModelMayGoWhileItLoads()
    {
        model().fetchOlder();
        model().goTo(5);
        m_scene->model.reset();
        QTest::qWait(50);
        m_scene.reset();
    }

private:
    TrafficModel &model() { return *m_scene->model; }
    QVariant value(int row, int column) { return model().index(row, column).data(TrafficModel::ValueRole); }
    QString prepared() const { return m_folder.filePath(u"prepared"_s); }

    QTemporaryDir m_folder;
    std::unique_ptr<TrafficScene> m_scene;
};

QTEST_GUILESS_MAIN(TestTrafficModel)
#include "tst_trafficmodel.moc"
