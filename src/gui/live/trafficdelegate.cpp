// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/trafficdelegate.h"

#include "gui/base/monospace.h"
#include "gui/base/tones.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

namespace thingsdesk {

namespace {

bool isNumber(const QModelIndex &index)
{
    switch (index.column()) {
    case TrafficModel::PortColumn:
    case TrafficModel::CounterColumn:
    case TrafficModel::RssiColumn:
    case TrafficModel::SnrColumn:
        return true;
    case TrafficModel::GatewaysColumn: // of a downlink it is the gateway's name
        return index.data(TrafficModel::ValueRole).userType() != QMetaType::QString;
    default:
        return false;
    }
}

} // namespace

TrafficDelegate::TrafficDelegate(const TrafficModel &model, QTableView &view)
    : QStyledItemDelegate(&view)
    , m_model(model)
    , m_view(view)
{
}

void TrafficDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const HistoryRecord *record = m_model.record(index.row());
    if (record == nullptr)
        return;
    option->textElideMode = Qt::ElideRight;
    option->displayAlignment = (isNumber(index) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    if (index.column() == TrafficModel::PayloadColumn)
        option->font = monospaceFont();
    if (record->isDuplicate)
        option->font.setItalic(true);
    const bool tellsError = index.column() == TrafficModel::KindColumn || index.column() == TrafficModel::FieldsColumn;
    if (tellsError && isErrorKind(record->kind)) {
        const QColor color = toneColor(Tone::Error, option->palette);
        for (const auto group : {QPalette::Active, QPalette::Inactive})
            option->palette.setColor(group, QPalette::Text, color);
    }
}

void TrafficDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const HistoryRecord *record = m_model.record(index.row());
    if (record != nullptr && record->gap() != nullptr)
        paintGap(painter, option, index);
    else
        QStyledItemDelegate::paint(painter, option, index);
}

void TrafficDelegate::paintGap(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Each cell paints its own part of the row's one text, so that hidden and moved columns do not matter.
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index.siblingAtColumn(TrafficModel::TimeColumn));
    const int left = -m_view.horizontalHeader()->offset();
    const int width = qMin(m_view.horizontalHeader()->length(), m_view.viewport()->width() - left);
    row.rect = QRect(left, option.rect.top(), width, option.rect.height());
    row.displayAlignment = Qt::AlignCenter;
    row.font.setItalic(true);
    row.text = QStringLiteral("— ") + row.text + QStringLiteral(" —");
    row.state.setFlag(QStyle::State_HasFocus, false);
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    m_view.style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, &m_view);
    painter->restore();
}

QSize TrafficDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index);
    return {80, option.fontMetrics.height() + 8};
}

bool TrafficDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // Texts from the network are never taken for markup.
    const QString text = index.data(Qt::ToolTipRole).toString().toHtmlEscaped();
    QToolTip::showText(event->globalPos(), QString(text).replace(u'\n', QStringLiteral("<br>")), view,
                       view->visualRect(index));
    return true;
}

} // namespace thingsdesk
