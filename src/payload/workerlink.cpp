// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/workerlink.h"

#include <QProcessEnvironment>

#include <chrono>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

/// The worker itself stops a function after 100 ms of processor time; this is for one that cannot.
constexpr auto longestSilence = 5s;
constexpr qsizetype longestLastWords = 500;

/// No variable of ours is the worker's business: an access key may be among them.
QProcessEnvironment workerEnvironment()
{
    QProcessEnvironment environment;
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (own.contains(QLatin1String(name)))
            environment.insert(QLatin1String(name), own.value(QLatin1String(name)));
    }
    environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC0"));
    return environment;
}

} // namespace

WorkerLink::WorkerLink(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    m_process.setProcessEnvironment(workerEnvironment());
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(longestSilence);
    connect(&m_watchdog, &QTimer::timeout, this, &WorkerLink::onSilence);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WorkerLink::readOutput);
    connect(&m_process, &QProcess::finished, this, &WorkerLink::end);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end();
    });
}

WorkerLink::~WorkerLink()
{
    m_ended = true; // whatever QProcess still says, nobody listens
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(1000); // reaps it; a killed process is gone at once
}

void WorkerLink::start()
{
    m_busy = true; // until it has said hello
    m_watchdog.start();
    m_process.start(m_program, QStringList());
}

void WorkerLink::send(const std::string &frame)
{
    if (m_process.state() != QProcess::NotRunning) // else ended() is on its way
        m_process.write(frame.data(), static_cast<qint64>(frame.size()));
}

void WorkerLink::setBusy(bool busy)
{
    m_busy = busy || !m_saidHello;
    if (!m_busy)
        m_watchdog.stop();
    else if (!m_watchdog.isActive())
        m_watchdog.start();
}

void WorkerLink::readOutput()
{
    if (m_ended)
        return;
    const QByteArray bytes = m_process.readAllStandardOutput();
    if (m_busy)
        m_watchdog.start();
    m_frames.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    while (const auto frame = m_frames.next()) {
        if (!take(*frame)) {
            m_lastWords = QStringLiteral("the worker sent something unreadable");
            m_process.kill();
            return;
        }
    }
    if (m_frames.isBroken()) {
        m_lastWords = QStringLiteral("the worker sent something unreadable");
        m_process.kill();
    }
}

bool WorkerLink::take(const workerframes::Frame &frame)
{
    if (!m_saidHello) {
        m_saidHello = frame.type == workerframes::FrameType::Hello &&
                      workerframes::readHello(frame.body) == workerframes::version;
        return m_saidHello;
    }
    if (frame.type != workerframes::FrameType::Result)
        return false;
    const auto outcome = workerframes::readOutcome(frame.body);
    if (outcome)
        Q_EMIT outcomeReceived(*outcome);
    return outcome.has_value();
}

void WorkerLink::onSilence()
{
    // Our own thread may have been held up: what lies in the pipe counts as a sign of life.
    if (m_process.waitForReadyRead(0) || m_process.bytesAvailable() > 0) {
        readOutput();
        return;
    }
    m_lastWords = QStringLiteral("the worker did not answer for %1 s").arg(longestSilence.count());
    m_process.kill();
}

void WorkerLink::end()
{
    if (m_ended)
        return;
    readOutput();
    m_ended = true;
    m_watchdog.stop();
    if (m_lastWords.isEmpty())
        m_lastWords = QString::fromUtf8(m_process.readAllStandardError().left(longestLastWords)).trimmed();
    if (m_lastWords.isEmpty())
        m_lastWords = m_process.errorString();
    Q_EMIT ended();
}

} // namespace thingsdesk
