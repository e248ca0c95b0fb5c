// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/timerange.h"

#include "gui/base/texts.h"

#include <QCoreApplication>

namespace thingsdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TimeRange", text);
}

constexpr qint64 nanosecondsAnHour = 3'600'000'000'000;

QString rangeWord(TimeRange::Kind kind)
{
    switch (kind) {
    case TimeRange::Kind::All:
        return QStringLiteral("all");
    case TimeRange::Kind::LastHour:
        return QStringLiteral("hour");
    case TimeRange::Kind::LastDay:
        return QStringLiteral("day");
    case TimeRange::Kind::LastWeek:
        return QStringLiteral("week");
    case TimeRange::Kind::Custom:
        break;
    }
    return QStringLiteral("custom");
}

std::optional<Timestamp> moment(const QJsonValue &value)
{
    return Timestamp::fromRfc3339(value.toString().toLatin1());
}

} // namespace

std::optional<Timestamp> TimeRange::since(const Timestamp &now) const
{
    switch (kind) {
    case Kind::All:
        return {};
    case Kind::LastHour:
        return Timestamp{now.nanoseconds - nanosecondsAnHour, 0};
    case Kind::LastDay:
        return Timestamp{now.nanoseconds - 24 * nanosecondsAnHour, 0};
    case Kind::LastWeek:
        return Timestamp{now.nanoseconds - qint64(7) * 24 * nanosecondsAnHour, 0};
    case Kind::Custom:
        break;
    }
    return from;
}

QString TimeRange::text() const
{
    switch (kind) {
    case Kind::All:
        return tr("All time");
    case Kind::LastHour:
        return tr("Last hour");
    case Kind::LastDay:
        return tr("Last 24 hours");
    case Kind::LastWeek:
        return tr("Last 7 days");
    case Kind::Custom:
        break;
    }
    if (from && to)
        return tr("%1 – %2").arg(texts::clock(*from), texts::clock(*to));
    if (from)
        return tr("From %1").arg(texts::clock(*from));
    return to ? tr("Until %1").arg(texts::clock(*to)) : tr("All time");
}

QJsonObject TimeRange::toJson() const
{
    QJsonObject json{{QStringLiteral("kind"), rangeWord(kind)}};
    if (kind == Kind::Custom && from)
        json.insert(QStringLiteral("from"), QString::fromLatin1(from->toRfc3339()));
    if (kind == Kind::Custom && to)
        json.insert(QStringLiteral("to"), QString::fromLatin1(to->toRfc3339()));
    return json;
}

TimeRange TimeRange::fromJson(const QJsonObject &json)
{
    TimeRange range;
    for (const Kind kind : {Kind::LastHour, Kind::LastDay, Kind::LastWeek, Kind::Custom})
        if (json.value(QStringLiteral("kind")).toString() == rangeWord(kind))
            range.kind = kind;
    if (range.kind == Kind::Custom) {
        range.from = moment(json.value(QStringLiteral("from")));
        range.to = moment(json.value(QStringLiteral("to")));
    }
    return range;
}

} // namespace thingsdesk
