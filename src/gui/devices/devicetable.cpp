// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicetable.h"

#include "gui/base/monospace.h"
#include "gui/base/tablesetup.h"
#include "gui/devices/devicedelegate.h"
#include "models/devicefiltermodel.h"
#include "models/devicetablemodel.h"

#include <QHeaderView>

namespace thingsdesk {

namespace {

/// Widths in characters; those of EUIs and addresses in the fixed-width face.
constexpr int averageCharacters[] = {18, 20, 9, 13, 8, 11, 10, 11, 23, 23, 11, 24};
static_assert(std::size(averageCharacters) == DeviceTableModel::ColumnCount);

} // namespace

DeviceTable::DeviceTable(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(QStringLiteral("deviceTable"));
    setAccessibleName(tr("Devices"));
    setItemDelegate(new DeviceDelegate(this));
    setUpTable(*this);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void DeviceTable::setModels(DeviceTableModel &devices, DeviceFilterModel &filter)
{
    m_devices = &devices;
    m_filter = &filter;
    setModel(&filter);
    setUpColumns();
    setSortingEnabled(true);
    sortByColumn(DeviceTableModel::IdColumn, Qt::AscendingOrder);
}

void DeviceTable::setUpColumns()
{
    QHeaderView *header = horizontalHeader();
    const int character = fontMetrics().averageCharWidth();
    const int digit = QFontMetrics(monospaceFont()).horizontalAdvance(u'0');
    for (int column = 0; column < DeviceTableModel::ColumnCount; ++column) {
        const bool isHex = column == DeviceTableModel::DevEuiColumn || column == DeviceTableModel::AppEuiColumn ||
                           column == DeviceTableModel::DevAddrColumn;
        header->resizeSection(column, averageCharacters[column] * (isHex ? digit : character) + 24);
    }
    alignNumbers(*this, {DeviceTableModel::LossColumn, DeviceTableModel::RssiColumn, DeviceTableModel::SnrColumn,
                         DeviceTableModel::CounterUpColumn});
}

QList<DevId> DeviceTable::selectedIds() const
{
    QList<DevId> ids;
    const QModelIndexList rows = selectionModel()->selectedRows(DeviceTableModel::IdColumn);
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows)
        ids.append(DevId::fromServer(row.data(DeviceTableModel::ValueRole).toString()));
    std::sort(ids.begin(), ids.end());
    return ids;
}

int DeviceTable::selectedCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        count += range.height();
    return count;
}

DevId DeviceTable::currentId() const
{
    const QModelIndex current = currentIndex().siblingAtColumn(DeviceTableModel::IdColumn);
    return current.isValid() ? DevId::fromServer(current.data(DeviceTableModel::ValueRole).toString()) : DevId();
}

bool DeviceTable::selectDevice(const DevId &devId)
{
    const QModelIndex index = m_filter->mapFromSource(m_devices->indexOf(devId));
    if (!index.isValid())
        return false;
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

void DeviceTable::restoreState(const Preferences &preferences, const QUuid &application, const QString &part)
{
    if (!restoreColumns(*this, preferences, application, part))
        return;
    setColumnHidden(DeviceTableModel::IdColumn, false);
    sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
}

void DeviceTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedDevicesChanged();
}

} // namespace thingsdesk
