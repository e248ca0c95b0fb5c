// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QSet>

namespace thingsdesk {

/// A horizontal header that stands right over columns of numbers, and has a menu of the columns.
class NumberHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NumberHeader)
public:
    explicit NumberHeader(QWidget *parent = nullptr);

    /// Opens the menu of the columns at a point of the screen.
    void openMenu(const QPoint &at);
    void setNumberSections(const QSet<int> &sections);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QSet<int> m_numbers;
};

} // namespace thingsdesk
