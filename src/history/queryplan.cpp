// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/queryplan.h"

#include "history/expressionplan.h"
#include "history/recordcounters.h"

#include <algorithm>

namespace thingsdesk::history {

namespace {

constexpr double shareOfTimes = 0.3;
constexpr qint64 unlistedMark = 1 << 30; // as the catalog sets it

template <class Value>
bool passes(const QSet<qint64> &wanted, Value value)
{
    return wanted.isEmpty() || wanted.contains(qint64(value));
}

/// Whether a part of the path holds the text. Its dots and backquotes are ours.
bool pathHolds(const QString &path, const TextNeedle &needle)
{
    const auto parts = parseFieldPath(path);
    return parts && std::any_of(parts->begin(), parts->end(), [&](const PathPart &part) {
               return needle.isIn(QByteArrayView(part.key.data(), qsizetype(part.key.size())));
           });
}

} // namespace

void IndexCondition::add(const IndexCondition &other)
{
    ranges.insert(ranges.end(), other.ranges.begin(), other.ranges.end());
    for (auto entry = other.members.cbegin(); entry != other.members.cend(); ++entry)
        addMembers(entry.key(), entry.value());
    share = std::min(1.0, share + other.share);
}

void IndexCondition::addMembers(qint64 list, const QSet<qint64> &values)
{
    // A few are looked up one by one, many by reading the list.
    constexpr qsizetype few = 16;
    if (values.size() > few || members.contains(list)) {
        members[list].unite(values);
        return;
    }
    for (const qint64 value : values)
        ranges.push_back({list, value, value});
}

bool ColumnConditions::fit(const RecordRow &row) const
{
    if ((since && row.received < *since) || (until && row.received >= *until) ||
        (withoutDuplicates && row.isDuplicate()))
        return false;
    return passes(kinds, row.kind) && passes(devices, row.device) && passes(ports, row.port) &&
           passes(gateways, row.gateway) && passes(rates, row.rate);
}

bool TextColumns::hold(const RecordRow &row) const
{
    return kinds.contains(qint64(row.kind)) || devices.contains(row.device) || gateways.contains(row.gateway) ||
           rates.contains(row.rate);
}

QueryPlan::QueryPlan(const HistoryFilter &filter, Database &database, RecordReader &reader)
    : matcher(filter)
{
    planColumns(database, reader);
    planTime();
    if (matcher.hasExpression()) {
        for (IndexCondition &condition : ExpressionPlanner(database).conditions(*filter.fields.root()))
            conditions.push_back(std::move(condition));
    }
    if (matcher.hasText())
        planText(database, reader);
    std::stable_sort(conditions.begin(), conditions.end(),
                     [](const IndexCondition &a, const IndexCondition &b) { return a.share < b.share; });
    if (conditions.size() > 1 || filter.afterId > 0 || filter.withoutDuplicates || matcher.hasExpression() ||
        matcher.hasText() || filter.since || filter.until)
        knownCount.reset();
}

void QueryPlan::planColumns(Database &database, RecordReader &reader)
{
    const HistoryFilter &filter = matcher.filter();
    const auto take = [this](QSet<qint64> &out, bool isWanted, qint64 number) {
        if (number != 0)
            out.insert(number);
        isImpossible = isImpossible || (isWanted && out.isEmpty());
    };
    for (const RecordKind kind : filter.kinds)
        columns.kinds.insert(qint64(kind));
    for (const quint8 port : filter.ports)
        columns.ports.insert(qint64(port) + 1);
    for (const DevId &device : filter.devices)
        take(columns.devices, false, reader.devices().number(device.toString()));
    for (const QString &gateway : filter.gateways)
        take(columns.gateways, false, gateway.isEmpty() ? 0 : reader.gateways().number(gateway));
    for (const QString &rate : filter.dataRates)
        take(columns.rates, false, rate.isEmpty() ? 0 : reader.rates().number(rate));
    take(columns.devices, !filter.devices.isEmpty(), 0);
    take(columns.gateways, !filter.gateways.isEmpty(), 0);
    take(columns.rates, !filter.dataRates.isEmpty(), 0);
    columns.withoutDuplicates = filter.withoutDuplicates;
    planSet(database, KindList, int(FacetType::Kind), columns.kinds);
    planSet(database, DeviceList, int(FacetType::Device), columns.devices);
    planSet(database, PortList, int(FacetType::Port), columns.ports);
    planSet(database, GatewayList, int(FacetType::Gateway), columns.gateways);
    planSet(database, RateList, int(FacetType::Rate), columns.rates);
}

void QueryPlan::planSet(Database &database, ColumnList list, int facet, const QSet<qint64> &values)
{
    if (values.isEmpty())
        return;
    Statement count(database, "SELECT count FROM facet WHERE type = ? AND value = ?");
    qint64 found = 0;
    for (const qint64 value : values) {
        if (count.with(facet, value).next())
            found += count.integer(0);
    }
    count.reset();
    const qint64 all = database.integer("SELECT (SELECT max(id) FROM record) - (SELECT min(id) FROM record) + 1");
    IndexCondition condition;
    condition.addMembers(list, values);
    condition.share = all > 0 ? double(found) / double(all) : 0;
    conditions.push_back(std::move(condition));
    knownCount = quint64(std::max<qint64>(found, 0));
}

void QueryPlan::planTime()
{
    const HistoryFilter &filter = matcher.filter();
    if (!filter.since && !filter.until)
        return;
    IndexCondition::Range range{MinuteList};
    if (filter.since) {
        columns.since = filter.since->nanoseconds;
        range.low = minuteOf(*columns.since);
    }
    if (filter.until) {
        columns.until = filter.until->nanoseconds;
        range.high = minuteOf(*columns.until);
    }
    IndexCondition condition;
    condition.ranges.push_back(range);
    condition.share = shareOfTimes;
    conditions.push_back(std::move(condition));
}

void QueryPlan::planText(Database &database, RecordReader &reader)
{
    const TextNeedle &needle = matcher.needle();
    for (const RecordKind kind : allRecordKinds()) {
        if (needle.isIn(recordKindName(kind)))
            text.kinds.insert(qint64(kind));
    }
    text.devices = reader.devices().holding(needle);
    text.gateways = reader.gateways().holding(needle);
    text.rates = reader.rates().holding(needle);
    if (!needle.hexBytes().isEmpty())
        return; // payloads are not indexed: everything is looked at, newest first

    IndexCondition condition;
    condition.share = shareOfTimes;
    condition.ranges.push_back({OpaqueList, 0, 0});
    condition.ranges.push_back({listOf(errorTerm, ListType::UnlistedText)});
    condition.addMembers(KindList, text.kinds);
    condition.addMembers(DeviceList, text.devices);
    condition.addMembers(GatewayList, text.gateways);
    condition.addMembers(RateList, text.rates);
    QHash<qint64, QSet<qint64>> listed;
    Statement texts(database, "SELECT list, hash, text FROM field_text");
    while (texts.next()) {
        if (needle.isIn(texts.blob(2)))
            listed[texts.integer(0)].insert(texts.integer(1));
    }
    for (auto entry = listed.cbegin(); entry != listed.cend(); ++entry)
        condition.addMembers(entry.key(), entry.value());
    Statement fields(database, "SELECT id, path, texts FROM field");
    while (fields.next()) {
        const qint64 field = fields.integer(0);
        const bool isNamed = pathHolds(fields.text(1), needle);
        if (isNamed || (fields.integer(2) & unlistedMark))
            condition.ranges.push_back({listOf(field, ListType::UnlistedText)});
        for (const ListType type : {ListType::Number, ListType::Text, ListType::Other}) {
            if (isNamed)
                condition.ranges.push_back({listOf(field, type)});
        }
    }
    conditions.push_back(std::move(condition));
}

} // namespace thingsdesk::history
