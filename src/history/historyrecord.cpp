// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historyrecord.h"

#include "history/ownfields.h"

namespace thingsdesk {

namespace {

struct KindName
{
    RecordKind kind;
    QLatin1StringView name;
};

constexpr KindName kindNames[] = {
    {RecordKind::Uplink, QLatin1StringView("uplink")},
    {RecordKind::UplinkError, QLatin1StringView("uplink-error")},
    {RecordKind::DownlinkScheduled, QLatin1StringView("down-scheduled")},
    {RecordKind::DownlinkSent, QLatin1StringView("down-sent")},
    {RecordKind::DownlinkAcked, QLatin1StringView("down-acked")},
    {RecordKind::DownlinkError, QLatin1StringView("down-error")},
    {RecordKind::Activation, QLatin1StringView("activation")},
    {RecordKind::ActivationError, QLatin1StringView("activation-error")},
    {RecordKind::DeviceCreated, QLatin1StringView("device-created")},
    {RecordKind::DeviceUpdated, QLatin1StringView("device-updated")},
    {RecordKind::DeviceDeleted, QLatin1StringView("device-deleted")},
    {RecordKind::OtherEvent, QLatin1StringView("other-event")},
    {RecordKind::Unreadable, QLatin1StringView("unreadable")},
    {RecordKind::DownlinkPublished, QLatin1StringView("down-published")},
    {RecordKind::Gap, QLatin1StringView("gap")},
};

template <class... Calls>
struct Overloaded : Calls...
{
    using Calls::operator()...;
};
// Clang 14 does not deduce aggregates by itself.
template <class... Calls>
Overloaded(Calls...) -> Overloaded<Calls...>;

} // namespace

RecordKind recordKindOf(EventType type)
{
    switch (type) {
    case EventType::UplinkError:
        return RecordKind::UplinkError;
    case EventType::DownlinkScheduled:
        return RecordKind::DownlinkScheduled;
    case EventType::DownlinkSent:
        return RecordKind::DownlinkSent;
    case EventType::DownlinkError:
        return RecordKind::DownlinkError;
    case EventType::DownlinkAcked:
        return RecordKind::DownlinkAcked;
    case EventType::Activation:
        return RecordKind::Activation;
    case EventType::ActivationError:
        return RecordKind::ActivationError;
    case EventType::DeviceCreated:
        return RecordKind::DeviceCreated;
    case EventType::DeviceUpdated:
        return RecordKind::DeviceUpdated;
    case EventType::DeviceDeleted:
        return RecordKind::DeviceDeleted;
    case EventType::Other:
        break;
    }
    return RecordKind::OtherEvent;
}

bool isErrorKind(RecordKind kind)
{
    return kind == RecordKind::UplinkError || kind == RecordKind::DownlinkError ||
           kind == RecordKind::ActivationError || kind == RecordKind::Unreadable;
}

QString recordKindName(RecordKind kind)
{
    for (const KindName &entry : kindNames) {
        if (entry.kind == kind)
            return entry.name;
    }
    return {};
}

std::optional<RecordKind> recordKindFromName(QStringView name)
{
    for (const KindName &entry : kindNames) {
        if (entry.name == name)
            return entry.kind;
    }
    return std::nullopt;
}

const QList<RecordKind> &allRecordKinds()
{
    static const QList<RecordKind> kinds = [] {
        QList<RecordKind> list;
        for (const KindName &entry : kindNames)
            list.append(entry.kind);
        return list;
    }();
    return kinds;
}

DevId HistoryRecord::devId() const
{
    return std::visit(Overloaded{[](const PublishedDownlink &downlink) { return downlink.message.devId; },
                                 [](const RecordingGap &) { return DevId(); },
                                 [](const auto &message) { return message.devId; }},
                      body);
}

QByteArray HistoryRecord::fieldsWithOwn() const
{
    return uplink() ? history::withOwnFields(uplink()->fields, ownFields) : QByteArray();
}

QByteArray HistoryRecord::raw() const
{
    return std::visit(
        Overloaded{[](const RecordingGap &) { return QByteArray(); }, [](const auto &message) { return message.raw; }},
        body);
}

} // namespace thingsdesk
