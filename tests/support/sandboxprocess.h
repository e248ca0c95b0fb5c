// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace thingsdesk::test {

/// A real `thingsdesk-sandbox` for a test: in a directory of its own, on free ports, gone when this object goes.
/// `start` waits for its line of JSON. Without virtual devices unless `withDevices` is set.
class SandboxProcess final
{
    Q_DISABLE_COPY_MOVE(SandboxProcess)
public:
    struct Key
    {
        QByteArray key;
        QStringList rights;
    };
    struct Application
    {
        QString appId;
        QByteArray accessKey; ///< has all rights
        QList<Key> keys;

        /// The key that has exactly these rights; empty where there is none.
        QByteArray keyWith(const QStringList &rights) const;
    };

    SandboxProcess() = default;
    ~SandboxProcess(); ///< asks it to end, and kills it where it does not

    /// Starts it and waits until it is ready. False where it ended or did not get ready; error() says what it said.
    bool start(const QStringList &moreArguments = {}, bool withDevices = false);
    bool stop(); ///< SIGTERM; true where it ended well
    void kill(); ///< SIGKILL

    qint64 processId() const { return m_process.processId(); }
    QString directory() const { return m_directory.path(); }
    QString error() const { return m_error; }
    QByteArray standardError() { return m_process.readAllStandardError(); }

    QString discovery() const { return m_discovery; } ///< host:port, like the next three
    QString handler() const { return m_handler; }
    QString mqtt() const { return m_mqtt; }
    QString mqtts() const { return m_mqtts; }
    QString authorityPath() const { return m_authorityPath; } ///< PEM file to trust for discovery and MQTT over TLS
    QString handlerCertificatePath() const { return m_handlerCertificatePath; }

    /// "weather-station" (custom functions), "parking" (Cayenne LPP), "cold-chain" (no format); "new-app" has keys but
    /// is not registered at the handler.
    Application application(const QString &appId) const;

    /// A token of its account server for an application, all rights or these; without an application an operator's.
    QByteArray token(const QString &appId, const QStringList &rights = {}) const;

    static QString program();

private:
    bool readReadyLine();

    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_error;
    QString m_discovery, m_handler, m_mqtt, m_mqtts, m_authorityPath, m_handlerCertificatePath;
    QList<Application> m_applications;
};

} // namespace thingsdesk::test
