// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicetablemodel.h"

#include "models/devicetablemodel_p.h"

#include <algorithm>

namespace thingsdesk {

DeviceTableModel::DeviceTableModel(ApplicationSession &session, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(*this, session))
{
}

DeviceTableModel::~DeviceTableModel() = default;

void DeviceTableModel::refresh()
{
    d->refresh();
}

bool DeviceTableModel::isLoading() const
{
    return d->reader.isRunning();
}

std::optional<quint64> DeviceTableModel::total() const
{
    return d->total;
}

std::optional<Failure> DeviceTableModel::failure() const
{
    return d->failure;
}

const Device *DeviceTableModel::device(const DevId &devId) const
{
    const int row = d->rows.find(devId);
    return row < 0 ? nullptr : &d->rows.at(row).device;
}

QModelIndex DeviceTableModel::indexOf(const DevId &devId, int column) const
{
    const int row = d->rows.find(devId);
    return row < 0 ? QModelIndex() : index(row, column);
}

QList<DevId> DeviceTableModel::ids() const
{
    QList<DevId> ids;
    ids.reserve(d->rows.size());
    for (int row = 0; row < d->rows.size(); ++row)
        ids.append(d->rows.at(row).device.devId);
    return ids;
}

QStringList DeviceTableModel::appEuis() const
{
    QHash<AppEui, int> counts;
    for (int row = 0; row < d->rows.size(); ++row) {
        if (const AppEui &eui = d->rows.at(row).device.appEui; eui.isSet())
            ++counts[eui];
    }
    QList<std::pair<QString, int>> found;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        found.append({it.key().toHex(), it.value()});
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    QStringList texts;
    for (const auto &[eui, count] : std::as_const(found))
        texts.append(eui);
    return texts;
}

void DeviceTableModel::put(const Device &device)
{
    d->ownChanges.insert(device.devId, Timestamp::now());
    d->put(device);
}

void DeviceTableModel::remove(const DevId &devId)
{
    d->ownChanges.insert(devId, Timestamp::now());
    d->remove(devId);
}

int DeviceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->rows.size();
}

int DeviceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DeviceTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceRow &row = d->rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return deviceValue(row, index.column());
    case DeviceRole:
        return QVariant::fromValue(row.device);
    case ActivityRole:
        return QVariant::fromValue(row.activity);
    case IsQuietRole:
        return row.isQuiet;
    default:
        return {};
    }
}

QVariant DeviceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("ID");
    case DescriptionColumn:
        return tr("Description");
    case ActivationColumn:
        return tr("Activation");
    case LastSeenColumn:
        return tr("Last seen");
    case LossColumn:
        return tr("Loss");
    case RssiColumn:
        return tr("RSSI");
    case SnrColumn:
        return tr("SNR");
    case CounterUpColumn:
        return tr("Counter");
    case DevEuiColumn:
        return tr("DevEUI");
    case AppEuiColumn:
        return tr("AppEUI");
    case DevAddrColumn:
        return tr("DevAddr");
    case AttributesColumn:
        return tr("Attributes");
    default:
        return {};
    }
}

} // namespace thingsdesk
