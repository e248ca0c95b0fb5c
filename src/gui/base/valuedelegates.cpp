// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/valuedelegates.h"

#include "gui/base/monospace.h"
#include "gui/base/texts.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace thingsdesk {

namespace {

QString timeText(TimeDelegate::Form form, const QString &never, const QVariant &value)
{
    const QDateTime time = value.toDateTime();
    if (!time.isValid())
        return never;
    return form == TimeDelegate::Form::Ago ? texts::ago(timestampOf(time)) : texts::clock(timestampOf(time));
}

} // namespace

Timestamp timestampOf(const QDateTime &time)
{
    return Timestamp::fromMilliseconds(time.toMSecsSinceEpoch());
}

ValueDelegate::ValueDelegate(int role, Words words, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_role(role)
    , m_words(std::move(words))
{
}

ValueDelegate::~ValueDelegate() = default;

QString ValueDelegate::text(const QModelIndex &index) const
{
    return m_words(value(index));
}

void ValueDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = text(index);
    option->features |= QStyleOptionViewItem::HasDisplay;
}

NumberDelegate::NumberDelegate(int role, std::function<QString(double)> words, QObject *parent)
    : ValueDelegate(
          role,
          [words = std::move(words)](const QVariant &value) {
              return value.isValid() && !value.isNull() ? words(value.toDouble()) : QString();
          },
          parent)
{
}

void NumberDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    ValueDelegate::initStyleOption(option, index);
    option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
}

HexDelegate::HexDelegate(int role, QObject *parent)
    : ValueDelegate(
          role,
          [](const QVariant &value) {
              if (value.typeId() == QMetaType::QByteArray)
                  return texts::hexPairs(value.toByteArray());
              return texts::hexPairs(QByteArray::fromHex(value.toString().toLatin1()));
          },
          parent)
{
}

void HexDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    ValueDelegate::initStyleOption(option, index);
    option->font = monospaceFont();
    option->fontMetrics = QFontMetrics(option->font);
}

TimeDelegate::TimeDelegate(int role, Form form, const QString &never, QObject *parent)
    : ValueDelegate(
          role, [form, never](const QVariant &value) { return timeText(form, never, value); }, parent)
{
}

bool TimeDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const QDateTime time = value(index).toDateTime();
    if (event->type() != QEvent::ToolTip || !time.isValid())
        return ValueDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), texts::exactTime(timestampOf(time)), view);
    return true;
}

} // namespace thingsdesk
