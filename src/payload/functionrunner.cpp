// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/functionrunner.h"

#include "payload/cayennelpp.h"
#include "payload/jobqueue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

namespace thingsdesk {

namespace {

QString findWorker(const QString &given)
{
    const QString name = QStringLiteral("thingsdesk-payload");
    if (!given.isEmpty())
        return given;
    const QString folder = QCoreApplication::applicationDirPath();
    QString beside = folder + QLatin1Char('/') + name;
    if (QFileInfo(beside).isExecutable())
        return beside;
    return QDir::cleanPath(folder + QStringLiteral("/../libexec/thingsdesk/") + name);
}

template <class Output>
Output refused(PayloadError::Code code, const QString &text)
{
    Output result;
    result.error = PayloadError{code, text};
    return result;
}

template <class Output>
Output unknownFormat()
{
    return refused<Output>(PayloadError::Code::InvalidArgument,
                           QStringLiteral("App not valid: unknown payload format"));
}

DecodeResult decodeHere(PayloadFormat format, const DecodeInput &input)
{
    if (format == PayloadFormat::CayenneLpp)
        return cayennelpp::decode(input.bytes);
    if (format == PayloadFormat::Unknown)
        return unknownFormat<DecodeResult>();
    DecodeResult result;
    result.fields = "null";
    return result;
}

EncodeResult encodeHere(PayloadFormat format, const EncodeInput &input)
{
    if (format == PayloadFormat::CayenneLpp)
        return cayennelpp::encode(input.fields);
    if (format == PayloadFormat::Unknown)
        return unknownFormat<EncodeResult>();
    return refused<EncodeResult>(
        PayloadError::Code::InvalidArgument,
        QStringLiteral("Downlink Payload not valid: fields supplied, but no Encoder function set"));
}

} // namespace

class FunctionRunner::Private
{
public:
    explicit Private(const QString &workerProgram)
        : queue(workerProgram)
    {
    }

    JobQueue queue;
};

FunctionRunner::FunctionRunner(const QString &workerProgram, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(findWorker(workerProgram)))
{
}

FunctionRunner::~FunctionRunner() = default;

Future<QList<DecodeResult>> FunctionRunner::decode(PayloadFormat format, const PayloadFunctions &functions,
                                                   QList<DecodeInput> inputs)
{
    const bool hasFunctions =
        !functions.decoder.isEmpty() || !functions.converter.isEmpty() || !functions.validator.isEmpty();
    if (format != PayloadFormat::Custom || !hasFunctions) {
        QList<DecodeResult> results;
        results.reserve(inputs.size());
        for (const DecodeInput &input : std::as_const(inputs))
            results.append(decodeHere(format, input));
        return readyFuture<QList<DecodeResult>>(std::move(results));
    }
    // The encoder is left out, so that a program changed only there need not be sent anew.
    auto job = std::make_shared<DecodeJob>(
        PayloadFunctions{functions.decoder, functions.converter, functions.validator, {}}, std::move(inputs));
    auto future = job->future();
    d->queue.add(std::move(job));
    return future;
}

Future<QList<EncodeResult>> FunctionRunner::encode(PayloadFormat format, const PayloadFunctions &functions,
                                                   QList<EncodeInput> inputs)
{
    if (format != PayloadFormat::Custom) {
        QList<EncodeResult> results;
        results.reserve(inputs.size());
        for (const EncodeInput &input : std::as_const(inputs))
            results.append(encodeHere(format, input));
        return readyFuture<QList<EncodeResult>>(std::move(results));
    }
    auto job = std::make_shared<EncodeJob>(PayloadFunctions{{}, {}, {}, functions.encoder}, std::move(inputs));
    auto future = job->future();
    d->queue.add(std::move(job));
    return future;
}

qint64 FunctionRunner::workerProcessId() const
{
    return d->queue.processId();
}

} // namespace thingsdesk
