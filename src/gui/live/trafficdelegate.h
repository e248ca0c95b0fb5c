// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trafficmodel.h"

#include <QStyledItemDelegate>

class QTableView;

namespace thingsdesk {

/// Paints the rows of a TrafficWords: numbers to the right, hex in a fixed face, errors in their tone, repeats slanted,
/// and a gap in the recording over the whole row.
class TrafficDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficDelegate)
public:
    TrafficDelegate(const TrafficModel &model, QTableView &view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const TrafficModel &m_model;
    QTableView &m_view;
};

} // namespace thingsdesk
