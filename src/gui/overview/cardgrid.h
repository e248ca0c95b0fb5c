// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace thingsdesk {

/// Cards side by side where there is room for two, else below each other; wide ones have a row of their own.
class CardGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardGrid)
public:
    explicit CardGrid(QWidget *parent = nullptr);

    void addCard(QWidget *card, bool wide = false);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    int wantedColumns() const;

    struct Card
    {
        QWidget *widget = nullptr;
        bool wide = false;
    };
    QGridLayout *const m_grid;
    QList<Card> m_cards;
    int m_columns = 0;
};

} // namespace thingsdesk
