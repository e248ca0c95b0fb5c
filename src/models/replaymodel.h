// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/replaysummary.h"

#include <QAbstractTableModel>

namespace thingsdesk {

/// The uplinks of a replay that came out differently, in the order in which they were found; so many at most, to keep
/// memory the same. Values only; words are for delegates.
class ReplayModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayModel)
public:
    enum Column : int {
        TimeColumn, ///< QDateTime, UTC
        DeviceColumn,
        OutcomeColumn, ///< int of ReplayOutcome
        BeforeColumn,  ///< fields as JSON, or the error's text
        AfterColumn,
        PortColumn,
        PayloadColumn, ///< QByteArray
        ColumnCount
    };
    static constexpr qsizetype maximumRows = 10'000;

    explicit ReplayModel(QObject *parent = nullptr);

    void clear();
    /// Those above the maximum are dropped.
    void append(const QList<ReplayRow> &rows);
    const ReplayRow &row(int row) const { return m_rows[row]; }
    bool isFull() const { return m_rows.size() >= maximumRows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ReplayRow> m_rows;
};

} // namespace thingsdesk
