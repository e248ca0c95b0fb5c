// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/tablesetup.h"

#include "gui/base/numberheader.h"
#include "settings/preferences.h"

#include <QShortcut>
#include <QTableView>
#include <QTreeView>

namespace thingsdesk {

namespace {

constexpr quint8 columnsVersion = 1;

void setUpView(QAbstractItemView &view)
{
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setTextElideMode(Qt::ElideRight);
    view.setAlternatingRowColors(false);
    view.setTabKeyNavigation(false); // Tab leaves the table; the arrows go through it
}

} // namespace

void setUpTable(QTableView &table)
{
    setUpView(table);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setCornerButtonEnabled(false);

    auto *header = new NumberHeader(&table);
    header->setObjectName(QStringLiteral("header"));
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(table.fontMetrics().averageCharWidth() * 4);
    header->setTextElideMode(Qt::ElideRight);
    table.setHorizontalHeader(header);
    auto *columns = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_H, &table, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(columns, &QShortcut::activated, header,
                     [header] { header->openMenu(header->mapToGlobal(QPoint(0, header->height()))); });

    // Fixed: a table of 10,000 rows must not ask each of them for its height.
    QHeaderView *rows = table.verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(1);
    rows->setDefaultSectionSize(table.fontMetrics().height() + 8);
}

void setUpTree(QTreeView &tree)
{
    setUpView(tree);
    tree.setUniformRowHeights(true);
    tree.setAllColumnsShowFocus(true);
    tree.setSelectionMode(QAbstractItemView::SingleSelection);
}

void alignNumbers(QTableView &table, const QList<int> &columns)
{
    if (auto *header = qobject_cast<NumberHeader *>(table.horizontalHeader()))
        header->setNumberSections({columns.begin(), columns.end()});
}

void saveColumns(const QTableView &table, Preferences &preferences, const QUuid &application, const QString &part)
{
    const QHeaderView *header = table.horizontalHeader();
    if (header->count() == 0)
        return;
    QByteArray state;
    state += char(columnsVersion);
    state += char(std::min(header->count(), 255));
    state += header->saveState();
    preferences.setState(application, part, state);
}

bool restoreColumns(QTableView &table, const Preferences &preferences, const QUuid &application, const QString &part)
{
    QHeaderView *header = table.horizontalHeader();
    const QByteArray state = preferences.state(application, part);
    // Of another version of the program, with other columns: the order would fit nothing.
    if (state.size() < 3 || quint8(state[0]) != columnsVersion || quint8(state[1]) != std::min(header->count(), 255))
        return false;
    return header->restoreState(state.sliced(2));
}

} // namespace thingsdesk
