// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUuid>

class QTableView;
class QTreeView;

namespace thingsdesk {

class Preferences;

/// How our tables look and behave: no grid, whole rows selected, compact rows of one height, columns that can be moved,
/// hidden (a menu on the header; Ctrl+Shift+H in the table) and keep their width.
void setUpTable(QTableView &table);
void setUpTree(QTreeView &tree);
/// The headers of these columns stand right, as their numbers do. Call it again where the model changed.
void alignNumbers(QTableView &table, const QList<int> &columns);

/// The columns' order, widths, visibility and sorting. `part` names the table, for example "devices/columns". Restoring
/// says whether there was something to restore that fits.
void saveColumns(const QTableView &table, Preferences &preferences, const QUuid &application, const QString &part);
bool restoreColumns(QTableView &table, const Preferences &preferences, const QUuid &application, const QString &part);

} // namespace thingsdesk
