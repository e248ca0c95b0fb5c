// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/jobqueue.h"

#include "payload/handlersource.h"

#include <QDir>

#include <utility>

namespace thingsdesk {

using workerframes::Outcome;

namespace {

// Enough under way that the worker never waits for us, little enough that a cancelled job ends soon.
constexpr std::size_t batchesInFlight = 4;
constexpr std::size_t batchItems = 512;
constexpr std::size_t batchBytes = 128U << 10U;
constexpr int startAttempts = 3;
/// So many workers in a row may die without a word, before it is taken for the worker's own fault.
constexpr int unexplainedDeaths = 20;

std::string textOf(const QString &text)
{
    return text.toStdString();
}

} // namespace

JobQueue::JobQueue(const QString &workerProgram)
    : m_program(workerProgram)
{
}

JobQueue::~JobQueue()
{
    m_worker.reset();
    failAll(Failure::cancelled());
}

void JobQueue::add(std::shared_ptr<PayloadJob> job)
{
    m_jobs.push_back(std::move(job));
    completeJobs();
    pump();
}

/// Sends what may be under way.
void JobQueue::pump()
{
    if (m_workerLeaves)
        return; // goes on with the next worker
    const std::size_t limit = m_oneByOne > 0 ? 1 : batchesInFlight;
    for (auto &job : m_jobs) {
        while (m_inFlight.size() < limit && job->sent < job->count() && !job->isCancelled()) {
            if (!m_worker)
                startWorker();
            const std::size_t before = job->sent;
            if (!sendBatch(*job))
                break;
            m_inFlight.push_back({job, job->sent - before});
        }
    }
    if (m_worker)
        m_worker->setBusy(!m_inFlight.empty());
}

void JobQueue::startWorker()
{
    m_worker = std::make_unique<WorkerLink>(m_program);
    m_workerLeaves = false;
    for (Slot &slot : m_slots)
        slot = {};
    QObject::connect(m_worker.get(), &WorkerLink::outcomeReceived, m_worker.get(),
                     [this](const Outcome &outcome) { onOutcome(outcome); });
    // Queued: the worker's object is replaced there, and must not be within a call of its own.
    QObject::connect(
        m_worker.get(), &WorkerLink::ended, m_worker.get(), [this] { onWorkerEnded(); }, Qt::QueuedConnection);
    m_worker->start();
}

std::uint8_t JobQueue::slotFor(const PayloadFunctions &functions)
{
    std::uint8_t oldest = 0;
    for (std::uint8_t i = 0; i < workerframes::programSlots; ++i) {
        if (m_slots[i].isSet && m_slots[i].functions == functions) {
            m_slots[i].lastUse = ++m_use;
            return i;
        }
        if (m_slots[i].lastUse < m_slots[oldest].lastUse)
            oldest = i;
    }
    m_slots[oldest] = {functions, ++m_use, true};
    const std::string sources[] = {textOf(handlerSource(functions.decoder)), textOf(handlerSource(functions.converter)),
                                   textOf(handlerSource(functions.validator)),
                                   textOf(handlerSource(functions.encoder))};
    workerframes::Program program;
    program.slot = oldest;
    for (std::size_t i = 0; i < workerframes::functionCount; ++i)
        program.sources[i] = sources[i];
    std::string frame;
    workerframes::appendProgram(frame, program);
    m_worker->send(frame);
    return oldest;
}

bool JobQueue::sendBatch(PayloadJob &job)
{
    workerframes::BatchWriter batch(job.type(), slotFor(job.functions()));
    const std::size_t limit = m_oneByOne > 0 ? 1 : batchItems;
    while (job.sent < job.count() && batch.count() < limit && batch.size() < batchBytes) {
        batch.add(job.port(job.sent), job.data(job.sent));
        ++job.sent;
    }
    m_worker->send(batch.finish());
    return true;
}

void JobQueue::onOutcome(const Outcome &outcome)
{
    if (m_inFlight.empty())
        return; // a worker that talks on: nothing of ours
    m_failedStarts = 0;
    m_deaths = 0;
    m_workerLeaves = outcome.workerLeaves;
    if (m_oneByOne > 0)
        --m_oneByOne;
    Batch &batch = m_inFlight.front();
    batch.job->store(batch.job->done++, outcome);
    if (--batch.left > 0)
        return;
    m_inFlight.pop_front();
    completeJobs();
    pump();
}

std::size_t JobQueue::itemsInFlight() const
{
    std::size_t items = 0;
    for (const Batch &batch : m_inFlight)
        items += batch.left;
    return items;
}

void JobQueue::onWorkerEnded()
{
    const bool expected = std::exchange(m_workerLeaves, false);
    const bool saidHello = m_worker->saidHello();
    m_lastWords = m_worker->lastWords();
    m_worker.reset();
    if (!expected && !m_inFlight.empty())
        onUnexplainedDeath(saidHello);
    for (auto &job : m_jobs)
        job->sent = job->done;
    m_inFlight.clear();
    completeJobs();
    pump();
}

void JobQueue::onUnexplainedDeath(bool saidHello)
{
    const bool cannotStart = !saidHello && ++m_failedStarts >= startAttempts;
    const bool keepsDying = saidHello && ++m_deaths > unexplainedDeaths;
    if (cannotStart || keepsDying) {
        failAll({Failure::Kind::Permanent, Failure::Cause::WorkerFailed,
                 QStringLiteral("The payload worker %1 cannot be run, so that nothing can be decoded or encoded. "
                                "Check that Thingsdesk is installed completely.")
                     .arg(QDir::toNativeSeparators(m_program)),
                 m_lastWords});
        m_failedStarts = 0;
        m_deaths = 0;
    } else if (saidHello && m_oneByOne > 0) {
        loseItem();
    } else if (saidHello) {
        m_oneByOne = itemsInFlight();
    }
}

/// The only item under way killed its worker.
void JobQueue::loseItem()
{
    Outcome outcome;
    outcome.ending = workerframes::Ending::Crashed;
    outcome.text = "Internal error: the payload worker died of this payload";
    PayloadJob &job = *m_inFlight.front().job;
    job.store(job.done++, outcome);
    --m_oneByOne;
}

void JobQueue::completeJobs()
{
    // Cancelled jobs wait only for what is under way.
    for (auto job = m_jobs.begin(); job != m_jobs.end();) {
        const bool cancelled = (*job)->isCancelled();
        if ((*job)->done < (cancelled ? (*job)->sent : (*job)->count())) {
            ++job;
            continue;
        }
        const std::shared_ptr<PayloadJob> complete = *job;
        job = m_jobs.erase(job);
        complete->finish();
    }
}

void JobQueue::failAll(const Failure &failure)
{
    m_inFlight.clear();
    m_oneByOne = 0;
    for (const auto &job : std::exchange(m_jobs, {}))
        job->fail(failure);
}

} // namespace thingsdesk
