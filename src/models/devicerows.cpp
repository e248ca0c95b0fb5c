// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicerows.h"

#include "models/devicetablemodel.h"

#include <algorithm>
#include <iterator>

namespace thingsdesk {

namespace {

template <class Bytes>
QString hexIfSet(const Bytes &bytes)
{
    return bytes.isSet() ? bytes.toHex() : QString();
}

QVariantMap attributesOf(const Device &device)
{
    QVariantMap map;
    for (auto it = device.attributes.begin(); it != device.attributes.end(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

QVariant lossOf(const DeviceActivity &activity)
{
    const quint64 expected = activity.uplinks + activity.lost;
    return activity.uplinks == 0 ? QVariant() : QVariant(double(activity.lost) / double(expected));
}

} // namespace

bool isQuiet(const DeviceActivity &activity, const Timestamp &now)
{
    using namespace std::chrono;
    if (!activity.lastSeen)
        return false;
    const milliseconds bound = activity.usualInterval.count() > 0
                                   ? std::max<milliseconds>(activity.usualInterval * 3, hours(1))
                                   : milliseconds(hours(24));
    return now.nanoseconds - activity.lastSeen->nanoseconds > duration_cast<nanoseconds>(bound).count();
}

QVariant deviceValue(const DeviceRow &row, int column)
{
    const Device &device = row.device;
    const DeviceActivity &activity = row.activity;
    const bool isHeard = activity.lastSeen.has_value();
    switch (column) {
    case DeviceTableModel::IdColumn:
        return device.devId.toString();
    case DeviceTableModel::DescriptionColumn:
        return device.description;
    case DeviceTableModel::ActivationColumn:
        return int(device.activation());
    case DeviceTableModel::LastSeenColumn:
        return isHeard ? QVariant(activity.lastSeen->toDateTime()) : QVariant();
    case DeviceTableModel::LossColumn:
        return lossOf(activity);
    case DeviceTableModel::RssiColumn:
        return isHeard ? QVariant(activity.rssi) : QVariant();
    case DeviceTableModel::SnrColumn:
        return isHeard ? QVariant(activity.snr) : QVariant();
    case DeviceTableModel::CounterUpColumn:
        return isHeard ? QVariant(qlonglong(activity.lastCounter)) : QVariant();
    case DeviceTableModel::DevEuiColumn:
        return hexIfSet(device.devEui);
    case DeviceTableModel::AppEuiColumn:
        return hexIfSet(device.appEui);
    case DeviceTableModel::DevAddrColumn:
        return hexIfSet(device.devAddr);
    case DeviceTableModel::AttributesColumn:
        return attributesOf(device);
    default:
        return {};
    }
}

int DeviceRows::lowerBound(const DevId &devId) const
{
    const auto at =
        std::lower_bound(m_rows.begin(), m_rows.end(), devId,
                         [](const std::unique_ptr<DeviceRow> &row, const DevId &id) { return row->device.devId < id; });
    return int(at - m_rows.begin());
}

int DeviceRows::find(const DevId &devId) const
{
    const int row = lowerBound(devId);
    return row < size() && at(row).device.devId == devId ? row : -1;
}

void DeviceRows::insert(int row, std::vector<std::unique_ptr<DeviceRow>> rows)
{
    m_rows.insert(m_rows.begin() + row, std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void DeviceRows::remove(int row, int count)
{
    m_rows.erase(m_rows.begin() + row, m_rows.begin() + row + count);
}

} // namespace thingsdesk
