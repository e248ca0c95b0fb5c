// SPDX-License-Identifier: GPL-3.0-or-later
//
// A program that records, to be killed or to run out of room: historyrecorder FILE FIRST [LIMIT]
//
// Appends uplinks with counters from FIRST on, in batches of ten, and writes after each batch that the history took the
// line "kept N", where N is the last counter; "stopped" and "resumed N" as the store tells them. With LIMIT, no file
// may grow beyond that many bytes until a line comes on standard input; then the limit is lifted and it goes on until
// the store says that it recorded again.
#include "history/historystore.h"

#include "messagemaker.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>
#include <csignal>
#include <cstdio>

#include <sys/resource.h>

using namespace thingsdesk;
using namespace thingsdesk::tests;

namespace {

QList<TrafficMessage> batchFrom(quint32 counter)
{
    QList<TrafficMessage> messages;
    for (quint32 i = 0; i < 10; ++i) {
        UplinkParts parts;
        parts.counter = counter + i;
        parts.networkTime += counter + i;
        parts.fields = "{\"n\":" + QByteArray::number(counter + i) + "}";
        messages.append(received(makeUplink(parts)));
    }
    return messages;
}

void say(const char *word, quint64 number)
{
    std::printf("%s %llu\n", word, static_cast<unsigned long long>(number));
    std::fflush(stdout);
}

void limitFiles(rlim_t size)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = size == 0 ? limit.rlim_max : size;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3)
        return 2;
    std::signal(SIGXFSZ, SIG_IGN); // a write fails with an error instead
    const quint64 limit = argc > 3 ? QByteArray(argv[3]).toULongLong() : 0;
    std::atomic<bool> isStopped = false;
    std::atomic<bool> isResumed = false;
    HistoryStore store(QString::fromLocal8Bit(argv[1]), testAppId);
    QObject::connect(
        &store, &HistoryStore::recordingStopped, &store,
        [&](const Failure &failure) {
            say("stopped", failure.cause == Failure::Cause::DiskFull ? 1 : 0);
            isStopped = true;
        },
        Qt::DirectConnection);
    QObject::connect(
        &store, &HistoryStore::recordingResumed, &store,
        [&](quint64 missed) {
            say("resumed", missed);
            isResumed = true;
        },
        Qt::DirectConnection);
    if (!answerOf(store.open()))
        return 3;
    if (limit > 0)
        limitFiles(limit);
    quint32 counter = QByteArray(argv[2]).toUInt();
    for (;; counter += 10) {
        const auto kept = answerOf(store.append(batchFrom(counter)));
        if (kept)
            say("kept", counter + 9);
        else
            say("missed", counter + 9);
        if (isStopped && !isResumed) {
            // Nobody frees anything before some were missed.
            for (int i = 0; i < 3; ++i) {
                counter += 10;
                if (!answerOf(store.append(batchFrom(counter))))
                    say("missed", counter + 9);
            }
            say("waiting", 0);
            (void)std::getchar();
            limitFiles(0);
            while (!isResumed) // by itself, without a message
                QThread::msleep(20);
        } else if (isResumed) {
            return 0;
        }
    }
}
