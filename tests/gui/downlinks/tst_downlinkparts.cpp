// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the downlinks page that need no window.
#include "gui/downlinks/airtime.h"
#include "gui/downlinks/downlinktexts.h"
#include "gui/downlinks/payloaddraft.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

using Form = PayloadDraft::Form;
using Stage = DownlinkTracker::Stage;

namespace {

DownlinkTimelineModel::Entry entryWith(const QList<Stage> &stages, bool confirmed, qint64 secondsAgo = 0)
{
    DownlinkTimelineModel::Entry entry;
    entry.message.devId = DevId::fromServer(u"plug"_s);
    entry.message.port = 85;
    entry.message.confirmed = confirmed;
    entry.message.payload = QByteArray::fromHex("080100ff");
    entry.isOurs = true;
    for (const Stage stage : stages) {
        DownlinkTimelineModel::Step step;
        step.stage = stage;
        step.time = Timestamp::fromMilliseconds(QDateTime::currentMSecsSinceEpoch() - secondsAgo * 1000);
        entry.steps.append(step);
    }
    entry.likelyCauses = u"Likely causes: none"_s;
    return entry;
}

} // namespace

class TestDownlinkParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDataRates()
    {
        QCOMPARE(LoraDataRate::parse(u"SF12BW500"_s)->spreadingFactor, 12);
        QCOMPARE(LoraDataRate::parse(u"SF7BW250"_s)->bandwidth, 250);
        QVERIFY(!LoraDataRate::parse(QString()));
        QVERIFY(!LoraDataRate::parse(u"SF13BW125"_s));
        QVERIFY(!LoraDataRate::parse(u"50000"_s));
    }

    void airtimeIsTheStacks()
    {
        // 10 bytes on air at SF7 are 41.216 ms, at SF12 991.232 ms: the check of wire-v2 section 10.
        QCOMPARE(downlinkAirtime({7, 125}, 10 - frameOverhead).count(), 41'216'000);
        QCOMPARE(downlinkAirtime({12, 125}, 10 - frameOverhead).count(), 991'232'000);
        QVERIFY(downlinkAirtime({9, 125}, 20) > downlinkAirtime({9, 125}, 4));
    }

    void payloadsFitByDataRate()
    {
        QCOMPARE(maximumPayload({12, 125}), 51);
        QCOMPARE(maximumPayload({10, 125}), 51);
        QCOMPARE(maximumPayload({9, 125}), 115);
        QCOMPARE(maximumPayload({8, 125}), 222);
        QCOMPARE(maximumPayload({7, 250}), 222);
    }

    void draftsConvertWhatCanBe()
    {
        PayloadDraft draft;
        draft.setText(u"6f6e"_s);
        QVERIFY(draft.switchTo(Form::Base64));
        QCOMPARE(draft.text(), u"b24="_s);
        QVERIFY(draft.switchTo(Form::Text));
        QCOMPARE(draft.text(), u"on"_s);
        draft.setText(u"off"_s);
        QVERIFY(draft.switchTo(Form::Hex));
        QCOMPARE(draft.text(), u"6F 66 66"_s);
        QCOMPARE(draft.bytes().value(), QByteArray("off"));
    }

    void draftsLoseNothing()
    {
        PayloadDraft draft;
        draft.setText(u"FF 0"_s); // cannot be read
        QVERIFY(!draft.bytes());
        QVERIFY(draft.switchTo(Form::Fields));
        QCOMPARE(draft.text(), QString());
        draft.setText(u"{\"on\": tru"_s);
        QVERIFY(!draft.fields());
        QVERIFY(draft.switchTo(Form::Hex));
        QCOMPARE(draft.text(), u"FF 0"_s);
        QVERIFY(draft.switchTo(Form::Fields));
        QCOMPARE(draft.text(), u"{\"on\": tru"_s);
        draft.setText(u"{\"on\": true}"_s);
        QVERIFY(draft.switchTo(Form::Base64, QByteArray("\x01")));
        QCOMPARE(draft.text(), u"AQ=="_s);
    }

    void bytesThatAreNoTextStayWhereTheyAre()
    {
        PayloadDraft draft;
        draft.setBytes(QByteArray::fromHex("080100ff"));
        QVERIFY(!draft.switchTo(Form::Text));
        QCOMPARE(draft.form(), Form::Hex);
        QCOMPARE(draft.text(), u"08 01 00 FF"_s);
    }

    void fieldsAreAnObject()
    {
        PayloadDraft draft;
        draft.setFields("[1]");
        QVERIFY(!draft.fields());
        draft.setText(u" { } "_s);
        QCOMPARE(draft.fields().value(), QByteArray("{ }"));
        draft.setText(u"  "_s);
        QVERIFY(!draft.fields());
    }

    void emptyPayloadsAreRefused()
    {
        PayloadDraft draft;
        for (const Form form : {Form::Hex, Form::Base64, Form::Text}) {
            QVERIFY(draft.switchTo(form));
            QVERIFY(!draft.bytes());
        }
    }

    void statesHaveSignsAndWords()
    {
        QCOMPARE(downlinkState(entryWith({Stage::Published}, true)).word, u"published"_s);
        QCOMPARE(downlinkState(entryWith({Stage::Published, Stage::Scheduled}, true)).word, u"scheduled"_s);
        QCOMPARE(downlinkState(entryWith({Stage::Sent}, false)).word, u"sent"_s);
        QCOMPARE(downlinkState(entryWith({Stage::Sent}, true)).word, u"sent, not acknowledged yet"_s);
        QCOMPARE(downlinkState(entryWith({Stage::Acked}, true)).word, u"acknowledged"_s);
        auto entry = entryWith({Stage::Scheduled}, true);
        entry.isReplaced = true;
        QCOMPARE(downlinkState(entry).word, u"replaced"_s);
        entry.error = u"No gateways available for downlink"_s;
        QCOMPARE(downlinkState(entry).word, u"failed"_s);
        QVERIFY(downlinkTrouble(entry, Timestamp::now()).contains(u"tries again"));
    }

    void silenceIsToldAfterAWhile()
    {
        QCOMPARE(downlinkTrouble(entryWith({Stage::Published}, true), Timestamp::now()), QString());
        const QString trouble = downlinkTrouble(entryWith({Stage::Published}, true, 65), Timestamp::now());
        QVERIFY(trouble.startsWith(u"No answer for"));
        QVERIFY(trouble.contains(u"Likely causes"));
        QCOMPARE(downlinkTrouble(entryWith({Stage::Scheduled}, true, 60), Timestamp::now()), QString());
        auto ended = entryWith({Stage::Acked}, true, 600);
        ended.isEnded = true;
        QCOMPARE(downlinkTrouble(ended, Timestamp::now()), QString());
    }

    void stepsNameWhatIsWaitedFor()
    {
        QVERIFY(downlinkSteps(entryWith({Stage::Published}, true)).contains(u"waits for the network"));
        QVERIFY(downlinkSteps(entryWith({Stage::Scheduled}, true)).contains(u"next uplink"));
        QVERIFY(downlinkSteps(entryWith({Stage::Sent}, true)).contains(u"acknowledge"));
        QVERIFY(!downlinkSteps(entryWith({Stage::Sent}, false)).contains(u"waits"));
        QVERIFY(downlinkReport(entryWith({Stage::Sent}, false)).contains(u"08 01 00 FF"));
    }
};

QTEST_GUILESS_MAIN(TestDownlinkParts)
#include "tst_downlinkparts.moc"
