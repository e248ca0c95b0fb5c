// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QTableView>
#include <QUuid>

namespace thingsdesk {

class DeviceFilterModel;
class DeviceTableModel;
class Preferences;

/// The table of devices: rows of one height, columns that can be moved, hidden and sorted, keyboard as in every table.
/// Its rows are those of a DeviceFilterModel over the DeviceTableModel.
class DeviceTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceTable)
public:
    explicit DeviceTable(QWidget *parent = nullptr);

    void setModels(DeviceTableModel &devices, DeviceFilterModel &filter);

    QList<DevId> selectedIds() const;
    int selectedCount() const;
    DevId currentId() const;
    /// Selects the device and brings it into view; false where the filter hides it or it is not there.
    bool selectDevice(const DevId &devId);

    /// Columns and sorting as saveColumns() kept them.
    void restoreState(const Preferences &preferences, const QUuid &application, const QString &part);

Q_SIGNALS:
    void selectedDevicesChanged();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void setUpColumns();

    DeviceTableModel *m_devices = nullptr;
    DeviceFilterModel *m_filter = nullptr;
};

} // namespace thingsdesk
