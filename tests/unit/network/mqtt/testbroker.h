// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testcertificates.h"

#include <QProcess>
#include <QTemporaryDir>

namespace thingsdesk::tests {

/// A real mosquitto on free loopback ports, with a plain listener and TLS listeners. Users: "my-app" with every right
/// of an application, "read-only" that may not publish, and "network", which publishes as the network does. The
/// password of each is `password`.
class TestBroker final
{
    Q_DISABLE_COPY_MOVE(TestBroker)
public:
    static constexpr char password[] = "ttn-account-v2.throw-away";

    TestBroker();
    ~TestBroker();

    /// Adds a TLS listener; before start().
    quint16 addTlsListener(const KeyAndCertificate &server);
    bool start(); ///< true when it takes connections
    void kill();  ///< without a goodbye
    /// Whether a client with this ID has subscribed to something.
    bool hasSubscriber(const QByteArray &clientId) const;

    quint16 plainPort() const { return m_plainPort; }

private:
    QByteArray configuration() const;
    QString pathOf(const QString &name) const { return m_directory.filePath(name); }
    void write(const QString &name, const QByteArray &text) const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QByteArray m_tlsListeners;
    quint16 m_plainPort = 0;
    int m_listeners = 0;
};

/// A port of 127.0.0.1 where nothing listens at the moment.
quint16 freePort();

} // namespace thingsdesk::tests
