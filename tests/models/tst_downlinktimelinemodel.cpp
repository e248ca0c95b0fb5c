// SPDX-License-Identifier: GPL-3.0-or-later
// The downlink cards over a real history.
#include "madehistory.h"
#include "models/downlinktimelinemodel.h"
#include "recordeddownlinks.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Stage = DownlinkTracker::Stage;

class TestDownlinkTimelineModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_history = std::make_unique<HistoryStore>(m_folder->filePath(u"history"_s), AppId::fromServer(u"my-app"_s));
        QVERIFY(waited(m_history->open()));
        m_recorded = std::make_unique<RecordedDownlinks>();
    }

    void followsAndSurvivesARestart()
    {
        QVERIFY(appendUplinks(*m_history, 0, 100));
        DownlinkTimelineModel model(*m_history);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(appendRecords(*m_history, m_recorded->steps({u"raw"_s, u"raw-1"_s, u"confirmed"_s, u"confirmed-1"_s})));
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, patience);
        QTRY_COMPARE_WITH_TIMEOUT(model.entry(0).steps.size(), 3, patience);
        QVERIFY(model.entry(0).message.confirmed); // the newest is first
        QVERIFY(!model.entry(0).isEnded);
        QVERIFY(!model.entry(0).likelyCauses.isEmpty());
        QVERIFY(model.entry(1).isEnded);
        const QPersistentModelIndex kept(model.index(1));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(appendRecords(*m_history, m_recorded->steps({u"confirmed-2"_s, u"confirmed-3"_s, u"last-1"_s})));
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 3, patience);
        QTRY_VERIFY_WITH_TIMEOUT(model.entry(1).isEnded, patience);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(kept.row(), 2);
        const auto acked = model.index(1).data(DownlinkTimelineModel::EntryRole).value<DownlinkTimelineModel::Entry>();
        QCOMPARE(acked.steps.last().stage, Stage::Acked);
        QVERIFY(acked.isOurs);
        QCOMPARE(model.index(1).data(DownlinkTimelineModel::IdRole).toLongLong(), acked.id);

        const DownlinkTimelineModel again(*m_history);
        QTRY_COMPARE_WITH_TIMEOUT(again.rowCount(), 3, patience);
        for (int row = 0; row < 3; ++row) {
            QCOMPARE(again.entry(row).id, model.entry(row).id);
            QCOMPARE(again.entry(row).steps.size(), model.entry(row).steps.size());
            QCOMPARE(again.entry(row).isEnded, model.entry(row).isEnded);
        }
    }

    void theNewestFiveHundred()
    {
        for (int i = 0; i < 520; ++i) {
            auto records = m_recorded->steps({i % 2 ? u"raw"_s : u"sdk"_s});
            QVERIFY(appendRecords(*m_history, records));
        }
        DownlinkTimelineModel model(*m_history);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 500, patience);
        QVERIFY(model.entry(0).id > model.entry(499).id);
        QVERIFY(!model.entry(0).isReplaced);
        QVERIFY(model.entry(1).isReplaced);
        QVERIFY(appendRecords(*m_history, m_recorded->steps({u"raw"_s})));
        QTRY_VERIFY_WITH_TIMEOUT(model.entry(1).isReplaced && model.entry(0).steps.size() == 2, patience);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 500, patience);
    }

    void anEmptyHistory()
    {
        DownlinkTimelineModel model(*m_history);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy failed(&model, &DownlinkTimelineModel::failed);
        QTest::qWait(200);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(failed.size(), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<RecordedDownlinks> m_recorded;
};

QTEST_GUILESS_MAIN(TestDownlinkTimelineModel)
#include "tst_downlinktimelinemodel.moc"
