// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/sidebardelegate.h"

#include "gui/frame/sessionlook.h"
#include "gui/frame/sidebarmodel.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace thingsdesk {

namespace {

constexpr int gap = 6;
constexpr int endMargin = 8;

/// Beyond four digits the exact number helps nobody, and takes the name's room.
QString unreadText(quint64 unread)
{
    const QLocale locale;
    if (unread < 10'000)
        return locale.toString(qulonglong(unread));
    if (unread < 1'000'000)
        return SidebarModel::tr("%1k").arg(locale.toString(qulonglong(unread / 1000)));
    return SidebarModel::tr("%1M").arg(locale.toString(qulonglong(unread / 1'000'000)));
}

} // namespace

SidebarDelegate::SidebarDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const QString name = item.text;
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const bool isApplication = index.parent().isValid();
    const SessionLook look = lookOf(ApplicationSession::State(index.data(SidebarModel::StateRole).toInt()));
    const int side = item.fontMetrics.height();
    const QRect room = item.rect.adjusted(gap, 0, -endMargin, 0);
    const QRect sign(room.right() - side + 1, room.center().y() - side / 2, side, side);
    icon(look.icon, look.tone)
        .paint(painter, QStyle::visualRect(item.direction, item.rect, sign), Qt::AlignCenter,
               isSelected ? QIcon::Selected : QIcon::Normal);

    painter->save();
    const auto group = item.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    painter->setPen(item.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    int end = sign.left() - gap;
    QFont font = item.font;
    if (const quint64 unread = index.data(SidebarModel::UnreadRole).toULongLong(); unread > 0) {
        font.setBold(true);
        const QString text = unreadText(unread);
        const int width = QFontMetrics(font).horizontalAdvance(text);
        const QRect numberRect(end - width, item.rect.top(), width, item.rect.height());
        painter->setFont(font);
        painter->drawText(QStyle::visualRect(item.direction, item.rect, numberRect), Qt::AlignCenter, text);
        end -= width + gap;
    }
    font.setBold(!isApplication);
    painter->setFont(font);
    const QRect nameRect(room.left(), item.rect.top(), end - room.left(), item.rect.height());
    painter->drawText(QStyle::visualRect(item.direction, item.rect, nameRect),
                      int(QStyle::visualAlignment(item.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                      QFontMetrics(font).elidedText(name, Qt::ElideRight, nameRect.width()));
    painter->restore();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize hint = QStyledItemDelegate::sizeHint(option, index);
    return {hint.width(), option.fontMetrics.height() + 12};
}

} // namespace thingsdesk
