// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to payload.

#include "payload/payloadjob.h"
#include "payload/workerlink.h"

#include <deque>
#include <memory>

namespace thingsdesk {

/// Queue of jobs, and the worker that works on them.
class JobQueue final
{
public:
    explicit JobQueue(const QString &workerProgram);
    ~JobQueue();
    Q_DISABLE_COPY_MOVE(JobQueue)

    void add(std::shared_ptr<PayloadJob> job);
    qint64 processId() const { return m_worker ? m_worker->processId() : 0; }

private:
    struct Batch
    {
        std::shared_ptr<PayloadJob> job;
        std::size_t left;
    };

    /// Which functions the worker holds, the longest unused first out.
    struct Slot
    {
        PayloadFunctions functions;
        quint64 lastUse = 0;
        bool isSet = false;
    };

    void pump();
    void startWorker();
    bool sendBatch(PayloadJob &job);
    std::uint8_t slotFor(const PayloadFunctions &functions);
    void onOutcome(const workerframes::Outcome &outcome);
    void onWorkerEnded();
    void onUnexplainedDeath(bool saidHello);
    void loseItem();
    void completeJobs();
    void failAll(const Failure &failure);
    std::size_t itemsInFlight() const;

    QString m_program;
    std::deque<std::shared_ptr<PayloadJob>> m_jobs; ///< in the order of the calls
    std::deque<Batch> m_inFlight;
    std::unique_ptr<WorkerLink> m_worker;
    Slot m_slots[workerframes::programSlots];
    quint64 m_use = 0;
    bool m_workerLeaves = false;
    std::size_t m_oneByOne = 0; ///< so many items go alone, as one of them killed a worker
    int m_failedStarts = 0;
    int m_deaths = 0;
    QString m_lastWords;
};

} // namespace thingsdesk
