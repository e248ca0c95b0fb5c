// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/payloadresult.h"
#include "core/result.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// Bytes to decode, as a device sent them.
struct DecodeInput
{
    QByteArray bytes;
    quint8 port = 1;
};

/// Fields to encode: the text of a JSON object.
struct EncodeInput
{
    QByteArray fields;
    quint8 port = 1;
};

/// Runs payload functions as the V2 handler does, in a worker process of its own (thingsdesk-payload), because they are
/// strangers' code. Nothing that a function does reaches this process or the next call: an endless loop, a memory bomb
/// or a crash costs that one result, and the worker is started anew.
///
/// Lives on the thread that made it (which needs an event loop); no call blocks. Answers come in the order of the
/// calls, results in the order of the inputs. A cancelled Future drops its work as soon as the batch under way allows.
/// Decoding errors are results (DecodeResult::error); a Failure (cause WorkerFailed) means that no worker could be run.
class FunctionRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FunctionRunner)
public:
    /// `workerProgram` is the path of thingsdesk-payload; empty = beside this program, then in the libexec folder.
    explicit FunctionRunner(const QString &workerProgram = {}, QObject *parent = nullptr);
    ~FunctionRunner() override;

    /// Decoder, Converter and Validator over each input. With Cayenne LPP or no format nothing is started.
    Future<QList<DecodeResult>> decode(PayloadFormat format, const PayloadFunctions &functions,
                                       QList<DecodeInput> inputs);
    /// Encoder over each input.
    Future<QList<EncodeResult>> encode(PayloadFormat format, const PayloadFunctions &functions,
                                       QList<EncodeInput> inputs);

    /// The worker's process ID while one runs, else 0. For tests and diagnostics.
    qint64 workerProcessId() const;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
