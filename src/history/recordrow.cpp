// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordrow.h"

#include <QDataStream>
#include <QIODevice>

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr auto streamVersion = QDataStream::Qt_6_4; // stands in files

/// Lengths and texts before the JSON, as QDataStream writes them.
template <class... Parts>
QByteArray withParts(const QByteArray &raw, const Parts &...parts)
{
    QByteArray content;
    QDataStream stream(&content, QIODevice::WriteOnly);
    stream.setVersion(streamVersion);
    (stream << ... << parts);
    return content + raw;
}

template <class... Parts>
std::optional<QByteArray> readParts(const QByteArray &content, Parts &...parts)
{
    QDataStream stream(content);
    stream.setVersion(streamVersion);
    (stream >> ... >> parts);
    if (stream.status() != QDataStream::Ok)
        return std::nullopt;
    return content.mid(stream.device()->pos());
}

UnreadableMessage unreadable(const QByteArray &raw, const Failure &failure)
{
    return {{}, {}, {}, raw, failure};
}

UnreadableMessage damaged(const QByteArray &raw)
{
    return unreadable(raw, {Failure::Kind::Permanent,
                            Failure::Cause::FileUnusable,
                            u"This record is damaged in the history's file."_s,
                            {}});
}

using Body = decltype(HistoryRecord::body);

Body bodyOfUnreadable(const QByteArray &content)
{
    UnreadableMessage message;
    quint8 kind = 0;
    quint16 cause = 0;
    const auto raw = readParts(content, message.source, kind, cause, message.failure.text, message.failure.detail);
    if (!raw)
        return damaged(content);
    message.failure.kind = Failure::Kind(kind);
    message.failure.cause = Failure::Cause(cause);
    message.raw = *raw;
    return message;
}

Body bodyOfGap(const QByteArray &content)
{
    RecordingGap gap;
    quint8 reason = 0;
    const auto rest = readParts(content, gap.from.nanoseconds, gap.from.offsetMinutes, gap.to.nanoseconds,
                                gap.to.offsetMinutes, reason, gap.missed);
    if (!rest)
        return damaged(content);
    gap.reason = RecordingGap::Reason(reason);
    return gap;
}

Body bodyOfEvent(const QString &typeName, const QByteArray &raw)
{
    auto event = DeviceEvent::fromJson(typeName, raw);
    return event ? Body(*std::move(event)) : Body(unreadable(raw, event.error()));
}

EventType eventTypeOf(RecordKind kind)
{
    for (int type = int(EventType::UplinkError); type < int(EventType::Other); ++type) {
        if (recordKindOf(EventType(type)) == kind)
            return EventType(type);
    }
    return EventType::Other;
}

Body bodyOf(RecordKind kind, const QByteArray &content)
{
    switch (kind) {
    case RecordKind::Uplink: {
        auto message = UplinkMessage::fromJson(content);
        return message ? Body(*std::move(message)) : Body(unreadable(content, message.error()));
    }
    case RecordKind::DownlinkPublished: {
        auto message = DownlinkMessage::fromJson(content);
        return message ? Body(PublishedDownlink{*std::move(message), content})
                       : Body(unreadable(content, message.error()));
    }
    case RecordKind::Unreadable:
        return bodyOfUnreadable(content);
    case RecordKind::Gap:
        return bodyOfGap(content);
    case RecordKind::OtherEvent: {
        QString typeName;
        const auto raw = readParts(content, typeName);
        return raw ? bodyOfEvent(typeName, *raw) : Body(damaged(content));
    }
    default:
        return bodyOfEvent(eventTypeName(eventTypeOf(kind)), content);
    }
}

void setIds(auto &message, const AppId &appId, const DevId &devId)
{
    message.appId = appId;
    message.devId = devId;
}

} // namespace

RecordRow RecordRow::from(Statement &statement)
{
    return {statement.integer(0), statement.integer(1), RecordKind(statement.integer(2)),
            statement.integer(3), statement.integer(4), statement.integer(5),
            statement.integer(6), statement.integer(7)};
}

QByteArray contentOf(const UplinkMessage &message)
{
    return message.raw.isEmpty() ? message.toJson() : message.raw;
}

QByteArray contentOf(const DeviceEvent &event)
{
    const QByteArray raw = event.raw.isEmpty() ? event.toJson() : event.raw;
    return event.type == EventType::Other ? withParts(raw, event.typeName) : raw;
}

QByteArray contentOf(const UnreadableMessage &message)
{
    return withParts(message.raw, message.source, quint8(message.failure.kind), quint16(message.failure.cause),
                     message.failure.text, message.failure.detail);
}

QByteArray contentOf(const PublishedDownlink &downlink)
{
    return downlink.raw.isEmpty() ? downlink.message.toPublishJson() : downlink.raw;
}

QByteArray contentOf(const RecordingGap &gap)
{
    return withParts({}, gap.from.nanoseconds, gap.from.offsetMinutes, gap.to.nanoseconds, gap.to.offsetMinutes,
                     quint8(gap.reason), gap.missed);
}

RecordReader::RecordReader(Database &database, AppId appId)
    : m_appId(std::move(appId))
    , m_unpacker(database)
    , m_devices(database, "device")
    , m_gateways(database, "gateway")
    , m_rates(database, "rate")
{
}

std::optional<QByteArrayView> RecordReader::content(Statement &statement)
{
    return m_unpacker.unpack(statement.blob(RecordRow::bodyColumn));
}

HistoryRecord RecordReader::record(const RecordRow &row, std::optional<QByteArrayView> content)
{
    HistoryRecord record;
    record.id = row.id;
    record.received = row.time();
    record.kind = row.kind;
    record.isDuplicate = row.isDuplicate();
    record.body = content ? bodyOf(row.kind, content->toByteArray()) : Body(damaged({}));
    const DevId device = DevId::fromServer(m_devices.text(row.device));
    if (auto *downlink = std::get_if<PublishedDownlink>(&record.body))
        setIds(downlink->message, m_appId, device);
    else if (auto *uplink = std::get_if<UplinkMessage>(&record.body))
        setIds(*uplink, m_appId, device);
    else if (auto *event = std::get_if<DeviceEvent>(&record.body))
        setIds(*event, m_appId, device);
    else if (auto *message = std::get_if<UnreadableMessage>(&record.body))
        setIds(*message, m_appId, device);
    return record;
}

HistoryRecord RecordReader::record(Statement &statement)
{
    return record(RecordRow::from(statement), content(statement));
}

} // namespace thingsdesk::history
