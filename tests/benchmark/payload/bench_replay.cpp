// SPDX-License-Identifier: GPL-3.0-or-later
//
// The workbench over a stored history (a file of bench_history --folder): read, decode with the saved and with the
// edited function, compare, count; in one run with MuJS called bare on the same payloads.
//
//   same      an edit that changes nothing      one field    an edit that changes one field everywhere
//   first     until the first difference is there; the worker is warm
//   cancel    until a cancelled run has ended
//   vectors   200 test vectors after an edit
//
// bench_replay FILE [--limit N]
#include "barescript.h"
#include "measuring.h"

#include "models/historyreplay.h"
#include "payload/vectorrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFutureWatcher>

#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace thingsdesk;
using namespace thingsdesk::bench;

namespace {

template <class T>
Result<T> waited(Future<T> future)
{
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

/// One field of the decoder in another unit.
PayloadFunctions editedDecoder()
{
    QString source = QString::fromUtf8(decoderSource);
    source.replace(QStringLiteral("/ 10;"), QStringLiteral("/ 100;"));
    return {source, {}, {}, {}};
}

struct Run
{
    double seconds = 0;
    std::optional<double> firstDifference; ///< milliseconds
    ReplaySummary summary;
    double memoryBefore = 0;
    double memoryAfter = 0;
    double worstStall = 0; ///< milliseconds that a timer of 1 ms on this thread was late
};

Run replayed(HistoryStore &history, FunctionRunner &runner, const PayloadFunctions &edited, quint64 limit)
{
    Run run;
    HistoryReplay replay(history, runner);
    QEventLoop loop;
    QElapsedTimer timer;
    QObject::connect(&replay, &HistoryReplay::finished, &loop, &QEventLoop::quit);
    QObject::connect(&replay, &HistoryReplay::progressed, &loop, [&](const QList<ReplayRow> &rows) {
        if (!rows.isEmpty() && !run.firstDifference)
            run.firstDifference = double(timer.nsecsElapsed()) / 1e6;
    });
    QObject::connect(&replay, &HistoryReplay::failed, &loop, [](const Failure &failure) {
        std::fprintf(stderr, "bench_replay: %s\n", qPrintable(failure.text));
        std::exit(EXIT_FAILURE);
    });
    run.memoryBefore = residentMegabytes("RssAnon:");
    Lateness lateness;
    timer.start();
    const PayloadFunctions saved{QString::fromUtf8(decoderSource), {}, {}, {}};
    replay.start({PayloadFormat::Custom, saved, PayloadFormat::Custom, edited, {}, limit});
    loop.exec();
    run.seconds = double(timer.nsecsElapsed()) / 1e9;
    run.worstStall = lateness.worst();
    run.summary = replay.summary();
    run.memoryAfter = residentMegabytes("RssAnon:");
    return run;
}

double bareRate(HistoryStore &history)
{
    HistoryFilter filter;
    filter.kinds = {RecordKind::Uplink};
    const Result<HistoryPage> page = waited(history.pageBefore(filter, 0, 1000));
    BareScript script(decoderSource);
    constexpr int rounds = 300;
    QElapsedTimer timer;
    timer.start();
    qsizetype length = 0;
    for (int i = 0; i < rounds; ++i) {
        for (const HistoryRecord &record : page->records)
            length += script.call(record.uplink()->payload);
    }
    return length > 0 ? double(rounds) * double(page->records.size()) / (double(timer.nsecsElapsed()) / 1e9) : 0;
}

double cancelMilliseconds(HistoryStore &history, FunctionRunner &runner)
{
    HistoryReplay replay(history, runner);
    QEventLoop loop;
    QObject::connect(&replay, &HistoryReplay::progressed, &loop, [&](const QList<ReplayRow> &rows) {
        if (!rows.isEmpty())
            loop.quit();
    });
    const PayloadFunctions saved{QString::fromUtf8(decoderSource), {}, {}, {}};
    replay.start({PayloadFormat::Custom, saved, PayloadFormat::Custom, editedDecoder(), {}, 0});
    loop.exec();
    QElapsedTimer timer;
    timer.start();
    replay.cancel();
    return double(timer.nsecsElapsed()) / 1e6;
}

double vectorMilliseconds(FunctionRunner &runner)
{
    QList<TestVector> vectors;
    for (int i = 0; i < 200; ++i) {
        TestVector vector;
        vector.bytes = QByteArray::fromHex("02023b0003702710c60a01");
        vectors.append(vector);
    }
    QObject context;
    QElapsedTimer timer;
    timer.start();
    waited(runVectors(&context, runner, PayloadFormat::Custom, editedDecoder(), vectors));
    return double(timer.nsecsElapsed()) / 1e6;
}

void print(const char *name, const Run &run, double bare)
{
    const double rate = double(run.summary.looked) / run.seconds;
    std::printf("%-10s %9llu uplinks, %7llu different, %8.0f/s, each decoded twice: %.2f of MuJS bare; first %.0f ms; "
                "own memory %.1f MB before, %.1f MB after; thread late by %.0f ms at most\n",
                name, static_cast<unsigned long long>(run.summary.looked),
                static_cast<unsigned long long>(run.summary.different()), rate, 2 * rate / bare,
                run.firstDifference.value_or(0), run.memoryBefore, run.memoryAfter, run.worstStall);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QCommandLineParser parser;
    const QCommandLineOption limit(QStringLiteral("limit"), {}, QStringLiteral("N"), QStringLiteral("0"));
    parser.addOption(limit);
    parser.addPositionalArgument(QStringLiteral("FILE"), {});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    HistoryStore history(parser.positionalArguments().first(), AppId::fromServer(QStringLiteral("my-app")));
    if (!waited(history.open()))
        return 1;
    FunctionRunner runner(QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/thingsdesk-payload"));
    const quint64 count = parser.value(limit).toULongLong();
    replayed(history, runner, editedDecoder(), 1000);
    const double bare = bareRate(history);
    std::printf("MuJS bare  %.0f/s\n", bare);
    print("same", replayed(history, runner, {QString::fromUtf8(decoderSource) + u' ', {}, {}, {}}, count), bare);
    print("one field", replayed(history, runner, editedDecoder(), count), bare);
    std::printf("cancel     %.1f ms\n", cancelMilliseconds(history, runner));
    std::printf("vectors    %.1f ms, then %.1f ms\n", vectorMilliseconds(runner), vectorMilliseconds(runner));
    return 0;
}
