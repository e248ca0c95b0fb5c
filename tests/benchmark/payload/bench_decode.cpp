// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes a second of a typical decoder (four fields of eleven bytes), or of one in a file on a payload of its own
// (--decoder FILE --payload HEX, with --scale N for N times fewer calls), in one run so that the ratios mean something:
//   a  FunctionRunner, batches over pipes, results as DecodeResult: what the program really gets
//   b  MuJS bare in this process, one state kept, the function called, JSON.stringify in JavaScript
//   c  the same with a new state and a new parse for each call
//   d  QJSEngine kept, where Qt Qml is installed
// Each is given the bytes and gives JSON text. b and d do not undo what a call leaves behind, a and c do.

#include "barescript.h"

#include "payload/functionrunner.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFutureWatcher>
#ifdef THINGSDESK_HAVE_QML
#include <QJSEngine>
#endif

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace thingsdesk;
using namespace thingsdesk::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int passes = 7;

[[noreturn]] void stop(const char *reason)
{
    std::fprintf(stderr, "bench_decode: %s\n", reason);
    std::exit(EXIT_FAILURE);
}

/// What is decoded, and by what.
struct Task
{
    QByteArray source = decoderSource;
    QByteArray payload; ///< empty: one of the typical decoder's, never the same twice in a row

    QByteArray payloadOf(qint64 i) const
    {
        if (!payload.isEmpty())
            return payload;
        QByteArray bytes = QByteArray::fromHex("02023b0003702710c60a01");
        bytes[4] = static_cast<char>(i & 0x7f);
        bytes[5] = static_cast<char>((i >> 7) & 0x7f);
        return bytes;
    }
};

/// Decodes `count` payloads; gives the length of all JSON, so that nothing is optimised away.
using Contestant = std::function<qsizetype(const Task &task, int count)>;

qsizetype runRunner(FunctionRunner &runner, const Task &task, int count)
{
    QList<DecodeInput> inputs;
    inputs.reserve(count);
    for (int i = 0; i < count; ++i)
        inputs.append({task.payloadOf(i), 1});
    QEventLoop loop;
    QFutureWatcher<Result<QList<DecodeResult>>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(
        runner.decode(PayloadFormat::Custom, {QString::fromUtf8(task.source), {}, {}, {}}, std::move(inputs)));
    loop.exec();
    const auto result = watcher.result();
    if (!result)
        stop(qPrintable(result.error().text));
    qsizetype length = 0;
    for (const DecodeResult &decoded : *result) {
        if (decoded.error)
            stop(qPrintable(decoded.error->text));
        length += decoded.fields.size();
    }
    return length;
}

qsizetype runBareKept(const Task &task, int count)
{
    BareScript script(task.source);
    qsizetype length = 0;
    for (int i = 0; i < count; ++i)
        length += script.call(task.payloadOf(i));
    return length;
}

qsizetype runBareFresh(const Task &task, int count)
{
    qsizetype length = 0;
    for (int i = 0; i < count; ++i)
        length += BareScript(task.source).call(task.payloadOf(i));
    return length;
}

#ifdef THINGSDESK_HAVE_QML
qsizetype runQJSEngine(const Task &task, int count)
{
    QJSEngine engine;
    engine.evaluate(QString::fromUtf8(task.source));
    QJSValue run =
        engine.evaluate(QStringLiteral("(function (bytes, port) { return JSON.stringify(Decoder(bytes, port)); })"));
    qsizetype length = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray bytes = task.payloadOf(i);
        QJSValue array = engine.newArray(static_cast<quint32>(bytes.size()));
        for (qsizetype at = 0; at < bytes.size(); ++at)
            array.setProperty(static_cast<quint32>(at), static_cast<quint8>(bytes[at]));
        length += run.call({array, 1}).toString().toUtf8().size();
    }
    return length;
}
#endif

double perSecond(const Contestant &contestant, const Task &task, int count)
{
    QElapsedTimer timer;
    timer.start();
    if (contestant(task, count) <= 0)
        stop("nothing was decoded");
    return count / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
}

struct Row
{
    const char *name;
    int count;
    Contestant contestant;
    std::vector<double> rates;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"worker"_s, u"The payload worker's program."_s, u"FILE"_s},
                       {u"decoder"_s, u"A source with a function Decoder(bytes, port)."_s, u"FILE"_s},
                       {u"payload"_s, u"What it decodes."_s, u"HEX"_s},
                       {u"scale"_s, u"So many times fewer calls."_s, u"N"_s, u"1"_s}});
    parser.addHelpOption();
    parser.process(application);
    Task task;
    task.payload = QByteArray::fromHex(parser.value(u"payload"_s).toLatin1());
    if (parser.isSet(u"decoder"_s)) {
        QFile file(parser.value(u"decoder"_s));
        if (!file.open(QIODevice::ReadOnly) || task.payload.isEmpty())
            stop("--decoder FILE needs a file that can be read, and --payload HEX");
        task.source = file.readAll();
    }
    const int scale = std::max(parser.value(u"scale"_s).toInt(), 1);

    FunctionRunner runner(parser.value(u"worker"_s));
    std::vector<Row> rows;
    rows.push_back({"a FunctionRunner, batches",
                    400'000 / scale,
                    [&](const Task &all, int count) { return runRunner(runner, all, count); },
                    {}});
    rows.push_back({"b MuJS bare, state kept", 400'000 / scale, runBareKept, {}});
    rows.push_back({"c MuJS bare, state fresh", 4'000 / scale, runBareFresh, {}});
#ifdef THINGSDESK_HAVE_QML
    rows.push_back({"d QJSEngine, state kept", 100'000 / scale, runQJSEngine, {}});
#endif
    for (int pass = 0; pass < passes; ++pass) { // in turn, so that a noisy minute strikes all alike
        for (Row &row : rows)
            row.rates.push_back(perSecond(row.contestant, task, row.count));
    }
    std::printf("decodes a second, source of %lld bytes, payload of %lld, median of %d passes (lowest, highest)\n",
                static_cast<long long>(task.source.size()), static_cast<long long>(task.payloadOf(0).size()), passes);
    const double bare = median(rows[1].rates);
    for (const Row &row : rows) {
        const auto [lowest, highest] = std::minmax_element(row.rates.begin(), row.rates.end());
        std::printf("%-26s %9.0f  (%.0f, %.0f)  %6.2f of b\n", row.name, median(row.rates), *lowest, *highest,
                    median(row.rates) / bare);
    }
    return 0;
}
