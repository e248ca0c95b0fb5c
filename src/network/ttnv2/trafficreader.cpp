// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/trafficreader.h"

#include "network/ttnv2/topics.h"

namespace thingsdesk::ttnv2 {

namespace {

DevId devIdOf(const Topic &topic)
{
    return DevId::fromServer(QString::fromUtf8(topic.devId));
}

void keepUnreadable(TrafficMessage &message, const Topic &parts, const QByteArray &topic, const QByteArray &payload,
                    Failure failure)
{
    message.body = UnreadableMessage{AppId::fromServer(QString::fromUtf8(parts.appId)), devIdOf(parts),
                                     QString::fromUtf8(topic), payload, std::move(failure)};
}

Failure badTopic(const QString &text)
{
    return {Failure::Kind::Permanent, Failure::Cause::BadMessage, text, {}};
}

} // namespace

TrafficReader::TrafficReader(AppId appId)
    : m_appId(std::move(appId))
    , m_appLevel(m_appId.toString().toUtf8())
{
}

std::optional<TrafficMessage> TrafficReader::read(const QByteArray &topic, const QByteArray &payload,
                                                  const Timestamp &received) const
{
    const Topic parts = parseTopic(topic);
    if (parts.kind == Topic::Kind::Field)
        return std::nullopt;
    std::optional<TrafficMessage> message(std::in_place);
    message->received = received;
    const auto keep = [&](const Failure &failure) { keepUnreadable(*message, parts, topic, payload, failure); };
    const auto take = [&]<class Body>(Result<Body> read) {
        if (!read)
            return keep(read.error());
        Body &body = message->body.emplace<Body>(*std::move(read));
        body.appId = m_appId;
        body.devId = devIdOf(parts);
    };
    if (parts.kind == Topic::Kind::Other || parts.kind == Topic::Kind::Downlink)
        keep(badTopic(QStringLiteral("The topic is not one of uplinks or events.")));
    else if (parts.appId != m_appLevel)
        keep(badTopic(QStringLiteral("The topic is one of another application.")));
    else if (parts.kind == Topic::Kind::Uplink)
        take(UplinkMessage::fromJson(payload));
    else
        take(DeviceEvent::fromJson(QString::fromUtf8(parts.rest), payload));
    return message;
}

} // namespace thingsdesk::ttnv2
