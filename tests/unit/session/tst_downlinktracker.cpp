// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/downlinktracker.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Stage = DownlinkTracker::Stage;

namespace {

DownlinkMessage downlink(bool confirmed = false, Schedule schedule = Schedule::Replace)
{
    DownlinkMessage message;
    message.devId = DevId::fromServer(u"dev-1"_s);
    message.port = 5;
    message.confirmed = confirmed;
    message.schedule = schedule;
    message.payload = "\x01\x02";
    return message;
}

/// An event in the network's own words (tests/data/v2).
DeviceEvent networkEvent(const char *type, const QByteArray &body, const QString &device = u"dev-1"_s)
{
    DeviceEvent read = *DeviceEvent::fromJson(QString::fromLatin1(type), body);
    read.devId = DevId::fromServer(device);
    return read;
}

const QByteArray ours = R"({"message":{"port":5,"payload_raw":"AQI="}})";
const QByteArray oursConfirmed = R"({"message":{"port":5,"confirmed":true,"payload_raw":"AQI="}})";

} // namespace

class TestDownlinkTracker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unconfirmedEndsWhenSent()
    {
        DownlinkTracker tracker(downlink());
        QCOMPARE(tracker.take(networkEvent("down/scheduled", ours)), Stage::Scheduled);
        QVERIFY(!tracker.isEnded());
        QCOMPARE(tracker.take(networkEvent("down/sent", ours)), Stage::Sent);
        QVERIFY(tracker.isEnded());
        QVERIFY(!tracker.take(networkEvent("down/sent", ours)));
    }

    void confirmedEndsWhenAcknowledged()
    {
        DownlinkTracker tracker(downlink(true));
        QCOMPARE(tracker.take(networkEvent("down/scheduled", oursConfirmed)), Stage::Scheduled);
        QCOMPARE(tracker.take(networkEvent("down/sent", oursConfirmed)), Stage::Sent);
        QVERIFY(!tracker.isEnded());
        QCOMPARE(tracker.take(networkEvent("down/sent", oursConfirmed)), Stage::Sent); // repeated after the next uplink
        QCOMPARE(tracker.take(networkEvent("down/acks", "null")), Stage::Acked);       // as older networks write it
        QVERIFY(tracker.isEnded());
    }

    void strangersAreNotTaken()
    {
        DownlinkTracker tracker(downlink());
        QVERIFY(!tracker.take(networkEvent("down/scheduled", ours, u"dev-2"_s)));
        QVERIFY(!tracker.take(networkEvent("down/scheduled", oursConfirmed)));
        QVERIFY(!tracker.take(networkEvent("down/scheduled", R"({"message":{"port":6,"payload_raw":"AQI="}})")));
        QVERIFY(!tracker.take(networkEvent("down/scheduled", R"({"message":{"port":5,"payload_raw":"AQM="}})")));
        QVERIFY(!tracker.take(networkEvent("down/errors", R"({"error":"No gateways available for downlink"})")));
        QVERIFY(!tracker.take(networkEvent("down/acks", "null")));
        QVERIFY(!tracker.take(networkEvent("update", "{}")));
        QCOMPARE(tracker.stage(), Stage::Published);
        QVERIFY(!tracker.likelyCauses().isEmpty());
    }

    void anEqualOneInTheQueueIsNotTaken()
    {
        DownlinkTracker tracker(downlink(false, Schedule::Last));
        QVERIFY(!tracker.take(networkEvent("down/sent", ours)));
        QCOMPARE(tracker.take(networkEvent("down/scheduled", ours)), Stage::Scheduled);
        QCOMPARE(tracker.take(networkEvent("down/sent", ours)), Stage::Sent);
    }

    void fieldsAreComparedByValue()
    {
        DownlinkMessage message = downlink();
        message.payload.clear();
        message.fields = R"({"led": true, "level": 1.0})";
        DownlinkTracker tracker(message);
        QVERIFY(!tracker.take(
            networkEvent("down/scheduled", R"({"message":{"port":5,"payload_fields":{"led":false,"level":1}}})")));
        QCOMPARE(tracker.take(networkEvent("down/scheduled",
                                           R"({"message":{"port":5,"payload_fields":{"level":1,"led":true}}})")),
                 Stage::Scheduled);
        // Once encoded it has bytes as well.
        QCOMPARE(
            tracker.take(networkEvent(
                "down/sent", R"({"message":{"port":5,"payload_raw":"AQ==","payload_fields":{"level":1,"led":true}}})")),
            Stage::Sent);
    }

    void anErrorEndsIt()
    {
        DownlinkTracker tracker(downlink());
        QCOMPARE(tracker.take(networkEvent("down/errors",
                                           R"({"error":"Encoder threw","message":{"port":5,"payload_raw":"AQI="}})")),
                 Stage::Failed);
        QVERIFY(tracker.isEnded());
        QCOMPARE(tracker.error(), u"Encoder threw"_s);
    }
};

QTEST_GUILESS_MAIN(TestDownlinkTracker)
#include "tst_downlinktracker.moc"
