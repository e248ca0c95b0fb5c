// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/downlinktimelinemodel.h"

#include "core/futures.h"
#include "models/downlinktimeline.h"

#include <QTimer>

#include <algorithm>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr int maximumEntries = 500;
constexpr int pageSize = 500;
constexpr qsizetype maximumRecords = 3000; ///< looked at for the beginning: a downlink has three or four
constexpr auto growthPause = 100ms;

HistoryFilter downlinkFilter()
{
    HistoryFilter filter;
    filter.kinds = {RecordKind::DownlinkPublished, RecordKind::DownlinkScheduled, RecordKind::DownlinkSent,
                    RecordKind::DownlinkAcked, RecordKind::DownlinkError};
    return filter;
}

} // namespace

class DownlinkTimelineModel::Private final
{
    Q_DISABLE_COPY_MOVE(Private)
public:
    Private(DownlinkTimelineModel &model, HistoryStore &store);
    ~Private() { call.cancel(); }

    int rowOf(int index) const { return timeline.size() - 1 - index; }
    void readBeginning(qint64 beforeId);
    void takeBeginning(HistoryPage page);
    void readGrowth();
    void takeGrowth(const HistoryPage &page, qint64 knownEnd);
    void take(const HistoryRecord &record, bool isCutOff);
    template <class Next>
    void whenRead(const Future<HistoryPage> &future, Next next);

    DownlinkTimelineModel &q;
    HistoryStore &history;
    DownlinkTimeline timeline;
    QTimer growthTimer;
    Future<HistoryPage> call;
    QList<HistoryRecord> beginning; ///< collected backwards, before the entries are made
    qint64 end = 0;                 ///< up to here the history is looked at
    bool isBegun = false;
    bool isReading = false;
    bool hasGrown = false;
};

DownlinkTimelineModel::Private::Private(DownlinkTimelineModel &model, HistoryStore &store)
    : q(model)
    , history(store)
    , timeline({[this](const std::function<void()> &insert) {
                    q.beginInsertRows({}, 0, 0);
                    insert();
                    q.endInsertRows();
                },
                [this](int index) {
                    const QModelIndex changed = q.index(rowOf(index));
                    Q_EMIT q.dataChanged(changed, changed);
                }})
{
    growthTimer.setSingleShot(true);
    growthTimer.setInterval(growthPause);
    QObject::connect(&growthTimer, &QTimer::timeout, &q, [this] { readGrowth(); });
    QObject::connect(
        &history, &HistoryStore::grown, &q,
        [this] {
            hasGrown = true;
            if (!growthTimer.isActive() && !isReading)
                growthTimer.start();
        },
        Qt::QueuedConnection);
    end = history.extent().lastId;
    readBeginning(0);
}

template <class Next>
void DownlinkTimelineModel::Private::whenRead(const Future<HistoryPage> &future, Next next)
{
    isReading = true;
    call = future;
    whenFinished<HistoryPage>(&q, future, [this, next = std::move(next)](Future<HistoryPage> done) mutable {
        isReading = false;
        Result<HistoryPage> page = resultOf(done);
        if (page)
            next(*std::move(page));
        else if (page.error().kind != Failure::Kind::Cancelled)
            Q_EMIT q.failed(page.error());
        // After a failure too: the next growth tries again.
        if (hasGrown && !isReading)
            growthTimer.start();
    });
}

void DownlinkTimelineModel::Private::readBeginning(qint64 beforeId)
{
    whenRead(history.pageBefore(downlinkFilter(), beforeId, pageSize),
             [this](HistoryPage page) { takeBeginning(std::move(page)); });
}

void DownlinkTimelineModel::Private::takeBeginning(HistoryPage page)
{
    if (beginning.isEmpty() && !page.records.isEmpty())
        end = std::max(end, page.records.last().id);
    beginning = page.records + beginning;
    const auto published = std::count_if(beginning.begin(), beginning.end(),
                                         [](const HistoryRecord &record) { return record.published(); });
    if (!page.reachedEnd && !page.records.isEmpty() && published < maximumEntries && beginning.size() < maximumRecords)
        return readBeginning(page.records.first().id);
    isBegun = true;
    const QList<HistoryRecord> records = std::exchange(beginning, {});
    for (const HistoryRecord &record : records)
        take(record, !page.reachedEnd);
}

void DownlinkTimelineModel::Private::readGrowth()
{
    if (isReading)
        return;
    hasGrown = false;
    if (!isBegun)
        return readBeginning(0);
    const qint64 knownEnd = history.extent().lastId;
    whenRead(history.pageAfter(downlinkFilter(), end, pageSize),
             [this, knownEnd](const HistoryPage &page) { takeGrowth(page, knownEnd); });
}

void DownlinkTimelineModel::Private::takeGrowth(const HistoryPage &page, qint64 knownEnd)
{
    for (const HistoryRecord &record : page.records)
        take(record, false);
    if (!page.records.isEmpty())
        end = std::max(end, page.records.last().id);
    if (page.reachedEnd)
        end = std::max(end, knownEnd);
    else
        hasGrown = true;
}

void DownlinkTimelineModel::Private::take(const HistoryRecord &record, bool isCutOff)
{
    timeline.take(record, isCutOff);
    while (timeline.size() > maximumEntries) {
        q.beginRemoveRows({}, timeline.size() - 1, timeline.size() - 1);
        timeline.removeOldest();
        q.endRemoveRows();
    }
}

DownlinkTimelineModel::DownlinkTimelineModel(HistoryStore &history, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>(*this, history))
{
}

DownlinkTimelineModel::~DownlinkTimelineModel() = default;

const DownlinkTimelineModel::Entry &DownlinkTimelineModel::entry(int row) const
{
    return d->timeline.at(d->rowOf(row));
}

int DownlinkTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->timeline.size();
}

QVariant DownlinkTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = d->timeline.at(d->rowOf(index.row()));
    switch (role) {
    case EntryRole:
        return QVariant::fromValue(entry);
    case IdRole:
        return qlonglong(entry.id);
    case Qt::DisplayRole: // for type-ahead and screen readers; a delegate draws the rest
        return entry.message.devId.toString();
    default:
        return {};
    }
}

} // namespace thingsdesk
