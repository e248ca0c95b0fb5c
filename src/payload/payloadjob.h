// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to payload.

#include "core/result.h"
#include "payload/functionrunner.h"
#include "payload/workerframes.h"

#include <QPromise>

#include <string_view>
#include <vector>

namespace thingsdesk {

/// One call of FunctionRunner: its inputs, the results so far, and the promise. Counts only the items that the worker
/// has to do; an item that was settled without it is not seen here.
class PayloadJob
{
    Q_DISABLE_COPY_MOVE(PayloadJob)
public:
    PayloadJob(workerframes::FrameType type, PayloadFunctions functions);
    virtual ~PayloadJob();

    workerframes::FrameType type() const { return m_type; }
    const PayloadFunctions &functions() const { return m_functions; }

    virtual std::size_t count() const = 0;
    virtual quint8 port(std::size_t item) const = 0;
    virtual std::string_view data(std::size_t item) const = 0;
    virtual void store(std::size_t item, const workerframes::Outcome &outcome) = 0;
    virtual bool isCancelled() const = 0;
    virtual void finish() = 0;
    virtual void fail(const Failure &failure) = 0;

    std::size_t sent = 0; ///< the next item to send
    std::size_t done = 0; ///< the next item to get a result

private:
    workerframes::FrameType m_type;
    PayloadFunctions m_functions;
};

/// The error part of a worker's outcome.
PayloadError payloadErrorOf(const workerframes::Outcome &outcome);
QList<PayloadLogEntry> payloadLogsOf(const workerframes::Outcome &outcome);

class DecodeJob final : public PayloadJob
{
public:
    DecodeJob(PayloadFunctions functions, QList<DecodeInput> inputs);
    Future<QList<DecodeResult>> future() { return m_promise.future(); }

    std::size_t count() const override;
    quint8 port(std::size_t item) const override;
    std::string_view data(std::size_t item) const override;
    void store(std::size_t item, const workerframes::Outcome &outcome) override;
    bool isCancelled() const override;
    void finish() override;
    void fail(const Failure &failure) override;

private:
    const QList<DecodeInput> m_inputs;
    QList<DecodeResult> m_results;
    QPromise<Result<QList<DecodeResult>>> m_promise;
};

class EncodeJob final : public PayloadJob
{
public:
    EncodeJob(PayloadFunctions functions, QList<EncodeInput> inputs);
    Future<QList<EncodeResult>> future() { return m_promise.future(); }

    std::size_t count() const override;
    quint8 port(std::size_t item) const override;
    std::string_view data(std::size_t item) const override;
    void store(std::size_t item, const workerframes::Outcome &outcome) override;
    bool isCancelled() const override;
    void finish() override;
    void fail(const Failure &failure) override;

private:
    const QList<EncodeInput> m_inputs;
    QList<EncodeResult> m_results;
    std::vector<qsizetype> m_toDo; ///< the inputs that are JSON objects
    QPromise<Result<QList<EncodeResult>>> m_promise;
};

} // namespace thingsdesk
