// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QObject>
#include <QString>

struct mosquitto;
struct mosquitto_message;

namespace thingsdesk::test {

/// A plain MQTT client for tests, on libmosquitto. Does not connect again by itself.
class MqttObserver final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MqttObserver)
public:
    struct Message
    {
        QByteArray topic;
        QByteArray payload;
    };

    explicit MqttObserver(QObject *parent = nullptr);
    ~MqttObserver() override;

    /// Trusts this PEM file and uses TLS; before connectTo().
    void trust(const QString &authorityPath);
    /// Connects; gives the broker's return code (0 = accepted, 5 = not authorised), −1 where none came.
    int connectTo(const QString &address, const QString &user, const QByteArray &password);
    /// Subscribes; gives the granted QoS or 0x80, −1 where the broker did not answer.
    int subscribe(const QByteArray &filter);
    void publish(const QByteArray &topic, const QByteArray &payload);

    bool isConnected() const { return m_connected; }
    QList<Message> messages() const;
    QList<Message> takeMessages();

private:
    static void onConnect(mosquitto *, void *self, int code);
    static void onDisconnect(mosquitto *, void *self, int code);
    static void onSubscribe(mosquitto *, void *self, int id, int count, const int *granted);
    static void onMessage(mosquitto *, void *self, const mosquitto_message *message);
    int waitFor(const std::atomic_int &value) const;

    mosquitto *m_client;
    mutable QMutex m_mutex;
    QList<Message> m_messages;
    std::atomic_int m_connectCode = -1;
    std::atomic_int m_granted = -1;
    std::atomic_bool m_connected = false;
};

} // namespace thingsdesk::test
