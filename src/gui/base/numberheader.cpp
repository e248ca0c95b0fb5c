// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/numberheader.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QStyleOptionHeader>

namespace thingsdesk {

NumberHeader::NumberHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void NumberHeader::setNumberSections(const QSet<int> &sections)
{
    m_numbers = sections;
    viewport()->update();
}

void NumberHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (m_numbers.contains(logicalIndex))
        option->textAlignment = Qt::AlignRight | Qt::AlignVCenter;
}

void NumberHeader::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(event->globalPos());
}

void NumberHeader::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int shown = count() - hiddenSectionCount();
    for (int visual = 0; visual < count(); ++visual) {
        const int section = logicalIndex(visual);
        QAction *action = menu->addAction(model()->headerData(section, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(section));
        // One column stays, or the header with its menu would be gone.
        action->setEnabled(isSectionHidden(section) || shown > 1);
        connect(action, &QAction::toggled, this, [this, section](bool on) {
            setSectionHidden(section, !on);
            if (on && sectionSize(section) < minimumSectionSize() + 8)
                resizeSection(section, sectionSizeHint(section) + 16);
        });
    }
    menu->popup(at);
}

} // namespace thingsdesk
