// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <optional>
#include <utility>

/// MQTT 3.1.1 packets by hand, for what no client library does: publishing fast, and answering wrongly.
namespace thingsdesk::tests {

QByteArray connectPacket(const QByteArray &clientId, const QByteArray &user, const QByteArray &password);
QByteArray publishPacket(const QByteArray &topic, const QByteArray &payload);

/// Publishes as the network does.
class NetworkPublisher final
{
public:
    /// Connects and logs in; waits for both.
    explicit NetworkPublisher(quint16 port);

    void publish(const QByteArray &topic, const QByteArray &payload);
    /// Packets that are encoded already.
    void write(const QByteArray &packets) { m_socket.write(packets); }
    /// Waits until everything is written, with no other work of this thread meanwhile.
    void flush();
    bool isConnected() const { return m_connected; }

private:
    QTcpSocket m_socket;
    bool m_connected = false;
};

/// Listens as the network does.
class NetworkListener final
{
public:
    /// Connects, logs in and subscribes; waits for all of it.
    NetworkListener(quint16 port, const QByteArray &filter);

    bool isSubscribed() const { return m_subscribed; }
    /// Topic and payload of what came.
    const QList<std::pair<QByteArray, QByteArray>> &messages() const { return m_messages; }

private:
    void read();

    QTcpSocket m_socket;
    QByteArray m_buffer;
    QList<std::pair<QByteArray, QByteArray>> m_messages;
    bool m_subscribed = false;
};

/// A server that answers each kind of packet with given bytes.
class ScriptedBroker final
{
public:
    ScriptedBroker();

    quint16 port() const { return m_server.serverPort(); }
    int connections() const { return m_connections; }

    QByteArray onConnect = QByteArray("\x20\x02\x00\x00", 4); ///< CONNACK, accepted
    /// What to answer to a SUBSCRIBE with this packet ID, instead of SUBACK by `refuseFilters`.
    std::function<QByteArray(const QByteArray &id)> onSubscribe;
    QList<QByteArray> refuseFilters;
    bool closeAfterConnect = false;

private:
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, char type, const QByteArray &body);

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    int m_connections = 0;
};

} // namespace thingsdesk::tests
