// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/broker/mqttlink.h"

#include "sandbox/randomness.h"

#include <QList>

#include <mosquitto.h>
#include <sys/socket.h>

namespace thingsdesk::sandbox {

namespace {

constexpr char handlerUser[] = "$handler"; // known to the plugin; no AppID can be called so
constexpr int keepAliveSeconds = 30;

} // namespace

MqttLink::MqttLink(QObject *parent)
    : QObject(parent)
{
    mosquitto_lib_init();
    m_client = mosquitto_new(("handler-" + randomText(16)).constData(), true, this);
    mosquitto_connect_callback_set(m_client, &MqttLink::onConnect);
    mosquitto_subscribe_callback_set(m_client, &MqttLink::onSubscribe);
    mosquitto_message_callback_set(m_client, &MqttLink::onMessage);
    mosquitto_reconnect_delay_set(m_client, 1, 1, false);
}

MqttLink::~MqttLink()
{
    mosquitto_disconnect(m_client);
    mosquitto_loop_stop(m_client, true);
    mosquitto_destroy(m_client);
    mosquitto_lib_cleanup();
}

void MqttLink::connectTo(quint16 port, const Secret &password)
{
    mosquitto_username_pw_set(m_client, handlerUser, password.expose().constData());
    mosquitto_connect_async(m_client, "127.0.0.1", port, keepAliveSeconds);
    mosquitto_loop_start(m_client);
}

void MqttLink::publish(const QByteArray &topic, const QByteArray &payload)
{
    mosquitto_publish(m_client, nullptr, topic.constData(), int(payload.size()), payload.constData(), 0, false);
}

void MqttLink::breakConnection()
{
    if (const int socket = mosquitto_socket(m_client); socket >= 0)
        shutdown(socket, SHUT_RDWR);
}

void MqttLink::onConnect(mosquitto *client, void *, int code)
{
    if (code == 0)
        mosquitto_subscribe(client, nullptr, "+/devices/+/down", 0);
}

void MqttLink::onSubscribe(mosquitto *, void *self, int, int, const int *)
{
    auto *link = static_cast<MqttLink *>(self);
    QMetaObject::invokeMethod(link, &MqttLink::ready, Qt::QueuedConnection);
}

void MqttLink::onMessage(mosquitto *, void *self, const mosquitto_message *message)
{
    const QList<QByteArray> levels = QByteArray(message->topic).split('/');
    if (levels.size() != 4)
        return;
    auto *link = static_cast<MqttLink *>(self);
    const QByteArray payload(static_cast<const char *>(message->payload), message->payloadlen);
    QMetaObject::invokeMethod(
        link,
        [link, appId = QString::fromUtf8(levels[0]), devId = QString::fromUtf8(levels[2]), payload] {
            Q_EMIT link->downlinkReceived(appId, devId, payload);
        },
        Qt::QueuedConnection);
}

} // namespace thingsdesk::sandbox
