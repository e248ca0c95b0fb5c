// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trafficmodel.h"

#include <QCache>
#include <QStyledItemDelegate>

class QTableView;

namespace thingsdesk {

/// Writes records as people read them: words, units, symbols. Tells repeats, lost messages and errors in words, and
/// paints a gap in the recording over the whole row. What takes time is made once a record and kept.
class TrafficDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficDelegate)
public:
    /// The view shows the model itself, without a proxy.
    TrafficDelegate(const TrafficModel &model, QTableView &view);

    /// What stands in a cell.
    QString cellText(const QModelIndex &index) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const QString &fieldsText(const HistoryRecord &record, const QModelIndex &index) const;
    QString kindText(const HistoryRecord &record) const;
    QString toolTip(const HistoryRecord &record, const QModelIndex &index) const;
    void paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const TrafficModel &m_model;
    QTableView &m_view;
    mutable QCache<qint64, QString> m_fields{1000};
};

} // namespace thingsdesk
