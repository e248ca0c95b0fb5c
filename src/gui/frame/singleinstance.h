// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace thingsdesk {

/// One console a user and settings folder: the first one listens, a second one hands over what it was asked and ends.
///
/// Who is first is decided by a lock file, which the system frees however a program ends; a socket that was left over
/// is then nobody's, and is removed.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)
public:
    enum class Role {
        First,  ///< this one; it listens now
        Second, ///< another one is there and has taken the message
    };

    /// `settingsFolder` tells consoles of other settings apart.
    explicit SingleInstance(const QString &settingsFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Before the event loop runs: waits a few seconds at the most. A Failure where another console does not answer.
    Result<Role> start(const QByteArray &message);

Q_SIGNALS:
    /// A second start's message.
    void received(const QByteArray &message);

private:
    bool handOver(const QByteArray &message) const;
    Result<void> listen();
    void read(QLocalSocket *socket);

    QString m_socketName;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace thingsdesk
