// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trafficmodel.h"

#include "models/trafficmodel_p.h"
#include "models/uplinkmime.h"

#include <QMimeData>

namespace thingsdesk {

TrafficModel::TrafficModel(HistoryStore &history, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(*this, history))
{
}

TrafficModel::~TrafficModel() = default;

const HistoryFilter &TrafficModel::filter() const
{
    return d->filter;
}

void TrafficModel::setFilter(const HistoryFilter &filter)
{
    d->setFilter(filter);
}

bool TrafficModel::isSearching() const
{
    return d->isSearching();
}

bool TrafficModel::isFollowing() const
{
    return d->isFollowing;
}

void TrafficModel::setFollowing(bool following)
{
    d->setFollowing(following);
}

quint64 TrafficModel::newerCount() const
{
    return d->newer.count();
}

bool TrafficModel::hasOlder() const
{
    return d->hasMoreBefore;
}

bool TrafficModel::hasNewer() const
{
    return d->hasNewer();
}

void TrafficModel::fetchOlder()
{
    d->fetchOlder();
}

void TrafficModel::fetchNewer()
{
    d->fetchNewer();
}

void TrafficModel::goTo(qint64 id)
{
    d->goTo(id);
}

void TrafficModel::goToOldest()
{
    d->goToOldest();
}

void TrafficModel::goToNewest()
{
    d->goToNewest();
}

const HistoryRecord *TrafficModel::record(int row) const
{
    return row >= 0 && row < d->window.size() ? &d->window.at(row).record : nullptr;
}

int TrafficModel::rowOf(qint64 id) const
{
    return d->window.find(id);
}

qint64 TrafficModel::firstId() const
{
    return d->window.firstId();
}

qint64 TrafficModel::lastId() const
{
    return d->window.lastId();
}

HistoryExtent TrafficModel::extent() const
{
    return d->extent;
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->window.size();
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

Qt::ItemFlags TrafficModel::flags(const QModelIndex &index) const
{
    const HistoryRecord *stored = index.isValid() ? record(index.row()) : nullptr;
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return stored && stored->uplink() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList TrafficModel::mimeTypes() const
{
    return {uplinkMimeType(), QStringLiteral("text/plain")};
}

QMimeData *TrafficModel::mimeData(const QModelIndexList &indexes) const
{
    for (const QModelIndex &index : indexes) {
        const HistoryRecord *stored = record(index.row());
        if (stored && stored->uplink())
            return uplinkMimeData(*stored->uplink());
    }
    return nullptr;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficRow &row = d->window.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return row.value(index.column());
    case RecordRole:
        return QVariant::fromValue(row.record);
    case IdRole:
        return qlonglong(row.record.id);
    case CounterGapRole:
        return row.counterGap;
    case IsDuplicateRole:
        return row.record.isDuplicate;
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case DeviceColumn:
        return tr("Device");
    case KindColumn:
        return tr("Kind");
    case PortColumn:
        return tr("Port");
    case CounterColumn:
        return tr("Counter");
    case PayloadColumn:
        return tr("Payload");
    case FieldsColumn:
        return tr("Fields");
    case RssiColumn:
        return tr("RSSI");
    case SnrColumn:
        return tr("SNR");
    case DataRateColumn:
        return tr("Data rate");
    case GatewaysColumn:
        return tr("Gateways");
    default:
        return {};
    }
}

} // namespace thingsdesk
