// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret.h"
#include "sandbox/messagesink.h"

#include <QObject>

struct mosquitto;
struct mosquitto_message;

namespace thingsdesk::sandbox {

/// The handler's own connection to its broker. Main thread; libmosquitto's thread is inside. Connects again by itself,
/// once a second.
class MqttLink final : public QObject, public MessageSink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MqttLink)
public:
    explicit MqttLink(QObject *parent = nullptr);
    ~MqttLink() override;

    void connectTo(quint16 port, const Secret &password);
    void publish(const QByteArray &topic, const QByteArray &payload) override;
    /// Breaks the connection as a broker does that was sent a forbidden topic.
    void breakConnection() override;

Q_SIGNALS:
    /// Connected and subscribed: from now on downlinks arrive.
    void ready();
    /// A downlink of an application. The IDs are the topic's.
    void downlinkReceived(const QString &appId, const QString &devId, const QByteArray &json);

private:
    static void onConnect(mosquitto *client, void *self, int code);
    static void onSubscribe(mosquitto *client, void *self, int messageId, int count, const int *granted);
    static void onMessage(mosquitto *client, void *self, const mosquitto_message *message);

    mosquitto *m_client;
};

} // namespace thingsdesk::sandbox
