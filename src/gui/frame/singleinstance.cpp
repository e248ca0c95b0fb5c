// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <unistd.h>

namespace thingsdesk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds patience = 5s;
constexpr int connectTime = 1000; ///< ms
constexpr qsizetype longestMessage = qsizetype(64) * 1024;
constexpr char taken[] = "taken\n";

/// Where sockets of this user belong; a full path there keeps other users out.
QString runtimeFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QDir::tempPath() : folder;
}

Failure unusable(const QString &text, const QString &detail)
{
    return {Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, detail};
}

} // namespace

SingleInstance::SingleInstance(const QString &settingsFolder, QObject *parent)
    : QObject(parent)
{
    // A socket's path has about 100 characters: the folder's name goes in by its hash.
    const QByteArray folder = QDir::cleanPath(settingsFolder).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().left(12);
    const QString base =
        QStringLiteral("%1/thingsdesk-%2-%3").arg(runtimeFolder()).arg(::getuid()).arg(QString::fromLatin1(hash));
    m_socketName = base + QStringLiteral(".socket");
    m_lock = std::make_unique<QLockFile>(base + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0ms); // only a dead owner frees it, not time
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            read(socket);
    });
}

SingleInstance::~SingleInstance() = default;

Result<SingleInstance::Role> SingleInstance::start(const QByteArray &message)
{
    const QDeadlineTimer deadline(patience);
    do {
        if (m_lock->tryLock(0)) {
            if (const Result<void> listening = listen(); !listening)
                return fail(listening.error());
            return Role::First;
        }
        if (m_lock->error() != QLockFile::LockFailedError)
            return fail(
                unusable(tr("The file that keeps a second console from starting cannot be made."), m_lock->fileName()));
        if (handOver(message))
            return Role::Second;
        // It has the lock but does not listen yet, or is just ending.
        QThread::msleep(50);
    } while (!deadline.hasExpired());
    return fail(unusable(tr("Thingsdesk is running already, but does not answer."), m_socketName));
}

Result<void> SingleInstance::listen()
{
    QLocalServer::removeServer(m_socketName);
    if (m_server.listen(m_socketName))
        return {};
    return fail(unusable(tr("A second start could not be told from this one."), m_server.errorString()));
}

bool SingleInstance::handOver(const QByteArray &message) const
{
    QLocalSocket socket;
    socket.connectToServer(m_socketName);
    if (!socket.waitForConnected(connectTime))
        return false;
    socket.write(message.toBase64() + '\n');
    const QDeadlineTimer deadline(patience);
    while (!socket.canReadLine() && !deadline.hasExpired()) {
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    return socket.readLine() == taken;
}

void SingleInstance::read(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(patience, socket, &QLocalSocket::abort);
    const auto readLine = [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > longestMessage)
                socket->abort();
            return;
        }
        const QByteArray message = QByteArray::fromBase64(socket->readLine(longestMessage).trimmed());
        socket->write(taken);
        socket->disconnectFromServer();
        Q_EMIT received(message);
    };
    connect(socket, &QLocalSocket::readyRead, this, readLine);
    readLine();
}

} // namespace thingsdesk
