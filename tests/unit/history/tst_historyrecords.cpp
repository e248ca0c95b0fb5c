// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the history comes out of it: every recorded message of the network, and odd ones.
#include "history/historystore.h"

#include "messagemaker.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

/// As the MQTT client reads it.
TrafficMessage readMessage(const QStringList &topic, const QByteArray &payload)
{
    const AppId appId = AppId::fromServer(topic[0]);
    const DevId devId = DevId::fromServer(topic[2]);
    const auto unreadable = [&](const Failure &failure) {
        return received(UnreadableMessage{appId, devId, topic.join(u'/'), payload, failure});
    };
    if (topic[3] == u"events") {
        auto event = DeviceEvent::fromJson(topic.mid(4).join(u'/'), payload);
        if (!event)
            return unreadable(event.error());
        event->appId = appId;
        event->devId = devId;
        return received(*event);
    }
    auto uplink = UplinkMessage::fromJson(payload);
    if (!uplink)
        return unreadable(uplink.error());
    uplink->appId = appId;
    uplink->devId = devId;
    return received(*uplink);
}

QList<TrafficMessage> recordedMessages()
{
    QList<TrafficMessage> messages;
    const QDir folder(QStringLiteral(THINGSDESK_TEST_DATA "/v2/mqtt"));
    for (const QString &name : folder.entryList({u"*.jsonl"_s})) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        while (!file.atEnd()) {
            const QJsonObject entry = QJsonDocument::fromJson(file.readLine()).object();
            const QStringList topic = entry[u"topic"].toString().split(u'/');
            if (topic.size() < 4 || (topic[0] != testAppId.toString()))
                continue;
            const QByteArray payload = entry.contains(u"payload")
                                           ? entry[u"payload"].toString().toUtf8()
                                           : QByteArray::fromHex(entry[u"payload_hex"].toString().toLatin1());
            messages.append(readMessage(topic, payload));
        }
    }
    return messages;
}

} // namespace

class TestHistoryRecords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void recordedMessagesComeBack();
    void oddMessagesComeBack();
    void ourOwnComeBack();
    void thousandsComeBackFromDictionaries();
    void namesOfKindsAreKept();

private:
    void compare(const QList<TrafficMessage> &messages);
    QList<HistoryRecord> everything();
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

void TestHistoryRecords::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestHistoryRecords::cleanup()
{
    m_store.reset();
    m_folder.reset();
}

void TestHistoryRecords::reopen()
{
    m_store.reset();
    m_store = std::make_unique<HistoryStore>(m_folder->filePath(u"folder/history.sqlite"_s), testAppId);
    QVERIFY(answerOf(m_store->open()));
}

QList<HistoryRecord> TestHistoryRecords::everything()
{
    const auto page = answerOf(m_store->pageBefore({}, 0, 1'000'000));
    return page && page->reachedEnd ? page->records : QList<HistoryRecord>();
}

void TestHistoryRecords::compare(const QList<TrafficMessage> &messages)
{
    QVERIFY(answerOf(m_store->append(messages)));
    for (int i = 0; i < 2; ++i) {
        const QList<HistoryRecord> records = everything();
        QCOMPARE(records.size(), messages.size());
        for (qsizetype j = 0; j < messages.size(); ++j) {
            QCOMPARE(records[j].id, j + 1);
            QCOMPARE(records[j].received, messages[j].received);
            QVERIFY2(std::visit([&](const auto &body) { return records[j].body == decltype(records[j].body)(body); },
                                messages[j].body),
                     records[j].raw().left(200).constData());
        }
        reopen();
    }
}

void TestHistoryRecords::recordedMessagesComeBack()
{
    const QList<TrafficMessage> messages = recordedMessages();
    QVERIFY(messages.size() > 300);
    QSet<RecordKind> kinds;
    compare(messages);
    for (const HistoryRecord &record : everything())
        kinds.insert(record.kind);
    for (const RecordKind kind : allRecordKinds()) {
        const bool isOurs = kind == RecordKind::DownlinkPublished || kind == RecordKind::Gap;
        const bool isUnknown = kind == RecordKind::OtherEvent;
        QVERIFY2(kinds.contains(kind) || isOurs || isUnknown, qPrintable(recordKindName(kind)));
    }
}

void TestHistoryRecords::oddMessagesComeBack()
{
    QList<TrafficMessage> messages;
    UplinkParts parts;
    const auto addFields = [&](const QByteArray &fields) {
        ++parts.counter;
        parts.fields = fields;
        messages.append(received(makeUplink(parts)));
    };
    addFields("{\"text\":\"" + QByteArray(200'000, 'x') + "\"}");
    QByteArray many = "{\"a\":1";
    for (int i = 0; i < 20'000; ++i)
        many += ",\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    addFields(many + '}');
    addFields("{\"" + QByteArray(10'000, 'k') + "\":{\"\":{\"#\":null}}}");
    addFields("{\"שלום\":\"مرحبا\",\"🌡️\":\"😀\",\"\":\"\\u0000\\ud83d\\ude00\"}");
    addFields("{ \"spaced\" :\n 1 , \"big\": 12345678901234567890123 }");
    addFields("{\"deep\":" + QByteArray("[").repeated(500) + QByteArray("]").repeated(500) + '}');
    parts.device = QString(60, u'd');
    parts.gateway.clear();
    parts.dataRate.clear();
    parts.port = 0;
    parts.payload = {};
    addFields({});
    parts.device = u"пристрій-🛰"_s;
    addFields("{}");
    messages.append(received(makeEvent(u"sensor-1"_s, u"brand/new"_s, "{\"x\":[1]}")));
    messages.append(received(makeEvent(u"sensor-1"_s, u"delete"_s, "null")));
    messages.append(
        received(UnreadableMessage{testAppId,
                                   DevId::fromServer(u"x"_s),
                                   u"a/b"_s,
                                   QByteArray("\0\xFF\x80{", 4),
                                   {Failure::Kind::Permanent, Failure::Cause::BadMessage, u"ü"_s, u"d"_s}}));
    messages.append(received(UnreadableMessage{testAppId, {}, {}, {}, Failure()}));
    messages.last().received = {-1, -300};
    messages.append(messages.first());
    messages.last().received = {1'790'000'000'123'456'789, 330};
    compare(messages);
    HistoryFilter filter;
    filter.text = u"مرحبا"_s;
    QCOMPARE(answerOf(m_store->count(filter)).value_or(0), 1U);
    filter.text = u"k19999"_s;
    QCOMPARE(answerOf(m_store->count(filter)).value_or(0), 1U);
}

void TestHistoryRecords::ourOwnComeBack()
{
    PublishedDownlink downlink;
    downlink.message.appId = testAppId;
    downlink.message.devId = DevId::fromServer(u"sensor-1"_s);
    downlink.message.port = 7;
    downlink.message.confirmed = true;
    downlink.message.schedule = Schedule::Last;
    downlink.message.payload = "\x01\xFF";
    downlink.raw = downlink.message.toPublishJson();
    QCOMPARE(answerOf(m_store->appendPublished(downlink)).value_or(0), 1);
    PublishedDownlink withFields = downlink;
    withFields.message.payload.clear();
    withFields.message.fields = "{\"led\":true}";
    withFields.raw = withFields.message.toPublishJson();
    QCOMPARE(answerOf(m_store->appendPublished(withFields)).value_or(0), 2);
    const RecordingGap gap{Timestamp::fromMilliseconds(1000), {5'000'000'001, 60}, RecordingGap::Reason::DiskFull, 77};
    QCOMPARE(answerOf(m_store->appendGap(gap)).value_or(0), 3);
    reopen();
    const auto first = answerOf(m_store->record(1));
    QVERIFY(first && first->published());
    QCOMPARE(*first->published(), downlink);
    QCOMPARE(first->kind, RecordKind::DownlinkPublished);
    QCOMPARE(first->devId(), downlink.message.devId);
    QVERIFY(qAbs(first->received.nanoseconds - Timestamp::now().nanoseconds) < 600LL * 1'000'000'000);
    QCOMPARE(*answerOf(m_store->record(2))->published(), withFields);
    const auto third = answerOf(m_store->record(3));
    QVERIFY(third && third->gap());
    QCOMPARE(*third->gap(), gap);
    QCOMPARE(third->received, gap.to);
    QVERIFY(third->devId().isEmpty());
    const auto missing = answerOf(m_store->record(4));
    QVERIFY(!missing);
    QCOMPARE(missing.error().cause, Failure::Cause::NotFound);
}

void TestHistoryRecords::thousandsComeBackFromDictionaries()
{
    MessageMaker maker(99);
    QList<TrafficMessage> messages;
    qint64 rawBytes = 0;
    // In several batches, so that the dictionary is made in between.
    for (int batch = 0; batch < 12; ++batch) {
        QList<TrafficMessage> some;
        for (int i = 0; i < 500; ++i) {
            some.append(maker.next());
            rawBytes += std::visit([](const auto &body) { return body.raw.size(); }, some.last().body);
        }
        messages += some;
        QVERIFY(answerOf(m_store->append(some)));
        if (batch == 5)
            reopen();
        QTest::qWait(5);
    }
    for (int i = 0; i < 2; ++i) {
        const QList<HistoryRecord> records = everything();
        QCOMPARE(records.size(), messages.size());
        for (qsizetype j = 0; j < messages.size(); ++j) {
            QVERIFY(std::visit([&](const auto &body) { return records[j].body == decltype(records[j].body)(body); },
                               messages[j].body));
        }
        reopen();
    }
    const auto statistics = answerOf(m_store->statistics());
    QVERIFY(statistics);
    QVERIFY2(statistics->bytesOnDisk < rawBytes, qPrintable(QString::number(statistics->bytesOnDisk)));
}

void TestHistoryRecords::namesOfKindsAreKept()
{
    QSet<QString> names;
    for (const RecordKind kind : allRecordKinds()) {
        const QString name = recordKindName(kind);
        QVERIFY(!name.isEmpty());
        names.insert(name);
        QCOMPARE(recordKindFromName(name), kind);
    }
    QCOMPARE(names.size(), 15);
    QCOMPARE(recordKindName(RecordKind::DownlinkSent), u"down-sent"_s);
    QVERIFY(!recordKindFromName(u"Uplink"));
    QCOMPARE(recordKindOf(EventType::Other), RecordKind::OtherEvent);
    QVERIFY(isErrorKind(RecordKind::Unreadable) && !isErrorKind(RecordKind::Gap));
}

QTEST_GUILESS_MAIN(TestHistoryRecords)
#include "tst_historyrecords.moc"
