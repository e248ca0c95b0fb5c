// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordfacts.h"

namespace thingsdesk::history {

RecordFacts factsOf(const UplinkMessage &message)
{
    const GatewayReception *best = message.metadata.bestGateway();
    return {RecordKind::Uplink, message.devId.toString(), message.port, best ? best->gatewayId : QString(),
            message.metadata.dataRate};
}

RecordFacts factsOf(const DeviceEvent &event)
{
    RecordFacts facts;
    facts.kind = recordKindOf(event.type);
    facts.device = event.devId.toString();
    if (event.message)
        facts.port = event.message->port;
    facts.gateway = event.gatewayId;
    if (event.transmission)
        facts.dataRate = event.transmission->dataRate;
    else if (event.metadata)
        facts.dataRate = event.metadata->dataRate;
    return facts;
}

RecordFacts factsOf(const UnreadableMessage &message)
{
    return {RecordKind::Unreadable, message.devId.toString(), {}, {}, {}};
}

RecordFacts factsOf(const PublishedDownlink &downlink)
{
    return {RecordKind::DownlinkPublished, downlink.message.devId.toString(), downlink.message.port, {}, {}};
}

RecordFacts factsOf(const RecordingGap &)
{
    return {RecordKind::Gap, {}, {}, {}, {}};
}

RecordFacts factsOf(const HistoryRecord &record)
{
    RecordFacts facts = std::visit([](const auto &body) { return factsOf(body); }, record.body);
    facts.kind = record.kind;
    return facts;
}

QString errorTextOf(const HistoryRecord &record)
{
    if (const DeviceEvent *event = record.event())
        return event->error.value_or(QString());
    const auto *unreadable = std::get_if<UnreadableMessage>(&record.body);
    return unreadable ? unreadable->failure.text : QString();
}

QByteArray payloadOf(const HistoryRecord &record)
{
    if (const UplinkMessage *uplink = record.uplink())
        return uplink->payload;
    if (const DeviceEvent *event = record.event())
        return event->message ? event->message->payload : QByteArray();
    const PublishedDownlink *published = record.published();
    return published ? published->message.payload : QByteArray();
}

} // namespace thingsdesk::history
