// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/mqtt/mqtttransport.h"
#include "network/mqtt/pausabledevice.h"

#include <QHash>
#include <QMqttClient>
#include <QMqttSubscription>
#include <QSslError>
#include <QSslSocket>

namespace thingsdesk {

/// Qt Mqtt over a socket of ours, so that the reasons of a failed connection, the pace of reading and the goodbye are
/// ours as well.
class QtMqttTransport final : public MqttTransport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QtMqttTransport)
public:
    explicit QtMqttTransport(QObject *parent = nullptr);
    ~QtMqttTransport() override;

    void setReadingPaused(bool paused) override;

protected:
    void open() override;
    void sayGoodbye() override;
    void drop() override;
    bool sendSubscribe(const QList<QByteArray> &filters) override;
    bool sendPublish(qint32 id, const QByteArray &topic, const QByteArray &payload) override;

private:
    bool prepareTls();
    void connectSocket();
    void onSocketReady();
    void onSocketError(QAbstractSocket::SocketError error);
    void onSocketDisconnected();
    void onClientError(QMqttClient::ClientError error);
    void onSubscriptionChanged();
    void tellSent();
    Failure tlsFailure() const;
    Failure connectFailure(QAbstractSocket::SocketError error) const;

    /// What one connection is made of; each part uses those before it until its very end.
    class Connection : public QObject
    {
    public:
        QSslSocket socket;
        PausableDevice device{socket};
        QMqttClient client;
    };

    std::unique_ptr<Connection> m_connection;
    QList<QSslError> m_tlsErrors;
    QList<QMqttSubscription *> m_subscriptions; ///< the client's; waiting for their answers, in order
    QList<qint32> m_unsent;
    bool m_socketReady = false;
    bool m_paused = false;
};

} // namespace thingsdesk
