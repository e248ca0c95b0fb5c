// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/gatewaydelegate.h"

#include "gui/base/texts.h"
#include "models/gatewaytablemodel.h"

#include <QDateTime>

namespace thingsdesk {

namespace {

QString valueText(const QModelIndex &index)
{
    const QVariant value = index.data(GatewayTableModel::ValueRole);
    if (!value.isValid() || value.isNull())
        return QStringLiteral("–");
    switch (index.column()) {
    case GatewayTableModel::RssiColumn:
        return texts::decibelMilliwatts(value.toDouble());
    case GatewayTableModel::SnrColumn:
        return texts::decibels(value.toDouble());
    case GatewayTableModel::DistanceColumn:
        return texts::distance(value.toDouble());
    case GatewayTableModel::TimeColumn:
        return value.toDateTime().isValid()
                   ? texts::clock(Timestamp::fromMilliseconds(value.toDateTime().toMSecsSinceEpoch()))
                   : QStringLiteral("–");
    default:
        return texts::plain(value.toString());
    }
}

} // namespace

void GatewayDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = valueText(index);
    option->features |= QStyleOptionViewItem::HasDisplay;
    const bool isText = index.column() == GatewayTableModel::GatewayColumn;
    option->displayAlignment = (isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace thingsdesk
