// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QSortFilterProxyModel>

namespace thingsdesk {

/// What the filter line of the device table says: words that must all fit. A plain word is looked for in ID,
/// description, EUIs, address and attributes (case ignored); `eui:` takes any pasted form of a part of DevEUI or
/// AppEUI; `attr:key` or `attr:key=value`; `quiet:2h` (s, m, h, d) finds devices not heard for that long, or never.
struct DeviceFilter
{
    struct Attribute
    {
        QString key;
        std::optional<QString> value;
    };
    QStringList words;
    QStringList euiParts; ///< hex, upper case
    QList<Attribute> attributes;
    std::optional<std::chrono::seconds> quietFor;

    static Result<DeviceFilter> parse(const QString &text);
};

/// Sorts a DeviceTableModel by value and filters it. A text that cannot be read leaves the filter as it was.
class DeviceFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceFilterModel)
public:
    explicit DeviceFilterModel(QObject *parent = nullptr);

    Result<void> setFilterText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    DeviceFilter m_filter;
};

} // namespace thingsdesk
