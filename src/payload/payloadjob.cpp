// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/payloadjob.h"

#include "payload/gojson.h"

namespace thingsdesk {

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

PayloadError payloadErrorOf(const workerframes::Outcome &outcome)
{
    using workerframes::Ending;
    auto code = PayloadError::Code::Internal;
    switch (outcome.ending) {
    case Ending::InvalidArgument:
        code = PayloadError::Code::InvalidArgument;
        break;
    case Ending::Unknown:
        code = PayloadError::Code::Unknown;
        break;
    case Ending::OutOfMemory:
    case Ending::Crashed:
        code = PayloadError::Code::WorkerLost;
        break;
    case Ending::Done:
    case Ending::Internal:
        break;
    }
    return {code, textOf(outcome.text)};
}

QList<PayloadLogEntry> payloadLogsOf(const workerframes::Outcome &outcome)
{
    QList<PayloadLogEntry> logs;
    logs.reserve(static_cast<qsizetype>(outcome.logs.size()));
    for (const workerframes::LogEntry &entry : outcome.logs) {
        PayloadLogEntry &log = logs.emplace_back();
        log.function = QLatin1String(workerframes::functionName(entry.function));
        for (const std::string_view value : entry.values)
            log.values.append(bytesOf(value));
    }
    return logs;
}

PayloadJob::PayloadJob(workerframes::FrameType type, PayloadFunctions functions)
    : m_type(type)
    , m_functions(std::move(functions))
{
}

PayloadJob::~PayloadJob() = default;

DecodeJob::DecodeJob(PayloadFunctions functions, QList<DecodeInput> inputs)
    : PayloadJob(workerframes::FrameType::Decode, std::move(functions))
    , m_inputs(std::move(inputs))
    , m_results(m_inputs.size())
{
    m_promise.start();
}

std::size_t DecodeJob::count() const
{
    return static_cast<std::size_t>(m_inputs.size());
}

quint8 DecodeJob::port(std::size_t item) const
{
    return m_inputs[static_cast<qsizetype>(item)].port;
}

std::string_view DecodeJob::data(std::size_t item) const
{
    return viewOf(m_inputs[static_cast<qsizetype>(item)].bytes);
}

void DecodeJob::store(std::size_t item, const workerframes::Outcome &outcome)
{
    DecodeResult &result = m_results[static_cast<qsizetype>(item)];
    result.nanoseconds = static_cast<qint64>(outcome.nanoseconds);
    if (outcome.ending != workerframes::Ending::Done) {
        result.error = payloadErrorOf(outcome);
        return;
    }
    result.fields = bytesOf(outcome.text);
    result.valid = outcome.valid;
    if (!outcome.logs.empty())
        result.logs = payloadLogsOf(outcome);
}

bool DecodeJob::isCancelled() const
{
    return m_promise.isCanceled();
}

void DecodeJob::finish()
{
    m_promise.addResult(std::move(m_results));
    m_promise.finish();
}

void DecodeJob::fail(const Failure &failure)
{
    m_promise.addResult(thingsdesk::fail(failure));
    m_promise.finish();
}

EncodeJob::EncodeJob(PayloadFunctions functions, QList<EncodeInput> inputs)
    : PayloadJob(workerframes::FrameType::Encode, std::move(functions))
    , m_inputs(std::move(inputs))
    , m_results(m_inputs.size())
{
    m_promise.start();
    for (qsizetype i = 0; i < m_inputs.size(); ++i) {
        const std::string error = gojson::objectError(viewOf(m_inputs[i].fields));
        if (error.empty())
            m_toDo.push_back(i);
        else
            m_results[i].error = PayloadError{PayloadError::Code::InvalidArgument,
                                              QStringLiteral("Fields not valid: ") + QString::fromStdString(error)};
    }
}

std::size_t EncodeJob::count() const
{
    return m_toDo.size();
}

quint8 EncodeJob::port(std::size_t item) const
{
    return m_inputs[m_toDo[item]].port;
}

std::string_view EncodeJob::data(std::size_t item) const
{
    return viewOf(m_inputs[m_toDo[item]].fields);
}

void EncodeJob::store(std::size_t item, const workerframes::Outcome &outcome)
{
    EncodeResult &result = m_results[m_toDo[item]];
    result.nanoseconds = static_cast<qint64>(outcome.nanoseconds);
    if (outcome.ending != workerframes::Ending::Done) {
        result.error = payloadErrorOf(outcome);
        return;
    }
    result.bytes = bytesOf(outcome.text);
    result.logs = payloadLogsOf(outcome);
}

bool EncodeJob::isCancelled() const
{
    return m_promise.isCanceled();
}

void EncodeJob::finish()
{
    m_promise.addResult(std::move(m_results));
    m_promise.finish();
}

void EncodeJob::fail(const Failure &failure)
{
    m_promise.addResult(thingsdesk::fail(failure));
    m_promise.finish();
}

} // namespace thingsdesk
