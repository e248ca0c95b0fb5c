// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/cardgrid.h"

#include <QGridLayout>

namespace thingsdesk {

CardGrid::CardGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
}

void CardGrid::addCard(QWidget *card, bool wide)
{
    m_cards.append({card, wide});
    m_columns = 0;
    arrange();
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

int CardGrid::wantedColumns() const
{
    return width() >= fontMetrics().averageCharWidth() * 90 ? 2 : 1;
}

void CardGrid::arrange()
{
    if (m_columns == wantedColumns())
        return;
    m_columns = wantedColumns();
    int row = 0;
    int column = 0;
    for (const Card &card : std::as_const(m_cards)) {
        m_grid->removeWidget(card.widget);
        if (card.wide && column > 0) {
            ++row;
            column = 0;
        }
        m_grid->addWidget(card.widget, row, column, 1, card.wide ? m_columns : 1);
        column += card.wide ? m_columns : 1;
        if (column >= m_columns) {
            ++row;
            column = 0;
        }
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, m_columns > 1 ? 1 : 0);
}

} // namespace thingsdesk
