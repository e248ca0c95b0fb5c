// SPDX-License-Identifier: GPL-3.0-or-later
// How the traffic's window moves. The model's interface is in trafficmodel.cpp.
#include "core/futures.h"
#include "models/trafficmodel_p.h"

#include <algorithm>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto growthPause = 80ms;
constexpr auto floodPause = 250ms; ///< where more comes than anyone can read

qint64 endOf(const QList<HistoryRecord> &records, qint64 otherwise)
{
    return records.isEmpty() ? otherwise : std::max(otherwise, records.last().id);
}

} // namespace

TrafficModel::Private::Private(TrafficModel &model, HistoryStore &store)
    : q(model)
    , history(store)
    , extent(store.extent())
    , newer(store)
{
    m_growthTimer.setSingleShot(true);
    QObject::connect(&m_growthTimer, &QTimer::timeout, &q, [this] { look(); });
    QObject::connect(
        &history, &HistoryStore::grown, &q,
        [this] {
            if (!m_growthTimer.isActive())
                m_growthTimer.start(growthPause);
        },
        Qt::QueuedConnection);
    QObject::connect(
        &history, &HistoryStore::shrunk, &q, [this](const HistoryExtent &shrunk) { shrink(shrunk); },
        Qt::QueuedConnection);
    QObject::connect(&newer, &NewerCounter::countChanged, &q, &TrafficModel::newerCountChanged);
    loadNewest(false);
}

TrafficModel::Private::~Private()
{
    for (Call *call : {&m_loadCall, &m_olderCall, &m_newerCall, &m_tailCall})
        call->cancel();
}

template <class Next>
void TrafficModel::Private::read(Call &slot, const Call &call, Next next)
{
    slot = call;
    whenFinished<HistoryPage>(&q, call, [this, generation = m_generation, next = std::move(next)](Call done) mutable {
        if (generation == m_generation)
            next(resultOf(done));
    });
}

void TrafficModel::Private::tellFailure(const Failure &failure)
{
    if (failure.kind != Failure::Kind::Cancelled)
        Q_EMIT q.failed(failure);
}

void TrafficModel::Private::tellIfSearching()
{
    if (std::exchange(m_wasSearching, isSearching()) != isSearching())
        Q_EMIT q.searchingChanged(isSearching());
}

// Another window in place of this one

void TrafficModel::Private::beginLoad()
{
    ++m_generation;
    for (Call *call : {&m_loadCall, &m_olderCall, &m_newerCall, &m_tailCall})
        call->cancel();
    m_isLoading = true;
    m_isReadingOlder = m_isReadingNewer = m_isReadingTail = m_tellNewest = false;
    newer.stop();
    tellIfSearching();
}

void TrafficModel::Private::endLoad(Place place)
{
    m_isLoading = false;
    const bool wasFound = !place.records.isEmpty();
    q.beginResetModel();
    window.clear();
    window.setTellingGaps(TrafficWindow::showsEveryUplink(filter));
    window.append(living(std::move(place.records)));
    hasMoreBefore = place.hasMoreBefore;
    m_hasMoreAfter = place.hasMoreAfter;
    m_end = place.end;
    q.endResetModel();
    if (!isFollowing)
        newer.start(filter, m_end);
    tellIfSearching();
    if (isFollowing && !m_growthTimer.isActive())
        m_growthTimer.start(growthPause); // what came while it loaded
    else if (!isFollowing && wasFound && window.isEmpty())
        loadOldest(); // limits removed all of them meanwhile
}

/// Rows that no longer fit the filter must not stay.
void TrafficModel::Private::failLoad(const Failure &failure)
{
    endLoad({{}, false, false, extent.lastId});
    tellFailure(failure);
}

void TrafficModel::Private::loadNewest(bool tellWhere)
{
    beginLoad();
    const qint64 knownEnd = history.extent().lastId;
    read(m_loadCall, history.pageBefore(filter, 0, pageSize), [this, knownEnd, tellWhere](Result<HistoryPage> page) {
        if (!page)
            return failLoad(page.error());
        const qint64 end = endOf(page->records, knownEnd);
        endLoad({std::move(page->records), !page->reachedEnd, false, end});
        if (tellWhere)
            tellNewest();
    });
}

void TrafficModel::Private::loadOldest()
{
    beginLoad();
    const qint64 knownEnd = history.extent().lastId;
    read(m_loadCall, history.pageAfter(filter, 0, pageSize), [this, knownEnd](Result<HistoryPage> page) {
        if (!page)
            return failLoad(page.error());
        const qint64 end = endOf(page->records, page->reachedEnd ? knownEnd : 0);
        endLoad({std::move(page->records), false, !page->reachedEnd, end});
        Q_EMIT q.moved(window.isEmpty() ? -1 : 0);
    });
}

void TrafficModel::Private::loadAround(qint64 id)
{
    beginLoad();
    read(m_loadCall, history.pageBefore(filter, id + 1, pageSize), [this, id](Result<HistoryPage> before) {
        if (!before)
            return failLoad(before.error());
        const qint64 knownEnd = history.extent().lastId;
        read(m_loadCall, history.pageAfter(filter, id, pageSize),
             [this, id, knownEnd, before = *std::move(before)](Result<HistoryPage> after) {
                 if (!after)
                     return failLoad(after.error());
                 const qint64 end = endOf(after->records, after->reachedEnd ? knownEnd : id);
                 endLoad({before.records + after->records, !before.reachedEnd, !after->reachedEnd, end});
                 Q_EMIT q.moved(window.nearest(id));
             });
    });
}

void TrafficModel::Private::setFilter(const HistoryFilter &wanted)
{
    if (wanted == filter)
        return;
    filter = wanted;
    if (isFollowing || window.isEmpty())
        loadNewest(false);
    else
        loadAround(window.at(window.size() / 2).record.id);
}

void TrafficModel::Private::goTo(qint64 id)
{
    setFollowing(false);
    const int row = m_isLoading ? -1 : window.find(id);
    if (row < 0)
        loadAround(id);
    else
        Q_EMIT q.moved(row);
}

void TrafficModel::Private::goToOldest()
{
    setFollowing(false);
    if (m_isLoading || hasMoreBefore || window.isEmpty())
        loadOldest();
    else
        Q_EMIT q.moved(0);
}

void TrafficModel::Private::goToNewest()
{
    setFollowingFlag(true);
    if (m_isLoading || m_hasMoreAfter)
        return loadNewest(true);
    m_tellNewest = true;
    follow();
}

void TrafficModel::Private::setFollowing(bool wanted)
{
    if (wanted == isFollowing)
        return;
    setFollowingFlag(wanted);
    if (wanted && (m_isLoading || m_hasMoreAfter))
        loadNewest(false);
    else if (wanted)
        follow();
}

void TrafficModel::Private::setFollowingFlag(bool following)
{
    if (std::exchange(isFollowing, following) == following)
        return;
    if (following)
        newer.stop();
    else if (!m_isLoading)
        newer.start(filter, m_end);
    Q_EMIT q.followingChanged(following);
}

// The ends

void TrafficModel::Private::look()
{
    if (const HistoryExtent now = history.extent(); now != extent) {
        extent = now;
        Q_EMIT q.extentChanged();
    }
    if (isFollowing)
        follow();
    else
        newer.setHistoryEnd(extent.lastId);
}

/// Asks for the newest of what came since: where that is all of it, it is put behind the window; else it is the window.
void TrafficModel::Private::follow()
{
    if (m_isLoading || m_isReadingTail)
        return;
    const qint64 knownEnd = history.extent().lastId;
    if (knownEnd <= m_end) {
        if (std::exchange(m_tellNewest, false))
            tellNewest();
        return;
    }
    HistoryFilter newerOnes = filter;
    newerOnes.afterId = std::max(filter.afterId, m_end);
    m_isReadingTail = true;
    read(m_tailCall, history.pageBefore(newerOnes, 0, pageSize),
         [this, knownEnd, asked = m_end](Result<HistoryPage> page) {
             m_isReadingTail = false;
             if (!page)
                 return tellFailure(page.error());
             if (isFollowing && asked == m_end)
                 takeTail(*std::move(page), knownEnd);
         });
}

void TrafficModel::Private::takeTail(HistoryPage page, qint64 knownEnd)
{
    const qint64 end = endOf(page.records, knownEnd);
    if (page.reachedEnd) {
        append(page.records);
        m_end = end;
    } else {
        m_growthTimer.start(floodPause);
        endLoad({std::move(page.records), true, false, end});
    }
    if (std::exchange(m_tellNewest, false))
        tellNewest();
    if (history.extent().lastId > m_end && !m_growthTimer.isActive())
        m_growthTimer.start(growthPause);
}

void TrafficModel::Private::tellNewest()
{
    Q_EMIT q.moved(window.size() - 1);
}

void TrafficModel::Private::fetchOlder()
{
    if (m_isLoading || m_isReadingOlder || !hasMoreBefore || window.isEmpty())
        return;
    m_isReadingOlder = true;
    const qint64 asked = window.firstId();
    read(m_olderCall, history.pageBefore(filter, asked, pageSize), [this, asked](Result<HistoryPage> page) {
        m_isReadingOlder = false;
        if (!page) {
            tellFailure(page.error());
        } else if (window.firstId() == asked) {
            hasMoreBefore = !page->reachedEnd;
            prepend(living(std::move(page->records)));
        }
        tellIfSearching();
    });
    tellIfSearching();
}

void TrafficModel::Private::fetchNewer()
{
    if (m_isLoading || m_isReadingNewer || !hasNewer())
        return;
    m_isReadingNewer = true;
    const qint64 knownEnd = history.extent().lastId;
    read(m_newerCall, history.pageAfter(filter, m_end, pageSize),
         [this, knownEnd, asked = m_end](Result<HistoryPage> page) {
             m_isReadingNewer = false;
             if (!page) {
                 tellFailure(page.error());
             } else if (m_end == asked && !isFollowing) {
                 append(page->records);
                 m_hasMoreAfter = !page->reachedEnd;
                 m_end = endOf(page->records, page->reachedEnd ? knownEnd : asked);
                 newer.moveEnd(m_end, -page->records.size());
             }
             tellIfSearching();
         });
    tellIfSearching();
}

void TrafficModel::Private::append(const QList<HistoryRecord> &records)
{
    if (records.isEmpty())
        return;
    const int count = int(records.size());
    if (const int tooMany = window.size() + count - windowSize; tooMany > 0) {
        q.beginRemoveRows({}, 0, tooMany - 1);
        window.removeFirst(tooMany);
        hasMoreBefore = true;
        q.endRemoveRows();
    }
    q.beginInsertRows({}, window.size(), window.size() + count - 1);
    window.append(records);
    q.endInsertRows();
}

void TrafficModel::Private::prepend(const QList<HistoryRecord> &records)
{
    if (records.isEmpty())
        return;
    const int count = int(records.size());
    if (const int tooMany = window.size() + count - windowSize; tooMany > 0) {
        q.beginRemoveRows({}, window.size() - tooMany, window.size() - 1);
        window.removeLast(tooMany);
        m_hasMoreAfter = true;
        m_end = window.lastId();
        q.endRemoveRows();
        if (isFollowing)
            setFollowingFlag(false); // the tail is out of sight
        else
            newer.moveEnd(m_end, tooMany);
    }
    q.beginInsertRows({}, 0, count - 1);
    window.prepend(records);
    q.endInsertRows();
    if (const auto [first, last] = window.updateGapsBehind(count); first >= 0)
        Q_EMIT q.dataChanged(q.index(first, 0), q.index(last, ColumnCount - 1), {CounterGapRole});
}

/// Limits removed the oldest: what is gone from the history goes from the window.
void TrafficModel::Private::shrink(const HistoryExtent &shrunk)
{
    int gone = 0;
    while (gone < window.size() && (shrunk.count == 0 || window.at(gone).record.id < shrunk.firstId))
        ++gone;
    extent = shrunk;
    if (gone > 0) {
        q.beginRemoveRows({}, 0, gone - 1);
        window.removeFirst(gone);
        hasMoreBefore = false;
        q.endRemoveRows();
    }
    Q_EMIT q.extentChanged();
    if (gone > 0 && window.isEmpty() && !m_isLoading && !isFollowing)
        loadOldest();
}

QList<HistoryRecord> TrafficModel::Private::living(QList<HistoryRecord> records) const
{
    const auto living = std::find_if(records.cbegin(), records.cend(),
                                     [this](const HistoryRecord &record) { return record.id >= extent.firstId; });
    records.remove(0, living - records.cbegin());
    return records;
}

} // namespace thingsdesk
