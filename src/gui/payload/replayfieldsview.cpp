// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/replayfieldsview.h"

#include "gui/base/tablesetup.h"
#include "gui/base/texts.h"

#include <QLocale>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownFields = 200;

enum Column { NameColumn, ChangedColumn, PresentColumn, MinimumColumn, MaximumColumn, ColumnCount };

/// One text where before and after are the same.
QString beforeAndAfter(const QString &before, const QString &after)
{
    return before == after ? before : before + u" → "_s + after;
}

QString numberText(std::optional<double> number)
{
    return number ? QLocale().toString(*number, 'g', 8) : u"–"_s;
}

QTreeWidgetItem *makeRow()
{
    auto *row = new QTreeWidgetItem;
    for (int column = ChangedColumn; column < ColumnCount; ++column)
        row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    return row;
}

} // namespace

ReplayFieldsView::ReplayFieldsView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"replayFieldsView"_s);
    setAccessibleName(tr("Fields before and after"));
    setUpTree(*this);
    setRootIsDecorated(false);
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Field"), tr("Changed"), tr("Present"), tr("Minimum"), tr("Maximum")});
    setColumnWidth(NameColumn, 120);
    for (int column = ChangedColumn; column < ColumnCount; ++column)
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    setColumnWidth(ChangedColumn, 70);
}

void ReplayFieldsView::setSummary(const ReplaySummary &summary)
{
    QStringList names = summary.fields.keys();
    std::stable_sort(names.begin(), names.end(), [&](const QString &a, const QString &b) {
        return summary.fields[a].changed > summary.fields[b].changed;
    });
    names = names.first(std::min(names.size(), shownFields));
    while (topLevelItemCount() > names.size())
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < names.size())
        addTopLevelItem(makeRow());
    for (qsizetype i = 0; i < names.size(); ++i) {
        const ReplayField field = summary.fields.value(names[i]);
        QTreeWidgetItem *item = topLevelItem(int(i));
        item->setText(NameColumn, names[i]);
        item->setText(ChangedColumn, texts::count(field.changed));
        item->setText(PresentColumn,
                      beforeAndAfter(texts::count(field.presentBefore), texts::count(field.presentAfter)));
        item->setText(MinimumColumn, beforeAndAfter(numberText(field.minimumBefore), numberText(field.minimumAfter)));
        item->setText(MaximumColumn, beforeAndAfter(numberText(field.maximumBefore), numberText(field.maximumAfter)));
    }
}

} // namespace thingsdesk
