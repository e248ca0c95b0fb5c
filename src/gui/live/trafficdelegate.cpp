// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/trafficdelegate.h"

#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/base/tones.h"
#include "gui/live/recordparts.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

namespace thingsdesk {

namespace {

constexpr int shownBytes = 64; ///< of a payload in the list; the whole is in the details

bool isNumber(int column)
{
    switch (column) {
    case TrafficModel::PortColumn:
    case TrafficModel::CounterColumn:
    case TrafficModel::RssiColumn:
    case TrafficModel::SnrColumn:
        return true;
    default:
        return false;
    }
}

QString numberText(const QModelIndex &index)
{
    const QVariant value = index.data(TrafficModel::ValueRole);
    if (!value.isValid() || value.isNull())
        return {};
    switch (index.column()) {
    case TrafficModel::RssiColumn:
        return texts::decibelMilliwatts(value.toDouble());
    case TrafficModel::SnrColumn:
        return texts::decibels(value.toDouble());
    default:
        return QString::number(value.toLongLong());
    }
}

QString payloadText(const QByteArray &payload)
{
    if (payload.size() <= shownBytes)
        return texts::hexPairs(payload);
    return texts::hexPairs(payload.first(shownBytes)) + QStringLiteral(" …");
}

} // namespace

TrafficDelegate::TrafficDelegate(const TrafficModel &model, QTableView &view)
    : QStyledItemDelegate(&view)
    , m_model(model)
    , m_view(view)
{
}

QString TrafficDelegate::kindText(const HistoryRecord &record) const
{
    const QString text = texts::kindSymbol(record.kind) + QLatin1Char(' ') + texts::kind(record.kind);
    return record.isDuplicate ? tr("%1, repeat").arg(text) : text;
}

const QString &TrafficDelegate::fieldsText(const HistoryRecord &record, const QModelIndex &index) const
{
    if (const QString *known = m_fields.object(record.id))
        return *known;
    const QString error = recordparts::errorText(record);
    auto *text = new QString(error.isEmpty() ? texts::fieldSummary(recordparts::fields(record))
                                             : QStringLiteral("⚠ ") + texts::plain(error));
    if (text->isEmpty()) {
        if (const QVariant value = index.data(TrafficModel::ValueRole); value.userType() == QMetaType::QString)
            *text = texts::plain(value.toString());
    }
    m_fields.insert(record.id, text);
    return *text;
}

QString TrafficDelegate::cellText(const QModelIndex &index) const
{
    const HistoryRecord *record = m_model.record(index.row());
    if (record == nullptr)
        return {};
    if (const auto *gap = record->gap())
        return index.column() == TrafficModel::TimeColumn ? recordparts::gapText(*gap) : QString();
    switch (index.column()) {
    case TrafficModel::TimeColumn:
        return texts::clock(record->received);
    case TrafficModel::DeviceColumn:
        return texts::plain(record->devId().toString());
    case TrafficModel::KindColumn:
        return kindText(*record);
    case TrafficModel::PayloadColumn:
        return payloadText(recordparts::payload(*record));
    case TrafficModel::FieldsColumn: {
        const int lost = index.data(TrafficModel::CounterGapRole).toInt();
        const QString &text = fieldsText(*record, index);
        return lost > 0 ? tr("⋯ %1 lost before   %2").arg(texts::count(quint64(lost)), text) : text;
    }
    case TrafficModel::DataRateColumn:
        return texts::dataRate(index.data(TrafficModel::ValueRole).toString());
    case TrafficModel::GatewaysColumn:
        return texts::plain(index.data(TrafficModel::ValueRole).toString());
    default:
        return numberText(index);
    }
}

void TrafficDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const HistoryRecord *record = m_model.record(index.row());
    if (record == nullptr)
        return;
    option->text = cellText(index);
    option->features |= QStyleOptionViewItem::HasDisplay;
    option->textElideMode = Qt::ElideRight;
    const bool isRight =
        isNumber(index.column()) || (index.column() == TrafficModel::GatewaysColumn && record->uplink() != nullptr);
    option->displayAlignment = (isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    if (index.column() == TrafficModel::PayloadColumn)
        option->font = monospaceFont();
    if (record->isDuplicate)
        option->font.setItalic(true);
    if (isErrorKind(record->kind) &&
        (index.column() == TrafficModel::KindColumn || index.column() == TrafficModel::FieldsColumn)) {
        for (const auto group : {QPalette::Active, QPalette::Inactive})
            option->palette.setColor(group, QPalette::Text, toneColor(Tone::Error, option->palette));
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

QString TrafficDelegate::toolTip(const HistoryRecord &record, const QModelIndex &index) const
{
    switch (index.column()) {
    case TrafficModel::TimeColumn:
        return texts::exactTime(record.received);
    case TrafficModel::DeviceColumn:
        return texts::plain(record.devId().toString());
    case TrafficModel::KindColumn:
        return record.isDuplicate ? tr("The same message was stored shortly before: a retry, or sent again after a "
                                       "lost connection.")
                                  : texts::kind(record.kind);
    case TrafficModel::PayloadColumn: {
        const QByteArray payload = recordparts::payload(record);
        return payload.isEmpty() ? QString() : tr("%n bytes", nullptr, int(payload.size()));
    }
    case TrafficModel::FieldsColumn:
        return cellText(index);
    case TrafficModel::GatewaysColumn: {
        const RadioMetadata radio = recordparts::metadata(record);
        const auto *best = radio.bestGateway();
        return best != nullptr ? tr("Best: %1").arg(texts::plain(best->gatewayId)) : cellText(index);
    }
    default:
        return {};
    }
}

bool TrafficDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const HistoryRecord *record = index.isValid() ? m_model.record(index.row()) : nullptr;
    if (event->type() != QEvent::ToolTip || record == nullptr)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = record->gap() != nullptr ? texts::exactTime(record->gap()->from) + QStringLiteral("\n–\n") +
                                                        texts::exactTime(record->gap()->to)
                                                  : toolTip(*record, index);
    QToolTip::showText(event->globalPos(), text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), view,
                       view->visualRect(index));
    return true;
}

} // namespace thingsdesk
