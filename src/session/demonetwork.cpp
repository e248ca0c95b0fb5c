// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/demonetwork.h"

#include "session/readyline.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds readyTime = 60s;
constexpr int goodbyeMilliseconds = 2000;
constexpr qsizetype lineBound = 1 << 20;
constexpr qsizetype keptWords = 4096; ///< of what it says on standard error, the last ones

QString findProgram(const QString &given)
{
    const QString name = u"thingsdesk-sandbox"_s;
    if (!given.isEmpty())
        return given;
    QString beside = QCoreApplication::applicationDirPath() + u'/' + name;
    if (QFileInfo(beside).isExecutable())
        return beside;
    const QString elsewhere = QStandardPaths::findExecutable(name);
    return elsewhere.isEmpty() ? beside : elsewhere;
}

/// However this program ends, also by a crash, the network's process gets a signal to end.
void endWithThisProgram(QProcess &process)
{
#ifdef Q_OS_LINUX
    process.setChildProcessModifier([parent = getpid()] {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)
            _exit(1);
    });
#else
    Q_UNUSED(process)
#endif
}

} // namespace

class DemoNetwork::Private final
{
public:
    using Promise = std::shared_ptr<QPromise<Result<DemoNetworkAddresses>>>;

    Private(DemoNetwork *network, QString folder, const QString &path)
        : q(network)
        , directory(std::move(folder))
        , program(findProgram(path))
    {
        ready.setSingleShot(true);
        ready.setInterval(readyTime);
        endWithThisProgram(process);
        connect(&ready, &QTimer::timeout, q, [this] { giveUp(u"It was not ready within 60 s."_s); });
        connect(&process, &QProcess::readyReadStandardOutput, q, [this] { readOutput(); });
        connect(&process, &QProcess::readyReadStandardError, q, [this] { readWords(); });
        connect(&process, &QProcess::finished, q, [this] { onFinished(); });
        connect(&process, &QProcess::errorOccurred, q, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                answer(fail(failure(u"The program \"%1\" cannot be started."_s.arg(program), process.errorString())));
        });
    }

    ~Private()
    {
        process.disconnect(q);
        if (process.state() == QProcess::NotRunning)
            return;
        process.terminate();
        if (!process.waitForFinished(goodbyeMilliseconds)) {
            process.kill();
            process.waitForFinished(goodbyeMilliseconds);
        }
    }

    Failure failure(const QString &what, const QString &detail) const
    {
        return {Failure::Kind::Permanent, Failure::Cause::Other,
                u"The built-in network could not be started. %1"_s.arg(what), detail};
    }

    void begin(const QStringList &moreArguments)
    {
        addresses.reset();
        words.clear();
        line.clear();
        ready.start();
        if (!QDir().mkpath(directory))
            return answer(fail(failure(u"The folder \"%1\" cannot be made."_s.arg(directory), {})));
        process.start(program, QStringList{u"--dir"_s, directory, u"--print-json"_s} + moreArguments);
    }

    void readOutput()
    {
        const QByteArray bytes = process.readAllStandardOutput();
        if (addresses || !ready.isActive())
            return; // nothing more is expected
        line += bytes;
        const qsizetype end = line.indexOf('\n');
        if (end < 0 && line.size() < lineBound)
            return;
        const Result<DemoNetworkAddresses> read = readReadyLine(line.left(end));
        line.clear();
        // What it printed may hold keys: it stays out of every text.
        if (!read)
            return giveUp(read.error().text);
        addresses = *read;
        answer(*read);
    }

    void readWords() { words = (words + process.readAllStandardError()).right(keptWords); }

    void giveUp(const QString &why)
    {
        answer(fail(failure(why, said())));
        process.kill();
    }

    QString said() const { return QString::fromUtf8(words).trimmed(); }

    void onFinished()
    {
        readWords();
        if (ready.isActive())
            return answer(fail(failure(u"It ended before it was ready."_s, said())));
        if (!std::exchange(addresses, std::nullopt))
            return;
        Q_EMIT q->ended({Failure::Kind::Permanent, Failure::Cause::Other,
                         u"The built-in network has ended. Start it again to go on."_s, said()});
    }

    void answer(const Result<DemoNetworkAddresses> &result)
    {
        ready.stop();
        for (const Promise &promise : std::exchange(waiting, {}))
            promise->addResult(result), promise->finish();
    }

    DemoNetwork *const q;
    const QString directory;
    const QString program;
    QProcess process;
    QTimer ready; ///< runs until it is ready or has failed
    QByteArray line;
    QByteArray words;
    std::optional<DemoNetworkAddresses> addresses;
    QList<Promise> waiting;
};

DemoNetwork::DemoNetwork(QString directory, const QString &program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(directory), program))
{
}

DemoNetwork::~DemoNetwork() = default;

Future<DemoNetworkAddresses> DemoNetwork::start(const QStringList &moreArguments)
{
    if (d->addresses)
        return readyFuture<DemoNetworkAddresses>(*d->addresses);
    const auto promise = std::make_shared<QPromise<Result<DemoNetworkAddresses>>>();
    promise->start();
    d->waiting.append(promise);
    if (!d->ready.isActive())
        d->begin(moreArguments);
    return promise->future();
}

bool DemoNetwork::isRunning() const
{
    return d->addresses.has_value();
}

} // namespace thingsdesk
