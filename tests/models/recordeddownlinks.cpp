// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordeddownlinks.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk::test {

using namespace Qt::StringLiterals;

namespace {

DevId deviceOf(const QString &topic)
{
    return DevId::fromServer(topic.section(u'/', 2, 2));
}

std::optional<HistoryRecord> publishedOf(const QJsonObject &published)
{
    const QByteArray raw = published[u"payload"].toString().toUtf8();
    auto message = DownlinkMessage::fromJson(raw);
    if (!message)
        return {};
    message->devId = deviceOf(published[u"topic"].toString());
    HistoryRecord record;
    record.kind = RecordKind::DownlinkPublished;
    record.body = PublishedDownlink{*message, raw};
    return record;
}

std::optional<HistoryRecord> eventOf(const QString &topic, const QString &payload)
{
    const QString type = topic.section(u"/events/"_s, 1);
    auto event = DeviceEvent::fromJson(type, payload.toUtf8());
    if (type.isEmpty() || !event)
        return {};
    event->devId = deviceOf(topic);
    HistoryRecord record;
    record.kind = recordKindOf(event->type);
    record.body = *event;
    return record;
}

} // namespace

RecordedDownlinks::RecordedDownlinks()
{
    QFile file(QStringLiteral(THINGSDESK_TEST_DATA "/v2/mqtt/downlinks.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QJsonObject published = line[u"published"].toObject();
        m_lines.append({line[u"step"].toString(), published.isEmpty()
                                                      ? eventOf(line[u"topic"].toString(), line[u"payload"].toString())
                                                      : publishedOf(published)});
    }
}

QList<HistoryRecord> RecordedDownlinks::steps(const QStringList &names, bool asOurs)
{
    QList<HistoryRecord> records;
    for (const QString &name : names) {
        for (const Line &line : std::as_const(m_lines)) {
            if (line.step != name || !line.record || (!asOurs && line.record->published()))
                continue;
            HistoryRecord record = *line.record;
            record.id = ++m_id;
            record.received = Timestamp::fromMilliseconds(1'700'000'000'000 + m_id * 1000);
            records.append(record);
        }
    }
    return records;
}

} // namespace thingsdesk::test
