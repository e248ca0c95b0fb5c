// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/livefilter.h"

#include "gui/base/texts.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace thingsdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LiveFilter", text);
}

template <class Set, class Text>
QStringList sortedTexts(const Set &set, Text text)
{
    QStringList list;
    for (const auto &value : set)
        list.append(text(value));
    std::sort(list.begin(), list.end());
    return list;
}

template <class Set, class Text>
void put(QJsonObject &json, const QString &key, const Set &set, Text text)
{
    if (!set.isEmpty())
        json.insert(key, QJsonArray::fromStringList(sortedTexts(set, text)));
}

QStringList textsAt(const QJsonObject &json, const QString &key)
{
    QStringList list;
    const QJsonArray array = json.value(key).toArray();
    for (const auto &value : array)
        list.append(value.toString());
    return list;
}

QString itself(const QString &text)
{
    return text;
}

QString idText(const DevId &id)
{
    return id.toString();
}

QString portText(quint8 port)
{
    return QString::number(port);
}

template <class Set, class Text>
void describe(QStringList &parts, const QString &name, const Set &set, Text text)
{
    if (set.isEmpty())
        return;
    QStringList values = sortedTexts(set, text);
    if (values.size() > 3)
        values = values.first(3) + QStringList{QStringLiteral("… (%1)").arg(set.size())};
    parts.append(QStringLiteral("%1: %2").arg(name, texts::plain(values.join(QStringLiteral(", ")))));
}

} // namespace

HistoryFilter LiveFilter::at(const Timestamp &now) const
{
    HistoryFilter filter = condition;
    filter.since = range.since(now);
    filter.until = range.until();
    return filter;
}

QString LiveFilter::summary() const
{
    QStringList parts;
    describe(parts, tr("Kind"), condition.kinds, texts::kind);
    describe(parts, tr("Device"), condition.devices, idText);
    describe(parts, tr("Port"), condition.ports, portText);
    describe(parts, tr("Gateway"), condition.gateways, itself);
    describe(parts, tr("Data rate"), condition.dataRates, texts::dataRate);
    if (range.kind != TimeRange::Kind::All)
        parts.append(range.text());
    if (!condition.fields.isEmpty())
        parts.append(texts::plain(condition.fields.text()));
    if (!condition.text.isEmpty())
        parts.append(tr("“%1”").arg(texts::plain(condition.text)));
    if (condition.withoutDuplicates)
        parts.append(tr("Without repeats"));
    return parts.join(QStringLiteral("  ·  "));
}

QJsonObject LiveFilter::toJson() const
{
    QJsonObject json;
    put(json, QStringLiteral("kinds"), condition.kinds, recordKindName);
    put(json, QStringLiteral("devices"), condition.devices, idText);
    put(json, QStringLiteral("ports"), condition.ports, portText);
    put(json, QStringLiteral("gateways"), condition.gateways, itself);
    put(json, QStringLiteral("dataRates"), condition.dataRates, itself);
    if (!condition.text.isEmpty())
        json.insert(QStringLiteral("text"), condition.text);
    if (!condition.fields.isEmpty())
        json.insert(QStringLiteral("fields"), condition.fields.text());
    if (condition.withoutDuplicates)
        json.insert(QStringLiteral("withoutDuplicates"), true);
    if (range.kind != TimeRange::Kind::All)
        json.insert(QStringLiteral("time"), range.toJson());
    return json;
}

LiveFilter LiveFilter::fromJson(const QJsonObject &json)
{
    LiveFilter filter;
    HistoryFilter &condition = filter.condition;
    for (const QString &word : textsAt(json, QStringLiteral("kinds")))
        if (const auto kind = recordKindFromName(word))
            condition.kinds.insert(*kind);
    for (const QString &id : textsAt(json, QStringLiteral("devices")))
        condition.devices.insert(DevId::fromServer(id));
    for (const QString &port : textsAt(json, QStringLiteral("ports")))
        condition.ports.insert(quint8(port.toUShort()));
    for (const QString &gateway : textsAt(json, QStringLiteral("gateways")))
        condition.gateways.insert(gateway);
    for (const QString &rate : textsAt(json, QStringLiteral("dataRates")))
        condition.dataRates.insert(rate);
    condition.text = json.value(QStringLiteral("text")).toString();
    if (auto fields = FieldExpression::parse(json.value(QStringLiteral("fields")).toString()))
        condition.fields = *fields;
    condition.withoutDuplicates = json.value(QStringLiteral("withoutDuplicates")).toBool();
    filter.range = TimeRange::fromJson(json.value(QStringLiteral("time")).toObject());
    return filter;
}

LiveFilter LiveFilter::fromHistoryFilter(const HistoryFilter &filter)
{
    LiveFilter live{filter, {}};
    if (filter.since || filter.until)
        live.range = {TimeRange::Kind::Custom, filter.since, filter.until};
    live.condition.since.reset();
    live.condition.until.reset();
    live.condition.afterId = 0;
    return live;
}

} // namespace thingsdesk
