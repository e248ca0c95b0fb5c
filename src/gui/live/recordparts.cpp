// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/recordparts.h"

#include "gui/base/texts.h"

#include <QCoreApplication>

namespace thingsdesk::recordparts {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RecordParts", text);
}

/// The downlink that a record tells of.
const DownlinkMessage *downlink(const HistoryRecord &record)
{
    if (const auto *published = record.published())
        return &published->message;
    const auto *event = record.event();
    return event != nullptr && event->message ? &*event->message : nullptr;
}

QString quoted(QString text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    text.replace(QLatin1String("\""), QLatin1String("\"\""));
    return u'"' + text + u'"';
}

} // namespace

QByteArray payload(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink())
        return uplink->payload;
    const auto *message = downlink(record);
    return message != nullptr ? message->payload : QByteArray();
}

QByteArray fields(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink())
        return uplink->fields;
    const auto *message = downlink(record);
    return message != nullptr ? message->fields : QByteArray();
}

std::optional<quint8> port(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink())
        return uplink->port;
    const auto *message = downlink(record);
    return message != nullptr ? std::optional<quint8>(message->port) : std::nullopt;
}

RadioMetadata metadata(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink())
        return uplink->metadata;
    const auto *event = record.event();
    return event != nullptr && event->metadata ? *event->metadata : RadioMetadata();
}

QString errorText(const HistoryRecord &record)
{
    if (const auto *event = record.event())
        return event->error.value_or(QString());
    if (const auto *unreadable = std::get_if<UnreadableMessage>(&record.body))
        return unreadable->failure.text;
    return {};
}

QString gapText(const RecordingGap &gap)
{
    const QString what =
        gap.reason == RecordingGap::Reason::DiskFull ? tr("disk full, nothing recorded") : tr("not connected");
    //: what happened, from when to when
    QString text = tr("%1 %2 – %3").arg(what, texts::clock(gap.from), texts::clock(gap.to));
    if (gap.missed > 0)
        text += QStringLiteral(", ") + tr("%1 messages missed").arg(texts::count(gap.missed));
    return text;
}

QString csvLine(const HistoryRecord &record)
{
    QStringList cells{QString::fromLatin1(record.received.toRfc3339()), record.devId().toString(),
                      recordKindName(record.kind)};
    const auto thePort = port(record);
    cells << (thePort ? QString::number(*thePort) : QString());
    const auto *uplink = record.uplink();
    cells << (uplink != nullptr ? QString::number(uplink->counter) : QString());
    cells << QString::fromLatin1(payload(record).toHex().toUpper());
    const QByteArray json = fields(record);
    cells << (json.isEmpty() ? errorText(record) : QString::fromUtf8(json));
    const RadioMetadata radio = metadata(record);
    const auto *best = radio.bestGateway();
    cells << (best != nullptr ? QString::number(best->rssi) : QString());
    cells << (best != nullptr ? QString::number(best->snr) : QString());
    cells << radio.dataRate << (best != nullptr ? best->gatewayId : QString());
    for (QString &cell : cells)
        cell = quoted(cell);
    return cells.join(u',');
}

} // namespace thingsdesk::recordparts
