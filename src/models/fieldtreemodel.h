// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <memory>

namespace thingsdesk {

/// A JSON object as a tree: name and value. Large ones are fine: children are made when they are asked for.
class FieldTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldTreeModel)
public:
    enum Column : int { NameColumn, ValueColumn, ColumnCount };
    enum Role : int {
        PathRole = Qt::UserRole + 1, ///< QString, the form of FieldExpression
        JsonRole,                    ///< QByteArray, the value's JSON text
        IsNumberRole,                ///< bool: it can be plotted
    };

    explicit FieldTreeModel(QObject *parent = nullptr);
    ~FieldTreeModel() override;

    /// Text that is no JSON gives an empty tree.
    void setJson(const QByteArray &json);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
