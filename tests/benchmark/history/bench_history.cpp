// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history against its budgets: messages kept a second on the writer's thread (against only reading them), bytes on
// disk against raw JSON, the first page of six searches, memory, and the time to open. Synthetic uplinks, see there.
//
// The file is written by the store's own writer in batches of 2,000, with the index behind it; this is given in the
// thread's processor time, the searches in time on the wall. What a window would feel
// is measured by a process of its own that opens the finished file, so that nothing of the writing is in its caches;
// for the "cold" column the system is told to drop the file from its cache before each search.
//
// bench_history [--messages N] [--folder DIR]     (keeps the file where a folder is given)
#include "history/historyfile.h"
#include "history/historystore.h"
#include "history/historywriter.h"

#include "core/futures.h"

#include "measuring.h"
#include "syntheticuplinks.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

#include <ctime>

using namespace thingsdesk;
using namespace thingsdesk::history;
using namespace thingsdesk::bench;
using namespace thingsdesk::benchmark;

namespace {

constexpr int batchSize = 2000;
constexpr int pageSize = 100;
const AppId appId = AppId::fromServer(QStringLiteral("my-app"));

struct Times
{
    qint64 parsing = 0; ///< nanoseconds
    qint64 appending = 0;
    qint64 indexing = 0;
    qint64 longestAppend = 0;
    qint64 longestWork = 0;
    qint64 rawBytes = 0;
};

/// Of this thread: other programs on the machine do not count.
qint64 processorTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

template <class Work>
qint64 processorTimed(Work work)
{
    const qint64 begin = processorTime();
    work();
    return processorTime() - begin;
}

template <class Work>
qint64 timed(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return timer.nsecsElapsed();
}

QList<TrafficMessage> parsed(const QList<QByteArray> &texts, const QList<QString> &devices, qint64 milliseconds)
{
    QList<TrafficMessage> messages;
    messages.reserve(texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i) {
        auto message = UplinkMessage::fromJson(texts[i]);
        if (!message)
            std::exit(1);
        message->appId = appId;
        message->devId = DevId::fromServer(devices[i]);
        messages.append(
            {Timestamp::fromMilliseconds(milliseconds + i * SyntheticUplinks::spacing), *std::move(message)});
    }
    return messages;
}

Times fill(const QString &file, qint64 count)
{
    Times times;
    auto opened = openHistoryFile(file);
    if (!opened)
        std::exit(1);
    HistoryWriter writer(std::move(opened->database), appId, SegmentSizes());
    SyntheticUplinks uplinks(count / 2);
    for (qint64 done = 0; done < count; done += batchSize) {
        QList<QByteArray> texts;
        QList<QString> devices;
        const qint64 milliseconds = uplinks.milliseconds();
        for (int i = 0; i < std::min<qint64>(batchSize, count - done); ++i) {
            texts.append(uplinks.next());
            devices.append(uplinks.device());
            times.rawBytes += texts.last().size();
        }
        QList<TrafficMessage> messages;
        times.parsing += processorTimed([&] { messages = parsed(texts, devices, milliseconds); });
        const qint64 append = processorTimed([&] { writer.append(messages, {}); });
        times.appending += append;
        times.longestAppend = std::max(times.longestAppend, append);
        for (bool hasMore = true; hasMore;) {
            const qint64 work = processorTimed([&] { hasMore = writer.work(Timestamp::now()); });
            times.indexing += work;
            times.longestWork = std::max(times.longestWork, work);
        }
    }
    writer.noteCleanEnd();
    return times;
}

HistoryFilter withText(const char *text)
{
    HistoryFilter filter;
    filter.text = QString::fromUtf8(text);
    return filter;
}

HistoryFilter withFields(const char *expression)
{
    HistoryFilter filter;
    filter.fields = *FieldExpression::parse(QString::fromUtf8(expression));
    return filter;
}

struct Search
{
    const char *name;
    HistoryFilter filter;
};

QList<Search> searches()
{
    HistoryFilter device;
    device.devices = {DevId::fromServer(QStringLiteral("station-0500"))};
    HistoryFilter range;
    range.since = Timestamp::fromMilliseconds(SyntheticUplinks::begin + 3600'000);
    range.until = Timestamp::fromMilliseconds(SyntheticUplinks::begin + 3605'000);
    return {{"recent", {}},
            {"one device", device},
            {"text (a device's name)", withText("STATION-0123")},
            {"rare field value", withFields("alarm = 'fire'")},
            {"dense condition", withFields("temperature_1 > 10 and relative_humidity_2 < 60")},
            {"five seconds of an old hour", range},
            {"nothing found: text", withText("no such thing")},
            {"nothing found: number", withFields("temperature_1 > 1000")},
            {"nothing found: unknown field", withFields("soil_moisture > 3")},
            {"nothing found: two fields", withFields("temperature_1 = -3.3 and luminosity_4 = 123456")}};
}

/// The process that opens a finished file.
int measure(const QString &file)
{
    dropFromCache(file);
    HistoryStore store(file, appId);
    Future<HistoryOpening> opening;
    const qint64 openTime = timed([&] {
        opening = store.open();
        opening.waitForFinished();
    });
    if (!resultOf<HistoryOpening>(opening))
        return 1;
    const qint64 statisticsTime = timed([&] { store.statistics().waitForFinished(); });
    const qint64 activityTime = timed([&] { store.deviceActivity().waitForFinished(); });
    const qint64 facetsTime = timed([&] { store.facets().waitForFinished(); });
    std::printf("  open %.1f ms cold; statistics %.1f ms, facets %.1f ms, device activity %.1f ms\n",
                double(openTime) / 1e6, double(statisticsTime) / 1e6, double(facetsTime) / 1e6,
                double(activityTime) / 1e6);
    for (const Search &search : searches()) {
        dropFromCache(file);
        Future<HistoryPage> page;
        const qint64 cold = timed([&] {
            page = store.pageBefore(search.filter, 0, pageSize);
            page.waitForFinished();
        });
        qint64 warm = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i)
            warm = std::min(warm, timed([&] { store.pageBefore(search.filter, 0, pageSize).waitForFinished(); }));
        std::printf("  %-30s %4lld found  %8.2f ms cold %8.2f ms warm\n", search.name,
                    static_cast<long long>(resultOf<HistoryPage>(page)->records.size()), double(cold) / 1e6,
                    double(warm) / 1e6);
    }
    std::printf("  resident %.1f MB, of which its own %.1f MB\n", residentMegabytes("VmRSS:"),
                residentMegabytes("RssAnon:"));
    return 0;
}

void report(const QString &file, qint64 count, const Times &times)
{
    const double perMessage = 1000.0 * double(count);
    const double appending = double(times.appending) / perMessage;
    const double parsing = double(times.parsing) / perMessage;
    const double indexing = double(times.indexing) / perMessage;
    const double bytes = double(QFileInfo(file).size());
    std::printf("%lld messages of %.0f bytes\n", static_cast<long long>(count), double(times.rawBytes) / double(count));
    std::printf(
        "  reading %.2f us, keeping %.2f us (%.0f/s, longest batch %.0f ms), index %.2f us (longest step %.0f ms)\n",
        parsing, appending, 1e6 / appending, double(times.longestAppend) / 1e6, indexing,
        double(times.longestWork) / 1e6);
    std::printf("  keeping and index together: %.0f/s on one thread; kept : read = %.2f\n",
                1e6 / (appending + indexing), parsing / appending);
    std::printf("  on disk %.1f bytes a message, %.3f of the raw JSON\n", bytes / double(count),
                bytes / double(times.rawBytes));
}

int run(const QString &file, qint64 count)
{
    if (!QFile::exists(file)) {
        const Times times = fill(file, count);
        report(file, count, times);
    }
    std::fflush(stdout);
    return QProcess::execute(QCoreApplication::applicationFilePath(), {QStringLiteral("--measure"), file});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QCommandLineParser parser;
    const QCommandLineOption messages(QStringLiteral("messages"), {}, QStringLiteral("N"), QStringLiteral("1000000"));
    const QCommandLineOption folder(QStringLiteral("folder"), {}, QStringLiteral("DIR"));
    const QCommandLineOption measuring(QStringLiteral("measure"), {}, QStringLiteral("FILE"));
    parser.addOptions({messages, folder, measuring});
    parser.process(application);
    if (parser.isSet(measuring))
        return measure(parser.value(measuring));
    const QTemporaryDir temporary;
    const QString directory = parser.isSet(folder) ? parser.value(folder) : temporary.path();
    const auto fileOf = [&](qint64 count) { return directory + QStringLiteral("/history-%1.sqlite").arg(count); };
    const qint64 count = parser.value(messages).toLongLong();
    const int small = run(fileOf(10'000), 10'000);
    return small ? small : run(fileOf(count), count);
}
