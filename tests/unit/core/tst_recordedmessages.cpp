// SPDX-License-Identifier: GPL-3.0-or-later
// Every message of tests/data/v2/mqtt that passed the broker is read, and written back byte for byte the same.
#include "core/deviceevent.h"
#include "core/uplinkmessage.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace thingsdesk;

namespace {

struct RecordedMessage
{
    QString file;
    int line = 0;
    QString step;
    QStringList topic; ///< the levels after the device: {"up"}, {"events", "down", "sent"}
    QByteArray payload;

    QByteArray name() const { return (file + u':' + QString::number(line) + u' ' + step).toUtf8(); }
};

QList<RecordedMessage> readRecordings()
{
    QList<RecordedMessage> messages;
    const QDir folder(QStringLiteral(THINGSDESK_TEST_DATA "/v2/mqtt"));
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")})) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        for (int line = 1; !file.atEnd(); ++line) {
            const QJsonObject entry = QJsonDocument::fromJson(file.readLine()).object();
            if (!entry.contains(u"topic"))
                continue;
            const QByteArray payload = entry.contains(u"payload")
                                           ? entry[u"payload"].toString().toUtf8()
                                           : QByteArray::fromHex(entry[u"payload_hex"].toString().toLatin1());
            messages.append(
                {name, line, entry[u"step"].toString(), entry[u"topic"].toString().split(u'/').mid(3), payload});
        }
    }
    return messages;
}

const QList<RecordedMessage> &recordings()
{
    static const QList<RecordedMessage> messages = readRecordings();
    return messages;
}

/// One row for each recorded message whose topic fits.
template <class Fits>
int addRows(Fits fits)
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("payload");
    int count = 0;
    for (const RecordedMessage &message : recordings()) {
        if (!fits(message.topic))
            continue;
        QTest::newRow(message.name().constData()) << message.step << message.topic.mid(1).join(u'/') << message.payload;
        ++count;
    }
    return count;
}

bool isUplink(const QStringList &topic)
{
    return topic == QStringList{QStringLiteral("up")};
}
bool isEvent(const QStringList &topic)
{
    return topic.first() == u"events";
}
bool isDownlink(const QStringList &topic)
{
    return topic == QStringList{QStringLiteral("down")};
}
bool isField(const QStringList &topic)
{
    return topic.first() == u"up" && topic.size() > 1;
}

} // namespace

class TestRecordedMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTopicIsOneOfTheFour();
    void uplinks_data();
    void uplinks();
    void events_data();
    void events();
    void downlinks_data();
    void downlinks();
    void fields_data();
    void fields();
};

void TestRecordedMessages::everyTopicIsOneOfTheFour()
{
    QVERIFY(recordings().size() > 300);
    for (const RecordedMessage &message : recordings()) {
        const QStringList &topic = message.topic;
        QVERIFY2(isUplink(topic) || isEvent(topic) || isDownlink(topic) || isField(topic), message.name().constData());
    }
}

void TestRecordedMessages::uplinks_data()
{
    QCOMPARE(addRows(isUplink), 128);
}

void TestRecordedMessages::uplinks()
{
    QFETCH(QString, step);
    QFETCH(QByteArray, payload);
    const Result<UplinkMessage> message = UplinkMessage::fromJson(payload);
    if (step == u"odd-keys" && payload == "6") {
        // The only one on an `up` topic that is no uplink: the value of a field whose name is empty.
        QVERIFY(!message);
        QCOMPARE(message.error().cause, Failure::Cause::BadMessage);
        return;
    }
    QVERIFY2(message, qPrintable(message ? QString() : message.error().text));
    QCOMPARE(message->toJson(), payload);
    QCOMPARE(message->raw, payload);
    QVERIFY2(message->unknown.isEmpty() && message->metadata.unknown.isEmpty(),
             "a member that has no place of its own");
    for (const GatewayReception &gateway : message->metadata.gateways)
        QVERIFY(gateway.unknown.isEmpty());
}

void TestRecordedMessages::events_data()
{
    QCOMPARE(addRows(isEvent), 140);
}

void TestRecordedMessages::events()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, payload);
    const Result<DeviceEvent> event = DeviceEvent::fromJson(type, payload);
    QVERIFY2(event, qPrintable(event ? QString() : event.error().text));
    QVERIFY(event->type != EventType::Other);
    QCOMPARE(event->toJson(), payload);
    QVERIFY2(event->unknown.isEmpty(), "a member that has no place of its own");
}

void TestRecordedMessages::downlinks_data()
{
    QCOMPARE(addRows(isDownlink), 69);
}

/// Bodies that clients published, as they wrote them: the network passes them on unchanged, so their spaces and order
/// are nobody's rule. Each member must be read, and be written with the same value.
void TestRecordedMessages::downlinks()
{
    // Sent on purpose to see what the handler does with them; it drops them in silence or with an error event. Two it
    // takes and we refuse: it reads an array of numbers as bytes, and names as case does not matter (see below).
    static const QStringList refused{
        QStringLiteral("bad-json"),       // {port: 1}
        QStringLiteral("empty-message"),  // nothing
        QStringLiteral("not-utf8"),       // FF FE
        QStringLiteral("json-array"),     // no object
        QStringLiteral("json-null"),      // no object
        QStringLiteral("trailing"),       // {…}x
        QStringLiteral("bad-base64"),     // "***"
        QStringLiteral("unpadded"),       // "AQ"
        QStringLiteral("url-safe"),       // "-_8="
        QStringLiteral("array-raw"),      // payload_raw: [1, 2], which the handler takes
        QStringLiteral("fields-array"),   // payload_fields: [1]
        QStringLiteral("fields-text"),    // payload_fields: "x"
        QStringLiteral("port-300"),       // out of range
        QStringLiteral("port-text"),      // "1"
        QStringLiteral("port-negative"),  // -1
        QStringLiteral("port-fraction"),  // 1.5
        QStringLiteral("confirmed-text"), // "true"
        QStringLiteral("bad-schedule"),   // "now"
        QStringLiteral("schedule-case"),  // "Replace"
    };
    QFETCH(QString, step);
    QFETCH(QByteArray, payload);
    const Result<DownlinkMessage> message = DownlinkMessage::fromJson(payload);
    QCOMPARE(!message, refused.contains(step));
    if (!message)
        return;
    // In "key-case" the handler takes "Port" for "port"; here it is a member that we do not know, and is kept.
    QCOMPARE(!message->unknown.isEmpty(), step == u"key-case" || step == u"body-ids");
    const QJsonObject asEvent = QJsonDocument::fromJson(message->toJson()).object();
    const QJsonObject published = QJsonDocument::fromJson(message->toPublishJson()).object();
    const QJsonObject body = QJsonDocument::fromJson(payload).object();
    for (auto member = body.begin(); member != body.end(); ++member)
        QCOMPARE(asEvent.value(member.key()).toVariant().isValid() ? asEvent[member.key()] : published[member.key()],
                 member.value());
}

void TestRecordedMessages::fields_data()
{
    QCOMPARE(addRows(isField), 71);
}

void TestRecordedMessages::fields()
{
    QFETCH(QByteArray, payload);
    QVERIFY(checkJson(payload, QStringLiteral("The field")));
}

QTEST_GUILESS_MAIN(TestRecordedMessages)
#include "tst_recordedmessages.moc"
