// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "history/historystore.h"
#include "session/applicationsession.h"

#include <QAbstractTableModel>

#include <memory>

namespace thingsdesk {

/// An application's devices as the handler lists them, with what our own history knows of each. Filled page by page and
/// merged in place by ID, so that selection and scroll survive a refresh. Values only: words, units and colours are the
/// view's.
class DeviceTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceTableModel)
public:
    enum Column : int {
        IdColumn,
        DescriptionColumn,
        ActivationColumn, ///< int of Activation
        LastSeenColumn,   ///< QDateTime, UTC; invalid = never
        LossColumn,       ///< double, 0…1; invalid = unknown
        RssiColumn,       ///< double dBm
        SnrColumn,        ///< double dB
        CounterUpColumn,  ///< from our history: a list does not tell it
        DevEuiColumn,     ///< QString of hex; empty = not set
        AppEuiColumn,
        DevAddrColumn,
        AttributesColumn, ///< QVariantMap
        ColumnCount
    };
    enum Role : int {
        ValueRole = Qt::UserRole + 1, ///< the raw value: to sort, to filter, for delegates
        DeviceRole,                   ///< Device; counters and last seen are not filled (see Device)
        ActivityRole,                 ///< DeviceActivity
        IsQuietRole,                  ///< bool: silent for more than three times its usual interval, an hour at least
    };

    explicit DeviceTableModel(ApplicationSession &session, QObject *parent = nullptr);
    ~DeviceTableModel() override;

    /// Reads the list anew, page by page. While it is under way a further call does nothing.
    void refresh();
    bool isLoading() const;
    /// How many devices the application has, where the server told it.
    std::optional<quint64> total() const;
    std::optional<Failure> failure() const; ///< of the last refresh; what was there stays

    const Device *device(const DevId &devId) const; ///< valid until the model changes
    QModelIndex indexOf(const DevId &devId, int column = IdColumn) const;
    QList<DevId> ids() const;    ///< sorted
    QStringList appEuis() const; ///< hex, the most frequent first
    /// After our own edits, without asking the server for the whole list.
    void put(const Device &device);
    void remove(const DevId &devId);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    void refreshed();
    void refreshFailed(const thingsdesk::Failure &failure);
    void totalChanged();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
