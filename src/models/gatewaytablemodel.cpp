// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/gatewaytablemodel.h"

#include "models/distance.h"

#include <algorithm>

namespace thingsdesk {

GatewayTableModel::GatewayTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void GatewayTableModel::setMetadata(const RadioMetadata &metadata)
{
    beginResetModel();
    m_gateways = metadata.gateways;
    m_device = metadata.location;
    std::stable_sort(m_gateways.begin(), m_gateways.end(), [](const GatewayReception &a, const GatewayReception &b) {
        return a.rssi != b.rssi ? a.rssi > b.rssi : a.snr > b.snr;
    });
    endResetModel();
}

int GatewayTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_gateways.size());
}

int GatewayTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant GatewayTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != ValueRole))
        return {};
    const GatewayReception &gateway = m_gateways[index.row()];
    switch (index.column()) {
    case GatewayColumn:
        return gateway.gatewayId;
    case RssiColumn:
        return gateway.rssi;
    case SnrColumn:
        return gateway.snr;
    case DistanceColumn:
        if (!gateway.location.isSet() || !m_device.isSet())
            return {};
        return distanceBetween(gateway.location, m_device);
    case ChannelColumn:
        return gateway.channel;
    case AntennaColumn:
        return gateway.antenna;
    case TimeColumn:
        return gateway.time ? QVariant(gateway.time->toDateTime()) : QVariant();
    default:
        return {};
    }
}

QVariant GatewayTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case GatewayColumn:
        return tr("Gateway");
    case RssiColumn:
        return tr("RSSI");
    case SnrColumn:
        return tr("SNR");
    case DistanceColumn:
        return tr("Distance");
    case ChannelColumn:
        return tr("Channel");
    case AntennaColumn:
        return tr("Antenna");
    case TimeColumn:
        return tr("Gateway time");
    default:
        return {};
    }
}

} // namespace thingsdesk
