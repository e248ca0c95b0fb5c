// SPDX-License-Identifier: GPL-3.0-or-later
//
// The start of the console on a history: from the start of the process to the painted window, and to the first rows of
// the live page; then what it holds in memory, the live page open. Each start is a process of its own; the first of
// each history is cold (the file is dropped from the system's cache), the others are warm.
//
// bench_start [--starts N] [HISTORY…]     (files that bench_history --folder left; without any, an empty history)
#include "measuring.h"

#include "gui/frame/consoleapplication.h"
#include "gui/frame/mainwindow.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unistd.h>

using namespace thingsdesk;
using namespace thingsdesk::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds settlingTime{3};
constexpr char beginVariable[] = "BENCH_START_BEGIN";

qint64 now()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

SettingsPaths pathsIn(const QString &home)
{
    return {home + u"/config"_s, home + u"/data"_s};
}

/// One saved application whose history is this file (a hard link); empty = none yet.
bool prepare(const QString &home, const QString &history)
{
    const SettingsPaths paths = pathsIn(home);
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = u"bench"_s;
    profile.appId = AppId::fromServer(u"my-app"_s);
    profile.secretPlace = SecretPlace::Session;
    // Nobody is there: a start does not wait for a network.
    profile.connection.handlerAddress = u"localhost:1"_s;
    profile.connection.mqttAddress = u"mqtt://localhost:1"_s;
    QDir().mkpath(QFileInfo(paths.profilesFile()).path());
    QDir().mkpath(paths.historyFolder());
    if (!ProfileStore(paths.profilesFile()).add(profile))
        return false;
    return history.isEmpty() ||
           ::link(QFile::encodeName(history).constData(),
                  QFile::encodeName(historyFileOf(paths.historyFolder(), profile.id)).constData()) == 0;
}

/// Says when the window was painted first.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget &window)
        : m_window(window)
    {
        window.installEventFilter(this);
    }
    qint64 painted() const { return m_painted; }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_painted == 0)
            QTimer::singleShot(0, &m_window, [this] { m_painted = now(); });
        return false;
    }

private:
    QWidget &m_window;
    qint64 m_painted = 0;
};

/// The started process: the console, its live page, and a line about them.
int open(const QString &home, bool isEmpty)
{
    ConsoleApplication console(
        {.paths = pathsIn(home), .networkProgram = {}, .workerProgram = {}, .networkArguments = {}});
    const PaintWatch watch(console.window());
    console.start({});
    qint64 shown = 0;
    QTimer poll;
    poll.setInterval(1);
    QObject::connect(&poll, &QTimer::timeout, &poll, [&] {
        if (!console.window().currentSession() || watch.painted() == 0)
            return;
        const auto tables = console.window().findChildren<QAbstractItemView *>(u"trafficTable"_s);
        if (tables.isEmpty()) {
            console.window().findChild<QAction *>(u"showPage3Action"_s)->trigger();
            return;
        }
        if (shown == 0 && (isEmpty || tables.first()->model()->rowCount() > 0)) {
            shown = now();
            QTimer::singleShot(settlingTime, QCoreApplication::instance(), &QCoreApplication::quit);
        }
    });
    poll.start();
    QApplication::exec();
    const qint64 begin = qEnvironmentVariable(beginVariable).toLongLong();
    std::printf("%.0f %.0f %.1f %.1f\n", double(watch.painted() - begin) / 1e6, double(shown - begin) / 1e6,
                residentMegabytes("VmRSS:"), residentMegabytes("RssAnon:"));
    return 0;
}

QList<double> startOnce(const QString &home, bool isEmpty)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(beginVariable), QString::number(now()));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  QStringList{u"--open"_s, home} + (isEmpty ? QStringList{u"--empty"_s} : QStringList()));
    process.waitForFinished(-1);
    QList<double> figures;
    for (const QByteArray &figure : process.readAllStandardOutput().simplified().split(' '))
        figures.append(figure.toDouble());
    return figures;
}

int measure(const QString &history, int starts)
{
    const QTemporaryDir home(history.isEmpty() ? QDir::tempPath() + u"/bench"_s
                                               : QFileInfo(history).path() + u"/home"_s);
    if (!prepare(home.path(), history))
        return 1;
    QList<QList<double>> warm;
    QList<double> cold;
    for (int i = 0; i <= starts; ++i) {
        if (i == 0)
            dropFromCache(history);
        const QList<double> figures = startOnce(home.path(), history.isEmpty());
        if (figures.size() != 4)
            return 1;
        if (i == 0)
            cold = figures;
        else
            warm.append(figures);
    }
    std::sort(warm.begin(), warm.end(), [](const auto &a, const auto &b) { return a[1] < b[1]; });
    const QList<double> middle = warm[warm.size() / 2];
    std::printf("%-28s window %4.0f ms, live rows %4.0f ms (cold %4.0f, %4.0f)  resident %.1f MB, its own %.1f MB\n",
                history.isEmpty() ? "empty history" : qPrintable(QFileInfo(history).fileName()), middle[0], middle[1],
                cold[0], cold[1], middle[2], middle[3]);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QCommandLineParser parser;
    const QCommandLineOption starts(u"starts"_s, {}, u"N"_s, u"5"_s);
    const QCommandLineOption home(u"open"_s, {}, u"HOME"_s);
    const QCommandLineOption empty(u"empty"_s);
    parser.addOptions({starts, home, empty});
    parser.process(application);
    if (parser.isSet(home))
        return open(parser.value(home), parser.isSet(empty));
    int failed = measure({}, parser.value(starts).toInt());
    for (const QString &history : parser.positionalArguments())
        failed |= measure(QFileInfo(history).absoluteFilePath(), parser.value(starts).toInt());
    return failed;
}
