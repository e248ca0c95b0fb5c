// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sandbox/account/certificates.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTimer>

namespace thingsdesk::sandbox {

/// The network's own mosquitto: a child process on two free loopback ports, plain and TLS. It dies with us, however we
/// end, and is started anew if it dies first.
class BrokerProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BrokerProcess)
public:
    struct Settings
    {
        QString directory; ///< for its configuration
        QString authFile;
        KeyPair identity;
        KeyPair authority;
        quint16 plainPort = 0; ///< wished for; taken when it is free
        quint16 tlsPort = 0;
    };

    explicit BrokerProcess(QObject *parent = nullptr);
    ~BrokerProcess() override;

    /// Finds the program and its plugin, chooses the ports and starts it. A Failure says what is missing.
    Result<void> start(const Settings &settings);

    quint16 plainPort() const noexcept { return m_settings.plainPort; }
    quint16 tlsPort() const noexcept { return m_settings.tlsPort; }
    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    /// It takes connections, after a start.
    void listening();
    /// It died by itself; it is started again.
    void died(const QString &lastWords);

private:
    Result<void> writeConfiguration(const QString &plugin) const;
    void launch();
    void probe();

    Settings m_settings;
    QString m_program;
    QProcess m_process;
    QTcpSocket m_probe;
    QTimer m_probeTimer;
    bool m_stopping = false;
};

} // namespace thingsdesk::sandbox
