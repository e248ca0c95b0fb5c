// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionrunner.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

namespace thingsdesk {

inline QString builtWorker()
{
    return QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload");
}

template <class T>
std::optional<Result<T>> waitFor(Future<T> future)
{
    // Not qWaitFor(), which sleeps between its looks and so hides how fast an answer comes.
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    if (!future.isFinished())
        loop.exec();
    if (!future.isFinished() || future.resultCount() == 0)
        return std::nullopt;
    return future.result();
}

/// One decode that has to give a result, error or not.
inline DecodeResult decodeOne(FunctionRunner &runner, const PayloadFunctions &functions,
                              const QByteArray &hex = "00017f80ff", quint8 port = 7)
{
    const auto results = waitFor(runner.decode(PayloadFormat::Custom, functions, {{QByteArray::fromHex(hex), port}}));
    if (!results || !*results || (*results)->size() != 1) {
        DecodeResult failed;
        failed.error = PayloadError{PayloadError::Code::WorkerLost, QStringLiteral("TEST: no answer from the runner")};
        return failed;
    }
    return (*results)->first();
}

inline DecodeResult decodeOne(FunctionRunner &runner, const QString &decoder)
{
    return decodeOne(runner, PayloadFunctions{decoder, {}, {}, {}});
}

inline EncodeResult encodeOne(FunctionRunner &runner, const QString &encoder, const QByteArray &fields)
{
    const auto results =
        waitFor(runner.encode(PayloadFormat::Custom, PayloadFunctions{{}, {}, {}, encoder}, {{fields, 7}}));
    if (!results || !*results || (*results)->size() != 1) {
        EncodeResult failed;
        failed.error = PayloadError{PayloadError::Code::WorkerLost, QStringLiteral("TEST: no answer from the runner")};
        return failed;
    }
    return (*results)->first();
}

/// Fields, or the error's text.
inline QString shown(const DecodeResult &result)
{
    return result.error ? result.error->text : QString::fromUtf8(result.fields);
}

} // namespace thingsdesk
