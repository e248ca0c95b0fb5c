// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/recordtext.h"

#include "cli/output.h"
#include "cli/traffictext.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// What came from the network; our own downlinks and gaps did not.
std::optional<TrafficMessage> trafficOf(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink())
        return TrafficMessage{record.received, *uplink};
    if (const auto *event = record.event())
        return TrafficMessage{record.received, *event};
    if (const auto *unreadable = std::get_if<UnreadableMessage>(&record.body))
        return TrafficMessage{record.received, *unreadable};
    return {};
}

QString reasonName(RecordingGap::Reason reason)
{
    return reason == RecordingGap::Reason::DiskFull ? u"disk-full"_s : u"not-connected"_s;
}

QByteArray gapJson(const RecordingGap &gap)
{
    return JsonObjectWriter()
        .addString("from", QString::fromLatin1(gap.from.toRfc3339()))
        .addString("to", QString::fromLatin1(gap.to.toRfc3339()))
        .addString("reason", reasonName(gap.reason))
        .addUnsigned("missed", gap.missed)
        .finish();
}

QString localTime(const Timestamp &moment, const QString &form = u"yyyy-MM-dd HH:mm:ss"_s)
{
    return moment.toDateTime().toLocalTime().toString(form);
}

QString publishedText(const DownlinkMessage &message)
{
    QStringList parts{message.devId.toString().leftJustified(20), u"down/published"_s, u"port %1"_s.arg(message.port)};
    if (message.confirmed)
        parts.append(u"confirmed"_s);
    parts.append(message.fields.isEmpty() ? QString::fromLatin1(message.payload.toHex(' ').toUpper())
                                          : QString::fromUtf8(message.fields).simplified());
    return parts.join("  "_L1);
}

QString gapText(const RecordingGap &gap)
{
    const QString why = gap.reason == RecordingGap::Reason::DiskFull ? u"disk full"_s : u"not connected"_s;
    QString text = u"-- %1 from %2 to %3"_s.arg(why, localTime(gap.from), localTime(gap.to));
    if (gap.missed > 0)
        text += u", %1 messages missed"_s.arg(gap.missed);
    return text;
}

} // namespace

QByteArray recordJson(const HistoryRecord &record, const AppId &appId)
{
    if (const auto message = trafficOf(record))
        return trafficJson(*message);
    return JsonObjectWriter()
        .addString("kind", record.gap() ? u"gap"_s : u"down/published"_s)
        .addString("app_id", appId.toString())
        .addString("dev_id", record.devId().toString())
        .addString("received", QString::fromLatin1(record.received.toRfc3339()))
        .add("message", record.gap() ? gapJson(*record.gap()) : record.raw())
        .finish();
}

QString recordText(const HistoryRecord &record)
{
    if (const auto message = trafficOf(record))
        return localTime(record.received, u"yyyy-MM-dd"_s) + u' ' + trafficText(*message);
    const QString what = record.gap() ? gapText(*record.gap()) : publishedText(record.published()->message);
    return localTime(record.received, u"yyyy-MM-dd HH:mm:ss.zzz"_s) + "  "_L1 + plainText(what);
}

} // namespace thingsdesk::cli
