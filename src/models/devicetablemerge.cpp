// SPDX-License-Identifier: GPL-3.0-or-later
// How the device table's rows change. The model's interface is in devicetablemodel.cpp.
#include "core/futures.h"
#include "models/devicetablemodel_p.h"

#include <algorithm>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto refreshPause = 5s;              ///< between many events and reading the list again
constexpr auto quietCheckInterval = 30s;       ///< silence grows by itself
constexpr qint64 ownEventTime = 2'000'000'000; ///< ns in which the network tells us of our own edit
constexpr qsizetype remembered = 1000;
constexpr qsizetype severalRuns = 50;

/// As a list gives it.
Device withoutState(Device device)
{
    device.counterUp = 0;
    device.counterDown = 0;
    device.lastSeen.reset();
    return device;
}

bool areSame(const DeviceActivity &a, const DeviceActivity &b)
{
    return a.lastUplinkId == b.lastUplinkId && a.lastSeen == b.lastSeen && a.uplinks == b.uplinks && a.lost == b.lost &&
           a.usualInterval == b.usualInterval;
}

} // namespace

DeviceTableModel::Private::Private(DeviceTableModel &model, ApplicationSession &openSession)
    : q(model)
    , session(openSession)
    , reader(openSession)
    , watcher(openSession.history())
{
    QObject::connect(&reader, &DeviceListReader::pageRead, &q, [this](const DevicePage &page) { merge(page); });
    QObject::connect(&reader, &DeviceListReader::finished, &q, [this](bool isWhole) { finish(isWhole); });
    QObject::connect(&reader, &DeviceListReader::failed, &q, [this](const Failure &reason) { giveUp(reason); });
    QObject::connect(&watcher, &DeviceHistoryWatcher::activityRead, &q,
                     [this](const QHash<DevId, DeviceActivity> &snapshot) { takeActivity(snapshot); });
    QObject::connect(&watcher, &DeviceHistoryWatcher::deviceChanged, &q,
                     [this](const DevId &devId, DeviceHistoryWatcher::Change change, const Timestamp &received) {
                         followEvent(devId, change, received);
                     });
    QObject::connect(&watcher, &DeviceHistoryWatcher::manyDevicesChanged, &q, [this] {
        if (m_isFilled && !m_refreshTimer.isActive())
            m_refreshTimer.start(refreshPause);
    });
    m_refreshTimer.setSingleShot(true);
    QObject::connect(&m_refreshTimer, &QTimer::timeout, &q, [this] {
        if (reader.isRunning())
            m_refreshTimer.start(refreshPause); // what is being read may be older than the events
        else
            refresh();
    });
    QObject::connect(&m_quietTimer, &QTimer::timeout, &q, [this] { lookForQuietOnes(); });
    m_quietTimer.start(quietCheckInterval);
}

void DeviceTableModel::Private::refresh()
{
    if (reader.isRunning())
        return;
    m_touched.clear();
    m_refreshTimer.stop();
    watcher.skipEvents();
    reader.start(rows.size() == 0);
    Q_EMIT q.loadingChanged(true);
}

void DeviceTableModel::Private::merge(const DevicePage &page)
{
    setTotal(page.total);
    QList<Device> devices;
    devices.reserve(page.devices.size());
    for (const Device &device : page.devices) {
        if (!m_touched.contains(device.devId))
            devices.append(withoutState(device));
    }
    const auto isBefore = [](const Device &a, const Device &b) { return a.devId < b.devId; };
    std::sort(devices.begin(), devices.end(), isBefore);
    const auto end = std::unique(devices.begin(), devices.end(),
                                 [](const Device &a, const Device &b) { return a.devId == b.devId; });
    devices.resize(end - devices.begin());
    QList<int> changed;
    for (qsizetype i = 0; i < devices.size();) {
        const int row = rows.lowerBound(devices[i].devId);
        if (row == rows.size() || rows.at(row).device.devId != devices[i].devId) {
            tellOfChanges(std::exchange(changed, {}));
            i += insertNew(devices, i, row);
            continue;
        }
        if (rows.at(row).device != devices[i]) {
            rows.at(row).device = devices[i];
            changed.append(row);
        }
        ++i;
    }
    tellOfChanges(changed);
}

/// Inserts all that belong before the row; says how many.
int DeviceTableModel::Private::insertNew(const QList<Device> &devices, qsizetype first, int row)
{
    std::vector<std::unique_ptr<DeviceRow>> added;
    for (qsizetype i = first; i < devices.size(); ++i) {
        if (row < rows.size() && !(devices[i].devId < rows.at(row).device.devId))
            break;
        added.push_back(rowOf(devices[i]));
    }
    const int count = int(added.size());
    q.beginInsertRows({}, row, row + count - 1);
    rows.insert(row, std::move(added));
    q.endInsertRows();
    return count;
}

void DeviceTableModel::Private::finish(bool isWhole)
{
    if (isWhole)
        removeUnseen();
    m_isFilled = true;
    failure.reset();
    Q_EMIT q.loadingChanged(false);
    Q_EMIT q.refreshed();
}

void DeviceTableModel::Private::giveUp(const Failure &reason)
{
    failure = reason;
    Q_EMIT q.loadingChanged(false);
    Q_EMIT q.refreshFailed(reason);
}

void DeviceTableModel::Private::removeUnseen()
{
    const auto isGone = [this](int row) {
        const DevId &devId = rows.at(row).device.devId;
        return !reader.seen().contains(devId) && !m_touched.contains(devId);
    };
    for (int row = rows.size() - 1; row >= 0; --row) {
        if (!isGone(row))
            continue;
        const int last = row;
        while (row > 0 && isGone(row - 1))
            --row;
        removeRows(row, last - row + 1);
    }
}

void DeviceTableModel::Private::removeRows(int first, int count)
{
    q.beginRemoveRows({}, first, first + count - 1);
    rows.remove(first, count);
    q.endRemoveRows();
}

void DeviceTableModel::Private::setTotal(std::optional<quint64> number)
{
    if (std::exchange(total, number) != number)
        Q_EMIT q.totalChanged();
}

void DeviceTableModel::Private::put(const Device &device)
{
    m_touched.insert(device.devId);
    const int row = rows.lowerBound(device.devId);
    if (row == rows.size() || rows.at(row).device.devId != device.devId) {
        insertNew({withoutState(device)}, 0, row);
        if (total)
            setTotal(*total + 1);
    } else if (Device written = withoutState(device); rows.at(row).device != written) {
        rows.at(row).device = std::move(written);
        tellOfChanges({row});
    }
}

void DeviceTableModel::Private::remove(const DevId &devId)
{
    m_touched.insert(devId);
    const int row = rows.find(devId);
    if (row < 0)
        return;
    removeRows(row, 1);
    if (total && *total > 0)
        setTotal(*total - 1);
}

std::unique_ptr<DeviceRow> DeviceTableModel::Private::rowOf(const Device &device) const
{
    auto row = std::make_unique<DeviceRow>(DeviceRow{device, m_activity.value(device.devId), false});
    row->isQuiet = isQuiet(row->activity, Timestamp::now());
    return row;
}

void DeviceTableModel::Private::takeActivity(const QHash<DevId, DeviceActivity> &snapshot)
{
    m_activity = snapshot;
    const Timestamp now = Timestamp::now();
    QList<int> changed;
    for (int i = 0; i < rows.size(); ++i) {
        DeviceRow &row = rows.at(i);
        const DeviceActivity activity = m_activity.value(row.device.devId);
        if (areSame(activity, row.activity))
            continue;
        row.activity = activity;
        row.isQuiet = isQuiet(activity, now);
        changed.append(i);
    }
    tellOfChanges(changed, LastSeenColumn, CounterUpColumn);
}

void DeviceTableModel::Private::lookForQuietOnes()
{
    const Timestamp now = Timestamp::now();
    QList<int> changed;
    for (int i = 0; i < rows.size(); ++i) {
        DeviceRow &row = rows.at(i);
        const bool wasQuiet = std::exchange(row.isQuiet, isQuiet(row.activity, now));
        if (wasQuiet != row.isQuiet)
            changed.append(i);
    }
    tellOfChanges(changed, LastSeenColumn, CounterUpColumn);
}

/// One signal for each run of neighbours; `changed` ascends. Columns that did not change are left out: they need no new
/// sorting. Each signal costs a sorted view a walk over all rows, so that many runs become one.
void DeviceTableModel::Private::tellOfChanges(const QList<int> &changed, int firstColumn, int lastColumn)
{
    QList<std::pair<int, int>> runs;
    for (const int row : changed) {
        if (!runs.isEmpty() && runs.last().second == row - 1)
            runs.last().second = row;
        else
            runs.append({row, row});
    }
    if (runs.size() > severalRuns)
        runs = {{runs.first().first, runs.last().second}};
    for (const auto &[first, last] : std::as_const(runs))
        Q_EMIT q.dataChanged(q.index(first, firstColumn), q.index(last, lastColumn));
}

void DeviceTableModel::Private::followEvent(const DevId &devId, DeviceHistoryWatcher::Change change,
                                            const Timestamp &received)
{
    if (!m_isFilled && !reader.isRunning())
        return;
    if (ownChanges.size() > remembered)
        ownChanges.clear();
    const auto own = ownChanges.constFind(devId);
    if (own != ownChanges.cend() && received.nanoseconds <= own->nanoseconds + ownEventTime)
        return;
    if (change == DeviceHistoryWatcher::Change::Deleted)
        remove(devId);
    else
        readAgain(devId);
}

void DeviceTableModel::Private::readAgain(const DevId &devId)
{
    const Future<Device> read =
        andThen(&q, session.registry(), [devId](ApplicationClient *client) { return client->device(devId); });
    whenFinished<Device>(&q, read, [this, devId](Future<Device> done) {
        const Result<Device> device = resultOf(done);
        if (device)
            put(*device);
        else if (device.error().cause == Failure::Cause::NotFound)
            remove(devId);
        else if (device.error().isTransient() && !m_refreshTimer.isActive())
            m_refreshTimer.start(refreshPause);
    });
}

} // namespace thingsdesk
