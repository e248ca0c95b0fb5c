// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timestamp.h"

#include <QStyledItemDelegate>

#include <functional>

namespace thingsdesk {

/// Shows a column's raw value in words. Models hold values only; this is where units come in.
///
/// The value is read with `role` (the models' ValueRole); an invalid one leaves the cell empty.
class ValueDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueDelegate)
public:
    using Words = std::function<QString(const QVariant &)>;

    ValueDelegate(int role, Words words, QObject *parent = nullptr);
    ~ValueDelegate() override;

    QString text(const QModelIndex &index) const;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    QVariant value(const QModelIndex &index) const { return index.data(m_role); }

private:
    const int m_role;
    const Words m_words;
};

/// Numbers with their unit, right-aligned.
class NumberDelegate final : public ValueDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NumberDelegate)
public:
    /// For example `NumberDelegate(role, &texts::decibels, this)`.
    NumberDelegate(int role, std::function<QString(double)> words, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// Bytes, or a text of hex digits, in pairs and in the fixed-width face.
class HexDelegate final : public ValueDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexDelegate)
public:
    explicit HexDelegate(int role, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// A moment (QDateTime): how long ago, or the time of day; exact and in UTC in the tooltip.
class TimeDelegate final : public ValueDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeDelegate)
public:
    enum class Form { Ago, Clock };

    /// `never` stands where there is no time.
    TimeDelegate(int role, Form form, const QString &never = {}, QObject *parent = nullptr);

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

/// A QDateTime of a model, to the millisecond.
Timestamp timestampOf(const QDateTime &time);

} // namespace thingsdesk
