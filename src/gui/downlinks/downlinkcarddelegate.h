// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/downlinktimelinemodel.h"

#include <QStyledItemDelegate>

namespace thingsdesk {

/// Paints a downlink of DownlinkTimelineModel as a card: device and state, content, manner, steps, and what is wrong.
class DownlinkCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkCardDelegate)
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace thingsdesk
