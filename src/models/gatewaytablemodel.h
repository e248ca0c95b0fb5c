// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/radio.h"

#include <QAbstractTableModel>

namespace thingsdesk {

/// The gateways that heard one uplink, the strongest first, with the distance where both places are known. Values only.
class GatewayTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayTableModel)
public:
    enum Column : int {
        GatewayColumn,
        RssiColumn,     ///< double dBm
        SnrColumn,      ///< double dB
        DistanceColumn, ///< double metres; invalid = unknown
        ChannelColumn,
        AntennaColumn,
        TimeColumn, ///< QDateTime, UTC; invalid where the gateway has no clock
        ColumnCount
    };
    enum Role : int { ValueRole = Qt::UserRole + 1 };

    explicit GatewayTableModel(QObject *parent = nullptr);

    void setMetadata(const RadioMetadata &metadata);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<GatewayReception> m_gateways;
    Location m_device;
};

} // namespace thingsdesk
