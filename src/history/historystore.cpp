// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historystore.h"

#include "history/readerworker.h"
#include "history/recordexport.h"
#include "history/taskqueue.h"
#include "history/writerworker.h"

#include <QThread>

#include <algorithm>
#include <limits>

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace history;

class HistoryStore::Private
{
public:
    Private(QString path, AppId id)
        : file(std::move(path))
        , appId(std::move(id))
        , writer(file, appId)
        , writerTasks(&writerThread)
        , pages(std::make_unique<ReaderWorker>(file, appId, gate))
        , longReads(std::make_unique<ReaderWorker>(file, appId, gate))
    {
        writerThread.setObjectName(u"history writer"_s);
        writer.moveToThread(&writerThread);
        writerThread.start();
    }

    /// Runs `change` on the writer's thread, after what was handed over before.
    template <class T, class Change>
    Future<T> onWriter(Change change)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        Future<T> future = promise->future();
        writerTasks.post([this, promise, change = std::move(change)] {
            // A write that nobody waits for any more is done all the same: a message is not lost by that.
            settle<T>(*promise, change(writer));
        });
        return future;
    }

    const QString file;
    const AppId appId;
    OpenGate gate;
    QThread writerThread;
    WriterWorker writer;
    TaskQueue writerTasks;
    std::unique_ptr<ReaderWorker> pages;     ///< what a window waits for
    std::unique_ptr<ReaderWorker> longReads; ///< what may take its time
};

HistoryStore::HistoryStore(QString file, AppId appId, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(file), std::move(appId)))
{
    qRegisterMetaType<HistoryExtent>();
    qRegisterMetaType<Failure>();
    connect(&d->writer, &WriterWorker::grown, this, &HistoryStore::grown, Qt::DirectConnection);
    connect(&d->writer, &WriterWorker::shrunk, this, &HistoryStore::shrunk, Qt::DirectConnection);
    connect(&d->writer, &WriterWorker::stopped, this, &HistoryStore::recordingStopped, Qt::DirectConnection);
    connect(&d->writer, &WriterWorker::resumed, this, &HistoryStore::recordingResumed, Qt::DirectConnection);
}

HistoryStore::~HistoryStore()
{
    d->gate.close();
    // The last connection tidies up behind itself, which only the writer's may.
    d->pages.reset();
    d->longReads.reset();
    // Behind everything that was handed over.
    d->writerTasks.runAndWait([this] { d->writer.close(); });
    d->writerThread.quit();
    d->writerThread.wait();
}

const QString &HistoryStore::file() const noexcept
{
    return d->file;
}

const AppId &HistoryStore::appId() const noexcept
{
    return d->appId;
}

Future<HistoryOpening> HistoryStore::open()
{
    d->gate.setOpening();
    return d->onWriter<HistoryOpening>([gate = &d->gate](WriterWorker &writer) {
        Result<HistoryOpening> opening = writer.open();
        gate->setOpen(opening ? std::nullopt : std::optional(opening.error()));
        return opening;
    });
}

QThread &HistoryStore::writerThread() noexcept
{
    return d->writerThread;
}

Result<void> HistoryStore::appendNow(const QList<TrafficMessage> &messages)
{
    Q_ASSERT(QThread::currentThread() == &d->writerThread);
    return d->writer.append(messages);
}

Future<void> HistoryStore::append(const QList<TrafficMessage> &messages)
{
    return d->onWriter<void>([messages](WriterWorker &writer) { return writer.append(messages); });
}

Future<qint64> HistoryStore::appendPublished(const PublishedDownlink &downlink)
{
    return d->onWriter<qint64>([downlink](WriterWorker &writer) { return writer.append(downlink); });
}

Future<qint64> HistoryStore::appendGap(const RecordingGap &gap)
{
    return d->onWriter<qint64>([gap](WriterWorker &writer) { return writer.append(gap); });
}

Future<void> HistoryStore::storeOwnFields(const QList<OwnFields> &fields)
{
    return d->onWriter<void>([fields](WriterWorker &writer) { return writer.storeOwnFields(fields); });
}

Future<void> HistoryStore::removeOwnFields()
{
    return d->onWriter<void>([](WriterWorker &writer) { return writer.removeOwnFields(); });
}

Future<void> HistoryStore::setLimits(const HistoryLimits &limits)
{
    return d->onWriter<void>([limits](WriterWorker &writer) { return writer.setLimits(limits); });
}

HistoryExtent HistoryStore::extent() const
{
    return d->writer.extent();
}

Future<HistoryPage> HistoryStore::pageBefore(const HistoryFilter &filter, qint64 beforeId, int limit)
{
    return d->pages->run<HistoryPage>(
        [=](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<HistoryPage> {
            return reader.page(filter, Direction::Backward, beforeId, limit, isCancelled);
        });
}

Future<HistoryPage> HistoryStore::pageAfter(const HistoryFilter &filter, qint64 afterId, int limit)
{
    return d->pages->run<HistoryPage>(
        [=](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<HistoryPage> {
            return reader.page(filter, Direction::Forward, afterId, limit, isCancelled);
        });
}

Future<HistoryRecord> HistoryStore::record(qint64 id)
{
    return d->pages->run<HistoryRecord>(
        [id](HistoryReader &reader, auto &, const CancelCheck &) -> Result<HistoryRecord> {
            if (auto record = reader.record(id))
                return *std::move(record);
            return fail({Failure::Kind::Permanent,
                         Failure::Cause::NotFound,
                         u"The message %1 is no longer in the history."_s.arg(id),
                         {}});
        });
}

Future<quint64> HistoryStore::count(const HistoryFilter &filter)
{
    return d->longReads->run<quint64>(
        [filter](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<quint64> {
            return reader.count(filter, isCancelled);
        });
}

Future<HistoryFacets> HistoryStore::facets()
{
    return d->pages->run<HistoryFacets>(
        [](HistoryReader &reader, auto &, const CancelCheck &) -> Result<HistoryFacets> { return reader.facets(); });
}

Future<HistoryStatistics> HistoryStore::statistics()
{
    return d->pages->run<HistoryStatistics>(
        [](HistoryReader &reader, auto &, const CancelCheck &) -> Result<HistoryStatistics> {
            return reader.statistics(Timestamp::now());
        });
}

Future<QHash<DevId, DeviceActivity>> HistoryStore::deviceActivity()
{
    return d->longReads->run<QHash<DevId, DeviceActivity>>(
        [](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<QHash<DevId, DeviceActivity>> {
            return reader.deviceActivity(isCancelled);
        });
}

Future<QList<SeriesPoint>> HistoryStore::series(const SeriesRequest &request)
{
    return d->longReads->run<QList<SeriesPoint>>(
        [request](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<QList<SeriesPoint>> {
            return reader.series(request, isCancelled);
        });
}

Future<QStringList> HistoryStore::fieldPaths(const DevId &devId)
{
    return d->pages->run<QStringList>(
        [devId](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<QStringList> {
            return reader.fieldPaths(devId, isCancelled);
        });
}

Future<quint64> HistoryStore::exportTo(const QString &file, ExportFormat format, const HistoryFilter &filter)
{
    return d->longReads->run<quint64>(
        [=](HistoryReader &reader, auto &promise, const CancelCheck &isCancelled) -> Result<quint64> {
            const auto progress = [&promise](qint64 passed, qint64 all) {
                constexpr qint64 most = std::numeric_limits<int>::max();
                promise.setProgressRange(0, int(std::min(all, most)));
                promise.setProgressValue(int(std::min(passed, most)));
            };
            return RecordExport(reader, filter, format).writeTo(file, progress, isCancelled);
        });
}

} // namespace thingsdesk
