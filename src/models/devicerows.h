// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "history/historystore.h"

#include <QVariant>

#include <memory>
#include <vector>

namespace thingsdesk {

/// One device of the table with what the history knows of it.
struct DeviceRow
{
    Device device; ///< without counters and last seen, which a list does not tell
    DeviceActivity activity;
    bool isQuiet = false;
};

/// Silent for more than three times its usual interval, an hour at least; a day where the interval is not known. A
/// device that was never heard is not quiet.
bool isQuiet(const DeviceActivity &activity, const Timestamp &now);

/// The value of a column of DeviceTableModel; invalid where it is not known.
QVariant deviceValue(const DeviceRow &row, int column);

/// Rows in the order of their IDs. Inserting in the middle of some ten thousand is cheap: only pointers move.
class DeviceRows final
{
public:
    int size() const noexcept { return int(m_rows.size()); }
    DeviceRow &at(int row) { return *m_rows[std::size_t(row)]; }
    const DeviceRow &at(int row) const { return *m_rows[std::size_t(row)]; }

    /// Where it is, or −1.
    int find(const DevId &devId) const;
    /// Where it is or would be inserted.
    int lowerBound(const DevId &devId) const;
    void insert(int row, std::vector<std::unique_ptr<DeviceRow>> rows);
    void remove(int row, int count);

private:
    std::vector<std::unique_ptr<DeviceRow>> m_rows;
};

} // namespace thingsdesk
