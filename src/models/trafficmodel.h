// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QAbstractTableModel>

#include <memory>

namespace thingsdesk {

/// A window of some thousand records over the whole history, newest last. It follows the tail, or stands still and
/// counts what is newer; scrolling to its edges moves it. Its memory does not grow with the history. Values only.
class TrafficModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficModel)
public:
    enum Column : int {
        TimeColumn,     ///< QDateTime, UTC
        DeviceColumn,   ///< QString
        KindColumn,     ///< int of RecordKind
        PortColumn,     ///< int; invalid where there is none
        CounterColumn,  ///< qlonglong
        PayloadColumn,  ///< QByteArray
        FieldsColumn,   ///< QByteArray of JSON; for errors the error's text (QString)
        RssiColumn,     ///< double
        SnrColumn,      ///< double
        DataRateColumn, ///< QString "SF7BW125"
        GatewaysColumn, ///< int, how many heard it; QString for the sending one of a downlink
        ColumnCount
    };
    enum Role : int {
        ValueRole = Qt::UserRole + 1,
        RecordRole,      ///< HistoryRecord
        IdRole,          ///< qlonglong
        CounterGapRole,  ///< int: uplinks of this device missing before this one, as far as the window shows
        IsDuplicateRole, ///< bool
    };
    static constexpr int windowSize = 4000; ///< records at the most
    static constexpr int pageSize = 500;

    explicit TrafficModel(HistoryStore &history, QObject *parent = nullptr);
    ~TrafficModel() override;

    const HistoryFilter &filter() const;
    /// Starts anew from the tail (or from where it stood, if that fits). `searching` tells the way.
    void setFilter(const HistoryFilter &filter);
    bool isSearching() const;

    /// Following shows what comes; else it is counted in newerCount(). Going on shows the newest.
    bool isFollowing() const;
    void setFollowing(bool following);
    /// Records after the window that fit the filter (an estimate above 10,000); 0 while following.
    quint64 newerCount() const;

    bool hasOlder() const;
    bool hasNewer() const; ///< the window does not reach the tail
    void fetchOlder();
    void fetchNewer();
    /// Moves the window so that the record with this ID, or the nearest one that fits, is in it; `moved` tells its row.
    void goTo(qint64 id);
    void goToOldest();
    void goToNewest(); ///< and follows

    const HistoryRecord *record(int row) const; ///< valid until the model changes
    int rowOf(qint64 id) const;                 ///< -1 where it is not in the window
    qint64 firstId() const;                     ///< of the window; 0 = empty
    qint64 lastId() const;
    HistoryExtent extent() const; ///< of the history

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Uplinks can be dragged, the first of those selected.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

Q_SIGNALS:
    void searchingChanged(bool searching);
    void followingChanged(bool following);
    void newerCountChanged(quint64 count);
    void extentChanged();
    void moved(int row); ///< the answer to goTo…
    void failed(const thingsdesk::Failure &failure);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
