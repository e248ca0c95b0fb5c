// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trafficmodel.h"

#include <QCache>
#include <QIdentityProxyModel>

namespace thingsdesk {

/// A TrafficModel in words, for eyes and for screen readers: units, symbols, repeats and lost messages. The same rows
/// and columns; the other roles as they are. What takes time is made once a record and kept.
class TrafficWords final : public QIdentityProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficWords)
public:
    TrafficWords(TrafficModel &model, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// With the units that the cells leave out.
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString cellText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    QString fieldsText(const HistoryRecord &record, const QModelIndex &index) const;

    const TrafficModel &m_model;
    mutable QCache<qint64, QString> m_fields{1000};
};

} // namespace thingsdesk
