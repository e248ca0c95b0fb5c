// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicefiltermodel.h"

#include "models/devicetablemodel.h"
#include "models/naturalorder.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>

namespace thingsdesk {

namespace {

bool holds(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

/// The digits of an EUI that was pasted as a plain word ("00-04-A3-0B"); empty where it is something else.
QString pastedEui(const QString &word)
{
    QString digits;
    for (const QChar c : word) {
        if (QStringView(u"-:.").contains(c))
            continue;
        if (!QStringView(u"0123456789abcdefABCDEF").contains(c))
            return {};
        digits += c.toUpper();
    }
    return digits.size() >= 4 && digits.size() < word.size() ? digits : QString();
}

bool fitsWord(const Device &device, const QString &word)
{
    if (holds(device.devId.toString(), word) || holds(device.description, word))
        return true;
    const QString eui = pastedEui(word);
    const auto isIn = [&](const QString &hex) { return holds(hex, word) || (!eui.isEmpty() && hex.contains(eui)); };
    if ((device.devEui.isSet() && isIn(device.devEui.toHex())) ||
        (device.appEui.isSet() && isIn(device.appEui.toHex())) ||
        (device.devAddr.isSet() && isIn(device.devAddr.toHex())))
        return true;
    for (auto it = device.attributes.begin(); it != device.attributes.end(); ++it) {
        if (holds(it.key(), word) || holds(it.value(), word))
            return true;
    }
    return false;
}

bool fitsEui(const Device &device, const QString &part)
{
    return (device.devEui.isSet() && device.devEui.toHex().contains(part)) ||
           (device.appEui.isSet() && device.appEui.toHex().contains(part));
}

bool fitsAttribute(const Device &device, const DeviceFilter::Attribute &wanted)
{
    for (auto it = device.attributes.begin(); it != device.attributes.end(); ++it) {
        if (it.key().compare(wanted.key, Qt::CaseInsensitive) == 0 &&
            (!wanted.value || holds(it.value(), *wanted.value)))
            return true;
    }
    return false;
}

bool isUnknown(const QVariant &value)
{
    return !value.isValid() || (value.typeId() == QMetaType::QString && value.toString().isEmpty());
}

QString joined(const QVariantMap &attributes)
{
    QString text;
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        text += it.key() + u'=' + it.value().toString() + u' ';
    return text;
}

/// Below, above or equal (0) by value. Both are known.
int compareValues(const QVariant &a, const QVariant &b)
{
    const auto order = [](auto left, auto right) { return left < right ? -1 : int(right < left); };
    switch (a.typeId()) {
    case QMetaType::QString:
        return compareNaturally(a.toString(), b.toString());
    case QMetaType::QDateTime:
        return order(a.toDateTime().toMSecsSinceEpoch(), b.toDateTime().toMSecsSinceEpoch());
    case QMetaType::QVariantMap:
        return compareNaturally(joined(a.toMap()), joined(b.toMap()));
    default:
        return order(a.toDouble(), b.toDouble());
    }
}

} // namespace

DeviceFilterModel::DeviceFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(DeviceTableModel::ValueRole);
    setDynamicSortFilter(true);
    // Silence grows without any change in the model.
    auto *const timer = new QTimer(this);
    timer->setInterval(std::chrono::seconds(30));
    connect(timer, &QTimer::timeout, this, [this] {
        if (m_filter.quietFor)
            invalidateRowsFilter();
    });
    timer->start();
}

Result<void> DeviceFilterModel::setFilterText(const QString &text)
{
    Result<DeviceFilter> filter = DeviceFilter::parse(text);
    if (!filter)
        return fail(std::move(filter).error());
    m_filter = *std::move(filter);
    invalidateRowsFilter();
    return {};
}

bool DeviceFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, DeviceTableModel::IdColumn, parent);
    if (m_filter.quietFor) {
        const QVariant seen = index.siblingAtColumn(DeviceTableModel::LastSeenColumn).data(DeviceTableModel::ValueRole);
        const QDateTime bound = QDateTime::currentDateTimeUtc().addSecs(-qint64(m_filter.quietFor->count()));
        if (seen.isValid() && seen.toDateTime() > bound)
            return false;
    }
    if (m_filter.words.isEmpty() && m_filter.euiParts.isEmpty() && m_filter.attributes.isEmpty())
        return true;
    const Device device = index.data(DeviceTableModel::DeviceRole).value<Device>();
    const auto fits = [&device](auto predicate) {
        return [&device, predicate](const auto &p) { return predicate(device, p); };
    };
    return std::all_of(m_filter.words.begin(), m_filter.words.end(), fits(fitsWord)) &&
           std::all_of(m_filter.euiParts.begin(), m_filter.euiParts.end(), fits(fitsEui)) &&
           std::all_of(m_filter.attributes.begin(), m_filter.attributes.end(), fits(fitsAttribute));
}

bool DeviceFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(DeviceTableModel::ValueRole);
    const QVariant b = right.data(DeviceTableModel::ValueRole);
    // What is not known stands last, whichever way is up.
    if (isUnknown(a) != isUnknown(b))
        return sortOrder() == Qt::AscendingOrder ? isUnknown(b) : isUnknown(a);
    const int order = isUnknown(a) ? 0 : compareValues(a, b);
    return order != 0 ? order < 0 : left.row() < right.row();
}

} // namespace thingsdesk
