// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/replaymodel.h"

#include <QDateTime>

namespace thingsdesk {

ReplayModel::ReplayModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ReplayModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void ReplayModel::append(const QList<ReplayRow> &rows)
{
    const QList<ReplayRow> taken = rows.first(std::min(rows.size(), maximumRows - m_rows.size()));
    if (taken.isEmpty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + taken.size() - 1));
    m_rows += taken;
    endInsertRows();
}

int ReplayModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ReplayModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ReplayModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const ReplayRow &row = m_rows[index.row()];
    switch (index.column()) {
    case TimeColumn:
        return row.received.toDateTime();
    case DeviceColumn:
        return row.devId.toString();
    case PortColumn:
        return row.port;
    case PayloadColumn:
        return row.payload;
    case OutcomeColumn:
        return int(row.outcome);
    case BeforeColumn:
        return QString::fromUtf8(row.before);
    case AfterColumn:
        return QString::fromUtf8(row.after);
    default:
        return {};
    }
}

QVariant ReplayModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case DeviceColumn:
        return tr("Device");
    case PortColumn:
        return tr("Port");
    case PayloadColumn:
        return tr("Payload");
    case OutcomeColumn:
        return tr("Outcome");
    case BeforeColumn:
        return tr("Saved functions");
    case AfterColumn:
        return tr("Edited functions");
    default:
        return {};
    }
}

} // namespace thingsdesk
