// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicehistorywatcher.h"

#include "core/futures.h"

#include <algorithm>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr int eventPageSize = 200;
constexpr int manyDevices = 5; ///< from here one read of the list costs less than one call each
// A look reads all that the index has not reached yet: in a flood of messages it would take a core for itself.
constexpr int restsPerLook = 20;
constexpr std::chrono::milliseconds shortestPause = 1s;
constexpr std::chrono::milliseconds longestPause = 10s;

} // namespace

DeviceHistoryWatcher::DeviceHistoryWatcher(HistoryStore &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_pause(shortestPause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeviceHistoryWatcher::look);
    connect(
        &history, &HistoryStore::grown, this,
        [this] {
            m_hasGrown = true;
            lookAgainLater();
        },
        Qt::QueuedConnection);
    skipEvents();
    m_timer.start(0ms);
}

DeviceHistoryWatcher::~DeviceHistoryWatcher()
{
    m_activityCall.cancel();
    m_eventCall.cancel();
}

void DeviceHistoryWatcher::skipEvents()
{
    m_eventCursor = m_history.extent().lastId;
}

void DeviceHistoryWatcher::lookAgainLater()
{
    if (m_timer.isActive() || m_running > 0)
        return;
    const std::chrono::milliseconds since(m_sinceLook.isValid() ? m_sinceLook.elapsed() : m_pause.count());
    m_timer.start(std::clamp<std::chrono::milliseconds>(m_pause - since, 50ms, m_pause));
}

void DeviceHistoryWatcher::look()
{
    m_hasGrown = false;
    readActivity();
    readEvents();
}

void DeviceHistoryWatcher::readActivity()
{
    ++m_running;
    m_sinceStart.start();
    m_activityCall = m_history.deviceActivity();
    whenFinished<QHash<DevId, DeviceActivity>>(this, m_activityCall, [this](Future<QHash<DevId, DeviceActivity>> done) {
        --m_running;
        const std::chrono::milliseconds took(m_sinceStart.elapsed());
        m_pause = std::clamp<std::chrono::milliseconds>(restsPerLook * took, shortestPause, longestPause);
        m_sinceLook.restart();
        if (const auto activity = resultOf(done))
            Q_EMIT activityRead(*activity);
        if (m_hasGrown)
            lookAgainLater();
    });
}

void DeviceHistoryWatcher::readEvents()
{
    HistoryFilter filter;
    filter.kinds = {RecordKind::DeviceCreated, RecordKind::DeviceUpdated, RecordKind::DeviceDeleted};
    const qint64 cursor = m_eventCursor;
    const qint64 knownEnd = m_history.extent().lastId;
    ++m_running;
    m_eventCall = m_history.pageAfter(filter, cursor, eventPageSize);
    whenFinished<HistoryPage>(this, m_eventCall, [this, cursor, knownEnd](Future<HistoryPage> done) {
        --m_running;
        const auto page = resultOf(done);
        if (page && m_eventCursor == cursor) {
            // Everything up to what was there at the start has been looked at, also where no event was found.
            if (page->reachedEnd)
                m_eventCursor = std::max(m_eventCursor, knownEnd);
            if (!page->records.isEmpty())
                m_eventCursor = std::max(m_eventCursor, page->records.last().id);
            m_hasGrown = m_hasGrown || !page->reachedEnd;
            takeEvents(*page);
        }
        if (m_hasGrown)
            lookAgainLater();
    });
}

void DeviceHistoryWatcher::takeEvents(const HistoryPage &page)
{
    QMap<DevId, const HistoryRecord *> last;
    for (const HistoryRecord &record : page.records)
        last.insert(record.devId(), &record);
    if (last.size() > manyDevices) {
        Q_EMIT manyDevicesChanged();
        return;
    }
    for (auto it = last.begin(); it != last.end(); ++it) {
        const HistoryRecord &record = **it;
        const bool isDeleted = record.kind == RecordKind::DeviceDeleted;
        Q_EMIT deviceChanged(it.key(), isDeleted ? Change::Deleted : Change::Written, record.received);
    }
}

} // namespace thingsdesk
