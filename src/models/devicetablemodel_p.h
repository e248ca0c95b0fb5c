// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/devicehistorywatcher.h"
#include "models/devicelistreader.h"
#include "models/devicerows.h"
#include "models/devicetablemodel.h"

#include <QTimer>

namespace thingsdesk {

/// Keeps the rows: merges pages, our own edits and what the history tells.
class DeviceTableModel::Private final
{
    Q_DISABLE_COPY_MOVE(Private)
public:
    Private(DeviceTableModel &model, ApplicationSession &openSession);
    ~Private() = default;

    void refresh();
    void put(const Device &device);
    void remove(const DevId &devId);

    DeviceTableModel &q;
    ApplicationSession &session;
    DeviceRows rows;
    DeviceListReader reader;
    DeviceHistoryWatcher watcher;
    std::optional<quint64> total;
    std::optional<Failure> failure;
    QHash<DevId, Timestamp> ownChanges; ///< when we last put or removed it: its event is no news

private:
    void merge(const DevicePage &page);
    int insertNew(const QList<Device> &devices, qsizetype first, int row);
    void finish(bool isWhole);
    void giveUp(const Failure &reason);
    void removeUnseen();
    void removeRows(int first, int count);
    void setTotal(std::optional<quint64> number);
    std::unique_ptr<DeviceRow> rowOf(const Device &device) const;
    void takeActivity(const QHash<DevId, DeviceActivity> &snapshot);
    void lookForQuietOnes();
    void tellOfChanges(const QList<int> &changed, int firstColumn = 0, int lastColumn = ColumnCount - 1);
    void followEvent(const DevId &devId, DeviceHistoryWatcher::Change change, const Timestamp &received);
    void readAgain(const DevId &devId);

    QHash<DevId, DeviceActivity> m_activity;
    QSet<DevId> m_touched; ///< put or removed while the list is read: we know better than its pages
    QTimer m_quietTimer;
    QTimer m_refreshTimer;
    bool m_isFilled = false; ///< the list was read once
};

} // namespace thingsdesk
