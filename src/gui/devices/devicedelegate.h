// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace thingsdesk {

/// Shows the values of a DeviceTableModel in words and units, with the exact ones in the tooltip.
class DeviceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceDelegate)
public:
    explicit DeviceDelegate(QObject *parent = nullptr);

    /// What a cell shows. Empty where there is nothing to tell.
    static QString cellText(const QModelIndex &index);
    static QString toolTip(const QModelIndex &index);

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const QFont m_fixed;
};

} // namespace thingsdesk
