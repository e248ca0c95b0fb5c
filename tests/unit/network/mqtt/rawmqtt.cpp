// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawmqtt.h"

#include "testbroker.h"

#include <QtEndian>

namespace thingsdesk::tests {

namespace {

QByteArray lengthPrefixed(const QByteArray &text)
{
    QByteArray size(2, Qt::Uninitialized);
    qToBigEndian(quint16(text.size()), size.data());
    return size + text;
}

QByteArray packet(char header, const QByteArray &body)
{
    QByteArray text(1, header);
    qsizetype rest = body.size();
    do {
        const auto digit = char(rest & 0x7f);
        rest >>= 7;
        text += rest > 0 ? char(digit | char(0x80)) : digit;
    } while (rest > 0);
    return text + body;
}

struct Packet
{
    char header;
    QByteArray body;
};

/// Cuts a whole packet off the beginning, if there is one.
std::optional<Packet> takePacket(QByteArray &buffer)
{
    qsizetype size = 0;
    for (qsizetype at = 1; at < std::min<qsizetype>(buffer.size(), 5); ++at) {
        size |= qsizetype(buffer[at] & 0x7f) << (7 * (at - 1));
        if (buffer[at] & char(0x80))
            continue;
        if (buffer.size() < at + 1 + size)
            return std::nullopt;
        Packet packet{buffer[0], buffer.sliced(at + 1, size)};
        buffer.remove(0, at + 1 + size);
        return packet;
    }
    return std::nullopt;
}

} // namespace

QByteArray connectPacket(const QByteArray &clientId, const QByteArray &user, const QByteArray &password)
{
    // Protocol level 4; user name, password and a clean session; no keep-alive.
    return packet(0x10, lengthPrefixed("MQTT") + QByteArray("\x04\xc2\x00\x00", 4) + lengthPrefixed(clientId) +
                            lengthPrefixed(user) + lengthPrefixed(password));
}

QByteArray publishPacket(const QByteArray &topic, const QByteArray &payload)
{
    return packet(0x30, lengthPrefixed(topic) + payload);
}

NetworkPublisher::NetworkPublisher(quint16 port)
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    if (!m_socket.waitForConnected(10'000))
        return;
    m_socket.write(connectPacket("network-under-test", "network", TestBroker::password));
    while (m_socket.bytesAvailable() < 4 && m_socket.waitForReadyRead(10'000)) {
    }
    m_connected = m_socket.read(4) == QByteArray("\x20\x02\x00\x00", 4);
}

void NetworkPublisher::publish(const QByteArray &topic, const QByteArray &payload)
{
    m_socket.write(publishPacket(topic, payload));
}

void NetworkPublisher::flush()
{
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(30'000)) {
    }
}

NetworkListener::NetworkListener(quint16 port, const QByteArray &filter)
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    m_socket.write(connectPacket("network-listening", "network", TestBroker::password) +
                   packet(char(0x82), QByteArray("\x00\x01", 2) + lengthPrefixed(filter) + QByteArray(1, '\0')));
    // CONNACK and SUBACK.
    while (m_socket.bytesAvailable() < 4 + 5 && m_socket.waitForReadyRead(10'000)) {
    }
    m_subscribed = m_socket.read(9) == QByteArray("\x20\x02\x00\x00\x90\x03\x00\x01\x00", 9);
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { read(); });
}

void NetworkListener::read()
{
    m_buffer += m_socket.readAll();
    while (const std::optional<Packet> next = takePacket(m_buffer)) {
        const auto size = qFromBigEndian<quint16>(next->body.constData());
        m_messages.append({next->body.sliced(2, size), next->body.sliced(2 + size)});
    }
}

ScriptedBroker::ScriptedBroker()
{
    m_server.listen(QHostAddress::LocalHost);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (QTcpSocket *const socket = m_server.nextPendingConnection()) {
            ++m_connections;
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { read(socket); });
        }
    });
}

void ScriptedBroker::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    // A TLS client's hello begins like a CONNECT; what follows in it is random and must not be answered.
    if (buffer.startsWith('\x16'))
        return;
    while (const std::optional<Packet> next = takePacket(buffer))
        answer(socket, char(next->header & char(0xf0)), next->body);
}

void ScriptedBroker::answer(QTcpSocket *socket, char type, const QByteArray &body)
{
    if (type == 0x10) {
        socket->write(onConnect);
        if (closeAfterConnect)
            socket->disconnectFromHost();
    } else if (type == char(0x80) && body.size() >= 5) {
        const QByteArray id = body.first(2);
        if (onSubscribe) {
            socket->write(onSubscribe(id));
            return;
        }
        QByteArray granted;
        for (qsizetype at = 2; at + 2 < body.size();) {
            const qsizetype size =
                std::min<qsizetype>(qFromBigEndian<quint16>(body.constData() + at), body.size() - at - 2);
            granted += refuseFilters.contains(body.sliced(at + 2, size)) ? char(0x80) : char(0);
            at += 3 + size;
        }
        socket->write(packet(char(0x90), id + granted));
    }
}

} // namespace thingsdesk::tests
