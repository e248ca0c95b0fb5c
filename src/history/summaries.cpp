// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryReader's answers on the whole history: from counters, and from what the indexer keeps of each device.
#include "history/activity.h"
#include "history/fieldcatalog.h"
#include "history/fieldvalues.h"
#include "history/historyreader.h"
#include "history/recordcounters.h"

#include <QFileInfo>

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minuteNanoseconds = 60LL * 1'000'000'000;

/// In minutes since 1970.
qint64 minutesOf(const QDateTime &time)
{
    return time.toSecsSinceEpoch() / 60;
}

/// Where the local hour began.
QDateTime hourBegin(const QDateTime &local)
{
    return local.addMSecs(-qint64(local.time().minute()) * 60'000 - qint64(local.time().second()) * 1000 -
                          local.time().msec());
}

} // namespace

HistoryFacets HistoryReader::facets()
{
    HistoryFacets facets;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    Statement rows(m_database, "SELECT type, value, count FROM facet WHERE count > 0");
    while (rows.next()) {
        const qint64 value = rows.integer(1);
        const auto count = quint64(rows.integer(2));
        switch (FacetType(rows.integer(0))) {
        case FacetType::Kind:
            facets.kinds.insert(RecordKind(value), count);
            break;
        case FacetType::Device:
            facets.devices.insert(DevId::fromServer(m_reader.devices().text(value)), count);
            break;
        case FacetType::Port:
            facets.ports.insert(quint8(value - 1), count);
            break;
        case FacetType::Gateway:
            facets.gateways.insert(m_reader.gateways().text(value), count);
            break;
        case FacetType::Rate:
            facets.dataRates.insert(m_reader.rates().text(value), count);
            break;
        }
    }
    return facets;
}

HistoryStatistics::Hour HistoryReader::hour(qint64 beginMinutes)
{
    const ResetAtEnd reset(m_quarters);
    m_quarters.with(beginMinutes, beginMinutes + 60).next();
    return {Timestamp{beginMinutes * minuteNanoseconds, 0}, quint64(m_quarters.integer(1)),
            quint64(m_quarters.integer(2)), quint64(m_quarters.integer(3))};
}

HistoryStatistics HistoryReader::statistics(const Timestamp &now)
{
    HistoryStatistics statistics;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    statistics.extent = extent();
    Statement received(m_database, "SELECT received, flags FROM record WHERE id = ?");
    const auto timeOf = [&received](qint64 id) -> std::optional<Timestamp> {
        const ResetAtEnd reset(received);
        if (!received.with(id).next())
            return std::nullopt;
        RecordRow row;
        row.received = received.integer(0);
        row.flags = received.integer(1);
        return row.time();
    };
    statistics.first = timeOf(statistics.extent.firstId);
    statistics.last = timeOf(statistics.extent.lastId);

    const QDateTime local = now.toDateTime().toLocalTime();
    m_quarters.with(minutesOf(local.date().startOfDay()), minutesOf(local.date().addDays(1).startOfDay())).next();
    statistics.today = quint64(m_quarters.integer(0));
    m_quarters.reset();
    const qint64 lastHour = minutesOf(hourBegin(local));
    for (int i = 23; i >= 0; --i)
        statistics.lastDay.append(hour(lastHour - qint64(i) * 60));
    statistics.bytesOnDisk = QFileInfo(m_file).size() + QFileInfo(m_file + u"-wal"_s).size();
    return statistics;
}

void HistoryReader::walkUplinks(qint64 afterId, qint64 device, const RecordWalker::Visitor &visitor,
                                const CancelCheck &isCancelled)
{
    HistoryFilter filter;
    filter.kinds = {RecordKind::Uplink};
    filter.afterId = afterId;
    if (device != 0)
        filter.devices = {DevId::fromServer(m_reader.devices().text(device))};
    m_walker.walk(QueryPlan(filter, m_database, m_reader), Direction::Forward, 0, visitor, isCancelled);
}

QHash<DevId, DeviceActivity> HistoryReader::deviceActivity(const CancelCheck &isCancelled)
{
    QHash<qint64, DeviceTrack> tracks;
    const Transaction transaction(m_database, Transaction::Kind::Read);
    Statement stored(m_database, "SELECT device, data FROM activity");
    while (stored.next())
        tracks.insert(stored.integer(0), DeviceTrack::fromBytes(stored.blob(1)));
    walkUplinks(
        m_database.integer("SELECT value FROM meta WHERE key = 'tracked'"), 0,
        [&](const RecordRow &row, Statement &statement) {
            const auto content = m_reader.content(statement);
            if (const auto uplink = content ? threadJsonParser().parseObject(*content) : std::nullopt)
                tracks[row.device].add(row, UplinkGlance::of(*uplink));
            return true;
        },
        isCancelled);
    QHash<DevId, DeviceActivity> activity;
    for (auto entry = tracks.cbegin(); entry != tracks.cend(); ++entry) {
        const QString device = m_reader.devices().text(entry.key());
        const DeviceActivity one = entry->activity();
        if (one.lastUplinkId > 0 && !device.isEmpty())
            activity.insert(DevId::fromServer(device), one);
    }
    return activity;
}

QSet<QString> HistoryReader::unindexedPaths(qint64 device, const CancelCheck &isCancelled)
{
    QSet<QString> paths;
    const auto takePath = [&paths](const QString &path, simdjson::dom::element) {
        if (path.size() <= FieldCatalog::maximumPathBytes)
            paths.insert(path);
        return paths.size() < FieldCatalog::maximumFields;
    };
    walkUplinks(
        m_database.integer("SELECT max(last) FROM segment"), device,
        [&](const RecordRow &, Statement &statement) {
            const auto content = m_reader.content(statement);
            const auto uplink = content ? threadJsonParser().parseObject(*content) : std::nullopt;
            const auto fields = uplink ? lastMember(*uplink, "payload_fields") : std::nullopt;
            if (fields && fields->is_object())
                visitPaths(*fields, FieldCatalog::maximumDepth, takePath);
            return true;
        },
        isCancelled);
    return paths;
}

QStringList HistoryReader::fieldPaths(const DevId &devId, const CancelCheck &isCancelled)
{
    const Transaction transaction(m_database, Transaction::Kind::Read);
    const qint64 device = devId.isEmpty() ? 0 : m_reader.devices().number(devId.toString());
    if (!devId.isEmpty() && device == 0)
        return {};
    QSet<QString> paths = unindexedPaths(device, isCancelled);
    Statement indexed(m_database, device == 0 ? "SELECT path FROM field WHERE ? = 0"
                                              : "SELECT path FROM device_field JOIN field ON field.id = field "
                                                "WHERE device = ?");
    indexed.with(device);
    while (indexed.next())
        paths.insert(indexed.text(0));
    if (devId.isEmpty()) {
        for (const QString &path : m_own.paths())
            paths.insert(path);
    }
    QStringList sorted(paths.cbegin(), paths.cend());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace thingsdesk::history
