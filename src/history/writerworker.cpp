// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/writerworker.h"

#include "history/historyfile.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr int retryMilliseconds = 1000;
constexpr int limitMilliseconds = 60'000;
constexpr int retryWorkMilliseconds = 5000;
constexpr int pollMilliseconds = 10;
constexpr qint64 flowingMilliseconds = 20; ///< messages flow where the last came so shortly ago
constexpr qint64 tooFarBehind = 500'000;   ///< records without index
constexpr qint64 restsPerWork = 2;         ///< the index takes a third of the thread while messages flow

} // namespace

WriterWorker::WriterWorker(QString file, AppId appId)
    : m_file(std::move(file))
    , m_appId(std::move(appId))
    , m_workTimer(this)
    , m_retryTimer(this)
    , m_limitTimer(this)
{
    m_workTimer.setSingleShot(true);
    m_retryTimer.setInterval(retryMilliseconds);
    m_limitTimer.setInterval(limitMilliseconds);
    connect(&m_workTimer, &QTimer::timeout, this, &WriterWorker::work);
    connect(&m_retryTimer, &QTimer::timeout, this, &WriterWorker::retry);
    connect(&m_limitTimer, &QTimer::timeout, this, [this] {
        m_writer->checkLimits();
        scheduleWork();
    });
}

WriterWorker::~WriterWorker() = default;

HistoryExtent WriterWorker::extent() const
{
    const QMutexLocker lock(&m_mutex);
    return m_extent;
}

Result<HistoryOpening> WriterWorker::open()
{
    if (m_writer)
        return HistoryOpening();
    Result<OpenedFile> opened = openHistoryFile(m_file);
    if (!opened)
        return fail(std::move(opened).error());
    try {
        m_writer = std::make_unique<HistoryWriter>(std::move(opened->database), m_appId, SegmentSizes());
    } catch (const SqliteError &error) {
        return fail(error.toFailure());
    }
    publishExtent();
    m_sinceAppend.start();
    m_sinceWork.start();
    m_limitTimer.start();
    scheduleWork();
    return opened->opening;
}

Failure WriterWorker::notOpen() const
{
    return {Failure::Kind::Permanent, Failure::Cause::FileUnusable, u"The history is not open."_s, m_file};
}

Result<void> WriterWorker::append(const QList<TrafficMessage> &messages)
{
    if (!m_writer)
        return fail(notOpen());
    if (messages.isEmpty())
        return {};
    if (m_stop && m_stop->lastTry.elapsed() < retryMilliseconds) {
        m_stop->missed += quint64(messages.size());
        return fail(m_stop->failure);
    }
    return tryAppend(messages);
}

Result<void> WriterWorker::tryAppend(const QList<TrafficMessage> &messages)
{
    std::optional<RecordingGap> gap;
    if (m_stop) {
        const Timestamp now = Timestamp::now();
        gap = RecordingGap{m_stop->from, std::max(m_stop->from, now), RecordingGap::Reason::DiskFull, m_stop->missed};
    }
    try {
        m_writer->append(messages, gap);
    } catch (const SqliteError &error) {
        return fail(stop(error, quint64(messages.size())));
    }
    m_sinceAppend.start();
    if (m_stop) {
        const quint64 missed = m_stop->missed;
        m_stop.reset();
        m_retryTimer.stop();
        Q_EMIT resumed(missed);
    }
    publishExtent();
    Q_EMIT grown(extent());
    scheduleWork();
    return {};
}

/// Notes that messages could not be kept; tells it the first time.
Failure WriterWorker::stop(const SqliteError &error, quint64 missed)
{
    if (error.isDamage())
        m_writer->noteSuspicion();
    Failure failure = error.toFailure();
    const bool isNew = !m_stop;
    if (isNew)
        m_stop = Stop{Timestamp::now(), failure, 0, {}};
    m_stop->failure = failure;
    m_stop->missed += missed;
    m_stop->lastTry.start();
    m_retryTimer.start();
    if (isNew)
        Q_EMIT stopped(failure);
    return failure;
}

/// Recording goes on as soon as there is room, also where no message comes.
void WriterWorker::retry()
{
    if (m_stop && m_stop->lastTry.elapsed() >= retryMilliseconds)
        (void)tryAppend({});
}

template <class Change>
Result<qint64> WriterWorker::appendOne(Change change)
{
    if (!m_writer)
        return fail(notOpen());
    qint64 id = 0;
    try {
        id = change();
    } catch (const SqliteError &error) {
        if (error.isDamage())
            m_writer->noteSuspicion();
        return fail(error.toFailure());
    }
    publishExtent();
    Q_EMIT grown(extent());
    scheduleWork();
    return id;
}

Result<qint64> WriterWorker::append(const PublishedDownlink &downlink)
{
    return appendOne([&] { return m_writer->append(downlink, Timestamp::now()); });
}

Result<qint64> WriterWorker::append(const RecordingGap &gap)
{
    return appendOne([&] { return m_writer->append(gap); });
}

/// For what is no message: nothing is recorded by it, so nothing is told.
template <class Change>
Result<void> WriterWorker::change(Change change)
{
    if (!m_writer)
        return fail(notOpen());
    try {
        change();
    } catch (const SqliteError &error) {
        if (error.isDamage())
            m_writer->noteSuspicion();
        return fail(error.toFailure());
    }
    scheduleWork();
    return {};
}

Result<void> WriterWorker::storeOwnFields(const QList<OwnFields> &fields)
{
    return change([&] { m_writer->storeOwnFields(fields); });
}

Result<void> WriterWorker::removeOwnFields()
{
    return change([this] { m_writer->removeOwnFields(); });
}

Result<void> WriterWorker::setLimits(const HistoryLimits &limits)
{
    if (!m_writer)
        return fail(notOpen());
    m_writer->setLimits(limits);
    scheduleWork();
    return {};
}

void WriterWorker::publishExtent()
{
    const QMutexLocker lock(&m_mutex);
    m_extent = m_writer->extent();
}

void WriterWorker::scheduleWork(int milliseconds)
{
    if (!m_workTimer.isActive())
        m_workTimer.start(milliseconds);
}

/// Live messages go first, as long as the index does not fall too far behind.
bool WriterWorker::mustWait() const
{
    return m_sinceAppend.elapsed() < flowingMilliseconds && m_sinceWork.elapsed() < m_restMilliseconds &&
           m_writer->backlog() < tooFarBehind;
}

void WriterWorker::work()
{
    if (!m_writer)
        return;
    if (mustWait())
        return scheduleWork(pollMilliseconds);
    const HistoryExtent before = m_writer->extent();
    QElapsedTimer timer;
    timer.start();
    bool hasMore = false;
    try {
        hasMore = m_writer->work(Timestamp::now());
    } catch (const SqliteError &error) {
        if (error.isDamage())
            m_writer->noteSuspicion();
        else
            scheduleWork(retryWorkMilliseconds);
        return;
    }
    m_restMilliseconds = timer.elapsed() * restsPerWork;
    m_sinceWork.start();
    if (m_writer->extent() != before) {
        publishExtent();
        Q_EMIT shrunk(extent());
    }
    if (hasMore)
        scheduleWork();
}

void WriterWorker::close()
{
    m_workTimer.stop();
    m_retryTimer.stop();
    m_limitTimer.stop();
    if (!m_writer)
        return;
    try {
        if (m_stop)
            (void)tryAppend({}); // the gap, if there is room by now
        m_workTimer.stop();
        m_retryTimer.stop();
        m_writer->noteCleanEnd();
    } catch (const SqliteError &) {
        // Stays marked as open: the next start checks it.
    }
    m_writer.reset();
}

} // namespace thingsdesk::history
