// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldtreemodel.h"

#include "core/jsontext.h"
#include "models/fieldnode.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;

class FieldTreeModel::Private
{
public:
    FieldNode *nodeOf(const QModelIndex &index) const
    {
        return index.isValid() ? static_cast<FieldNode *>(index.internalPointer()) : root.get();
    }

    QByteArray json;
    std::unique_ptr<FieldNode> root = emptyRoot();

    static std::unique_ptr<FieldNode> emptyRoot()
    {
        return std::make_unique<FieldNode>(nullptr, 0, QString(), QString(), QByteArray());
    }
};

FieldTreeModel::FieldTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>())
{
}

FieldTreeModel::~FieldTreeModel() = default;

void FieldTreeModel::setJson(const QByteArray &json)
{
    if (json == d->json)
        return; // what is open stays open
    beginResetModel();
    d->json = json;
    d->root = checkJson(json, u"fields"_s)
                  ? std::make_unique<FieldNode>(nullptr, 0, QString(), QString(), json.trimmed())
                  : Private::emptyRoot();
    endResetModel();
}

QModelIndex FieldTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= ColumnCount || (parent.isValid() && parent.column() != NameColumn))
        return {};
    FieldNode *const child = d->nodeOf(parent)->child(row);
    return child ? createIndex(row, column, child) : QModelIndex();
}

QModelIndex FieldTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    FieldNode *const node = d->nodeOf(child)->parent();
    return node && node != d->root.get() ? createIndex(node->row(), NameColumn, node) : QModelIndex();
}

int FieldTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() && parent.column() != NameColumn ? 0 : d->nodeOf(parent)->childCount();
}

int FieldTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant FieldTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldNode &node = *d->nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? node.name() : node.shownText();
    case Qt::EditRole: // whole, to copy it
        return index.column() == NameColumn ? node.name() : node.plainText();
    case PathRole:
        return node.path();
    case JsonRole:
        return node.json();
    case IsNumberRole:
        return node.type() == FieldNode::Type::Number;
    default:
        return {};
    }
}

QVariant FieldTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return section == NameColumn ? tr("Field") : tr("Value");
}

} // namespace thingsdesk
