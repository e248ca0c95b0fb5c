// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicedelegate.h"

#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/base/tones.h"
#include "models/devicetablemodel.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QToolTip>

namespace thingsdesk {

namespace {

using Model = DeviceTableModel;

Timestamp timestampOf(const QVariant &value)
{
    return Timestamp::fromMilliseconds(value.toDateTime().toMSecsSinceEpoch());
}

QString spacedHex(const QString &hex)
{
    return texts::hexPairs(QByteArray::fromHex(hex.toLatin1()));
}

QString attributesText(const QVariantMap &attributes)
{
    QStringList parts;
    for (const auto &[key, value] : attributes.asKeyValueRange())
        parts.append(key + u'=' + value.toString());
    return texts::plain(parts.join(QStringLiteral(", ")));
}

bool isNumberColumn(int column)
{
    return column == Model::LossColumn || column == Model::RssiColumn || column == Model::SnrColumn ||
           column == Model::CounterUpColumn;
}

bool isHexColumn(int column)
{
    return column == Model::DevEuiColumn || column == Model::AppEuiColumn || column == Model::DevAddrColumn;
}

QString lastSeenText(const QModelIndex &index, const QVariant &value)
{
    if (!value.isValid())
        return DeviceDelegate::tr("never");
    const QString ago = texts::ago(timestampOf(value));
    return index.data(Model::IsQuietRole).toBool() ? DeviceDelegate::tr("⚠ %1").arg(ago) : ago;
}

} // namespace

DeviceDelegate::DeviceDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_fixed(monospaceFont())
{
}

QString DeviceDelegate::cellText(const QModelIndex &index)
{
    const QVariant value = index.data(Model::ValueRole);
    const int column = index.column();
    if (column == Model::LastSeenColumn)
        return lastSeenText(index, value);
    if (!value.isValid())
        return {};
    switch (column) {
    case Model::ActivationColumn:
        return texts::activation(Activation(value.toInt()));
    case Model::LossColumn:
        return texts::percent(value.toDouble());
    case Model::RssiColumn:
        return texts::decibelMilliwatts(value.toDouble());
    case Model::SnrColumn:
        return texts::decibels(value.toDouble());
    case Model::CounterUpColumn:
        return texts::count(value.toULongLong());
    case Model::AttributesColumn:
        return attributesText(value.toMap());
    default:
        return isHexColumn(column) ? spacedHex(value.toString()) : texts::plain(value.toString());
    }
}

QString DeviceDelegate::toolTip(const QModelIndex &index)
{
    const QVariant value = index.data(Model::ValueRole);
    switch (index.column()) {
    case Model::LastSeenColumn: {
        if (!value.isValid())
            return tr("No uplink of this device was received by this console yet.");
        const QString exact = texts::exactTime(timestampOf(value));
        return index.data(Model::IsQuietRole).toBool()
                   ? tr("%1\nQuiet for longer than is usual for this device.").arg(exact)
                   : exact;
    }
    case Model::LossColumn: {
        const auto activity = index.data(Model::ActivityRole).value<DeviceActivity>();
        return activity.uplinks == 0
                   ? QString()
                   : tr("%1 of the last %2 uplinks are missing, by their counters.")
                         .arg(texts::count(activity.lost), texts::count(activity.uplinks + activity.lost));
    }
    case Model::RssiColumn:
    case Model::SnrColumn:
        return value.isValid() ? tr("Best gateway of the last uplink") : QString();
    case Model::CounterUpColumn:
        return value.isValid() ? tr("Counter of the last uplink that this console received") : QString();
    case Model::DevEuiColumn:
        return value.toString().isEmpty() ? tr("Not set") : QString();
    default:
        return {};
    }
}

void DeviceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const int column = index.column();
    option->text = cellText(index);
    option->features |= QStyleOptionViewItem::HasDisplay;
    option->displayAlignment = Qt::AlignVCenter | (isNumberColumn(column) ? Qt::AlignRight : Qt::AlignLeading);
    option->textElideMode = Qt::ElideRight;
    if (isHexColumn(column))
        option->font = m_fixed;
    else if (isNumberColumn(column))
        option->text += QChar(0x2002); // else the number touches the next column's text
    const bool isUnknown = column == Model::LastSeenColumn && !index.data(Model::ValueRole).isValid();
    if (isUnknown)
        option->palette.setColor(QPalette::Text, toneColor(Tone::Muted, option->palette));
}

bool DeviceDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = toolTip(index);
    const QString cell = cellText(index);
    if (text.isEmpty() && option.fontMetrics.horizontalAdvance(cell) > option.rect.width() - 8)
        text = cell;
    QToolTip::showText(event->globalPos(),
                       text.isEmpty() ? text : text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")),
                       view->viewport());
    return true;
}

} // namespace thingsdesk
