// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/newercounter.h"
#include "models/trafficmodel.h"
#include "models/trafficwindow.h"

#include <QTimer>

namespace thingsdesk {

/// Moves the window over the history.
///
/// Loads put another window in place of this one and make all other answers stale (generation). Pages at the ends carry
/// the end that they were asked for, and are dropped where that has moved meanwhile. So queries may overlap freely.
class TrafficModel::Private final
{
    Q_DISABLE_COPY_MOVE(Private)
public:
    Private(TrafficModel &model, HistoryStore &store);
    ~Private();

    void setFilter(const HistoryFilter &wanted);
    void setFollowing(bool wanted);
    void fetchOlder();
    void fetchNewer();
    void goTo(qint64 id);
    void goToOldest();
    void goToNewest();
    bool isSearching() const { return m_isLoading || m_isReadingOlder || m_isReadingNewer; }
    bool hasNewer() const { return !isFollowing && (m_hasMoreAfter || newer.count() > 0); }

    TrafficModel &q;
    HistoryStore &history;
    HistoryFilter filter;
    HistoryExtent extent;
    TrafficWindow window;
    NewerCounter newer;
    bool isFollowing = true;
    bool hasMoreBefore = false;

private:
    struct Place
    {
        QList<HistoryRecord> records;
        bool hasMoreBefore = false;
        bool hasMoreAfter = false;
        qint64 end = 0;
    };

    using Call = Future<HistoryPage>;
    template <class Next>
    void read(Call &slot, const Call &call, Next next);
    void beginLoad();
    void endLoad(Place place);
    void loadNewest(bool tellWhere);
    void loadOldest();
    void loadAround(qint64 id);
    void failLoad(const Failure &failure);
    void tellFailure(const Failure &failure);
    void tellIfSearching();

    void follow();
    void takeTail(HistoryPage page, qint64 knownEnd);
    void tellNewest();
    void setFollowingFlag(bool following);
    void append(const QList<HistoryRecord> &records);
    void prepend(const QList<HistoryRecord> &records);
    void look();
    void shrink(const HistoryExtent &shrunk);
    QList<HistoryRecord> living(QList<HistoryRecord> records) const;

    QTimer m_growthTimer;
    Call m_loadCall;
    Call m_olderCall;
    Call m_newerCall;
    Call m_tailCall;
    int m_generation = 0;
    qint64 m_end = 0; ///< everything that fits, from the window's first record to this ID, is in the window
    bool m_hasMoreAfter = false;
    bool m_isLoading = false;
    bool m_isReadingOlder = false;
    bool m_isReadingNewer = false;
    bool m_isReadingTail = false;
    bool m_wasSearching = false;
    bool m_tellNewest = false; ///< `moved` when the tail is there
};

} // namespace thingsdesk
