// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/downlinktimeline.h"
#include "recordeddownlinks.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Stage = DownlinkTracker::Stage;
using Entry = DownlinkTimelineModel::Entry;

namespace {

/// "published scheduled sent sent acked"
QString stagesOf(const Entry &entry)
{
    QStringList names;
    for (const auto &step : entry.steps)
        names.append(stageName(step.stage));
    return names.join(u' ');
}

HistoryRecord later(HistoryRecord record, qint64 seconds)
{
    record.received.nanoseconds += seconds * 1'000'000'000;
    return record;
}

} // namespace

class TestDownlinkTimeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_changes.clear();
        m_recorded = std::make_unique<RecordedDownlinks>();
        QVERIFY(m_recorded->isGood());
        m_timeline = std::make_unique<DownlinkTimeline>(DownlinkTimeline::Listener{
            [](const std::function<void()> &insert) { insert(); }, [this](int index) { m_changes.append(index); }});
    }

    void unconfirmed()
    {
        play({u"raw"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"published scheduled"_s);
        QVERIFY(at(0).isOurs);
        QVERIFY(!at(0).isEnded);
        QVERIFY(!at(0).likelyCauses.isEmpty());
        play({u"raw-1"_s, u"raw-2"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"published scheduled sent"_s);
        QVERIFY(at(0).isEnded);
        QVERIFY(at(0).likelyCauses.isEmpty());
        QCOMPARE(at(0).steps.last().gatewayId, u"eui-0102030405060708"_s);
        QCOMPARE(at(0).steps.last().transmission->dataRate, u"SF7BW125"_s);
        QVERIFY(at(0).steps.first().time < at(0).steps.last().time);
        QVERIFY(!m_changes.isEmpty());
    }

    void confirmedIsRepeatedUntilAcknowledged()
    {
        play({u"confirmed"_s, u"confirmed-1"_s, u"confirmed-2"_s});
        QVERIFY(!at(0).isEnded);
        play({u"confirmed-3"_s, u"confirmed-4"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"published scheduled sent sent acked"_s);
        QVERIFY(at(0).isEnded);
        QVERIFY(at(0).message.confirmed);
    }

    void replaceDropsWhatWaitsAndWhatIsNotAcknowledged()
    {
        play({u"confirmed-a"_s, u"confirmed-a-1"_s, u"confirmed-b"_s, u"confirmed-b-1"_s, u"confirmed-b-2"_s});
        QCOMPARE(m_timeline->size(), 2);
        QCOMPARE(stagesOf(at(0)), u"published scheduled sent sent acked"_s);
        QCOMPARE(stagesOf(at(1)), u"published scheduled sent"_s);
        QVERIFY(!at(1).isReplaced);
        play({u"confirmed-c"_s, u"confirmed-c-1"_s});
        QCOMPARE(m_timeline->size(), 3);
        QVERIFY(!at(0).isReplaced); // it was acknowledged before
        QVERIFY(at(1).isReplaced);
        QVERIFY(at(1).isEnded);
        QVERIFY(at(1).likelyCauses.isEmpty());
        QCOMPARE(stagesOf(at(2)), u"published scheduled sent"_s);
    }

    void theQueueKeepsItsOrder()
    {
        play({u"last-1"_s, u"last-2"_s, u"last-3"_s, u"first-0"_s, u"queue-1"_s, u"queue-2"_s});
        QCOMPARE(m_timeline->size(), 4);
        QCOMPARE(stagesOf(at(0)), u"published scheduled sent"_s); // "1", after "0"
        QCOMPARE(stagesOf(at(1)), u"published scheduled"_s);
        QCOMPARE(stagesOf(at(3)), u"published scheduled sent"_s);
        play({u"queue-3"_s, u"queue-4"_s, u"queue-5"_s});
        for (int i = 0; i < 4; ++i)
            QVERIFY(at(i).isEnded && !at(i).isReplaced);
    }

    void replaceEmptiesTheQueue()
    {
        play({u"replaced-1"_s, u"replaced-2"_s});
        QVERIFY(!at(0).isReplaced);
        play({u"replace"_s, u"replace-1"_s, u"replace-2"_s});
        QCOMPARE(m_timeline->size(), 3);
        QVERIFY(at(0).isReplaced && at(1).isReplaced && !at(2).isReplaced);
        QCOMPARE(stagesOf(at(2)), u"published scheduled sent"_s);
    }

    void aReplacementThatNobodyScheduledDropsNothing()
    {
        play({u"replaced-1"_s});
        take(m_recorded->steps({u"replace"_s}).mid(0, 1));
        QCOMPARE(m_timeline->size(), 2);
        QCOMPARE(stagesOf(at(1)), u"published"_s);
        QVERIFY(!at(0).isReplaced);
    }

    void equalOnesOneAfterTheOther()
    {
        play({u"replaced-1"_s, u"replaced-1"_s});
        QCOMPARE(m_timeline->size(), 2);
        QCOMPARE(stagesOf(at(0)), u"published scheduled"_s);
        QCOMPARE(stagesOf(at(1)), u"published scheduled"_s);
    }

    void anUnansweredOneDoesNotTakeTheAnswerOfALaterOne()
    {
        const auto first = m_recorded->steps({u"raw"_s});
        const auto second = m_recorded->steps({u"raw"_s});
        take({first[0], later(second[0], 3600), later(second[1], 3600)});
        QCOMPARE(m_timeline->size(), 2);
        QCOMPARE(stagesOf(at(0)), u"published"_s);
        QCOMPARE(stagesOf(at(1)), u"published scheduled"_s);
    }

    void fieldsAreEncodedOnTheWay()
    {
        play({u"fields"_s});
        QVERIFY(at(0).message.payload.isEmpty());
        play({u"fields-1"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(at(0).message.payload, QByteArray("\x01\x07\x06"));
        QVERIFY(!at(0).message.fields.isEmpty());
        play({u"fields-confirmed"_s, u"fields-confirmed-1"_s, u"fields-confirmed-2"_s});
        QCOMPARE(stagesOf(at(1)), u"published scheduled sent acked"_s);
    }

    void errorsInTheNetworksWords()
    {
        play({u"fields-bad"_s, u"fields-bad-1"_s, u"fields-bad-2"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"published scheduled failed"_s);
        QCOMPARE(at(0).error, u"Encoder Output not valid: Numbers in Array should be between 0 and 255"_s);
        QVERIFY(at(0).isEnded);
    }

    void aConfirmedOneFailsAgainAndAgainOnOneCard()
    {
        play({u"fields-bad-confirmed"_s, u"fields-bad-confirmed-1"_s, u"fields-bad-confirmed-2"_s});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"published scheduled failed failed"_s);
        QVERIFY(at(0).isEnded);
    }

    void noAnswerAtAll()
    {
        take(m_recorded->steps({u"raw"_s}).mid(0, 1));
        QCOMPARE(stagesOf(at(0)), u"published"_s);
        QVERIFY(!at(0).isEnded);
        QVERIFY(at(0).likelyCauses.contains(u"no such device"));
    }

    void othersByTheirFirstEvent()
    {
        play({u"confirmed"_s, u"confirmed-1"_s, u"confirmed-2"_s, u"confirmed-3"_s}, false);
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(stagesOf(at(0)), u"scheduled sent sent acked"_s);
        QVERIFY(!at(0).isOurs);
        QCOMPARE(at(0).message.devId.toString(), u"actor"_s);
        QCOMPARE(at(0).message.port, 3);
        play({u"raw-1"_s}, false); // its schedule was missed
        QCOMPARE(m_timeline->size(), 2);
        QCOMPARE(stagesOf(at(1)), u"sent"_s);
        QVERIFY(at(1).isEnded);
        play({u"fields-bad-1"_s}, false);
        QCOMPARE(stagesOf(at(2)), u"failed"_s);
        QVERIFY(!at(2).error.isEmpty());
        play({u"confirmed-3"_s}, false);
        QCOMPARE(stagesOf(at(3)), u"acked"_s);
        QVERIFY(at(3).isEnded);
    }

    void whatIsCutOffOrCameTwiceBeginsNothing()
    {
        for (const HistoryRecord &record : m_recorded->steps({u"raw-1"_s, u"confirmed-3"_s}))
            m_timeline->take(record, true);
        QCOMPARE(m_timeline->size(), 0);
        auto sent = m_recorded->steps({u"raw-1"_s});
        sent.last().isDuplicate = true;
        take(sent);
        QCOMPARE(m_timeline->size(), 0);
    }

    void framesWithoutAnythingForTheDevice()
    {
        DeviceEvent event = *DeviceEvent::fromJson(
            u"down/sent"_s, R"({"payload":"YE8BACYAAQBU","message":{"app_id":"a","dev_id":"actor","port":0},)"
                            R"("gateway_id":"gw","config":{"data_rate":"SF7BW125"}})");
        event.devId = DevId::fromServer(u"actor"_s);
        HistoryRecord record;
        record.id = 1;
        record.kind = RecordKind::DownlinkSent;
        record.body = event;
        take({record});
        QCOMPARE(m_timeline->size(), 0);
    }

    void noGatewayLeavesItInTheQueue()
    {
        play({u"raw"_s});
        DeviceEvent event =
            *DeviceEvent::fromJson(u"down/errors"_s, R"({"error":"No gateways available for downlink"})");
        event.devId = DevId::fromServer(u"actor"_s);
        HistoryRecord record;
        record.id = 1000;
        record.kind = RecordKind::DownlinkError;
        record.body = event;
        take({record});
        QCOMPARE(m_timeline->size(), 1);
        QCOMPARE(at(0).error, u"No gateways available for downlink"_s);
        QVERIFY(!at(0).isEnded);
        play({u"raw-1"_s});
        QCOMPARE(stagesOf(at(0)), u"published scheduled sent"_s);
        QVERIFY(at(0).error.isEmpty());
    }

    void otherDevicesAreNotMixedIn()
    {
        play({u"replaced-1"_s});
        auto other = m_recorded->steps({u"replace"_s});
        for (HistoryRecord &record : other) {
            if (auto *published = std::get_if<PublishedDownlink>(&record.body))
                published->message.devId = DevId::fromServer(u"another"_s);
            if (auto *event = std::get_if<DeviceEvent>(&record.body))
                event->devId = DevId::fromServer(u"another"_s);
        }
        take(other);
        QCOMPARE(m_timeline->size(), 2);
        QVERIFY(!at(0).isReplaced);
    }

private:
    const Entry &at(int index) const { return m_timeline->at(index); }
    void take(const QList<HistoryRecord> &records)
    {
        for (const HistoryRecord &record : records)
            m_timeline->take(record);
    }
    void play(const QStringList &steps, bool asOurs = true) { take(m_recorded->steps(steps, asOurs)); }

    QList<int> m_changes;
    std::unique_ptr<RecordedDownlinks> m_recorded;
    std::unique_ptr<DownlinkTimeline> m_timeline;
};

QTEST_GUILESS_MAIN(TestDownlinkTimeline)
#include "tst_downlinktimeline.moc"
