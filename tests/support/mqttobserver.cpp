// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/mqttobserver.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>

#include <mosquitto.h>

namespace thingsdesk::test {

MqttObserver::MqttObserver(QObject *parent)
    : QObject(parent)
{
    mosquitto_lib_init();
    m_client = mosquitto_new(nullptr, true, this);
    mosquitto_connect_callback_set(m_client, &MqttObserver::onConnect);
    mosquitto_disconnect_callback_set(m_client, &MqttObserver::onDisconnect);
    mosquitto_subscribe_callback_set(m_client, &MqttObserver::onSubscribe);
    mosquitto_message_callback_set(m_client, &MqttObserver::onMessage);
    mosquitto_reconnect_delay_set(m_client, 3600, 3600, false);
}

MqttObserver::~MqttObserver()
{
    mosquitto_disconnect(m_client);
    mosquitto_loop_stop(m_client, true);
    mosquitto_destroy(m_client);
    mosquitto_lib_cleanup();
}

void MqttObserver::trust(const QString &authorityPath)
{
    mosquitto_tls_set(m_client, authorityPath.toLocal8Bit().constData(), nullptr, nullptr, nullptr, nullptr);
}

int MqttObserver::connectTo(const QString &address, const QString &user, const QByteArray &password)
{
    const QString host = address.section(u':', 0, 0);
    const int port = address.section(u':', 1).toInt();
    mosquitto_username_pw_set(m_client, user.toUtf8().constData(), password.isNull() ? nullptr : password.constData());
    if (mosquitto_connect(m_client, host.toUtf8().constData(), port, 30) != MOSQ_ERR_SUCCESS)
        return -1;
    mosquitto_loop_start(m_client);
    return waitFor(m_connectCode);
}

int MqttObserver::subscribe(const QByteArray &filter)
{
    m_granted = -1;
    mosquitto_subscribe(m_client, nullptr, filter.constData(), 0);
    return waitFor(m_granted);
}

void MqttObserver::publish(const QByteArray &topic, const QByteArray &payload)
{
    mosquitto_publish(m_client, nullptr, topic.constData(), int(payload.size()), payload.constData(), 0, false);
}

QList<MqttObserver::Message> MqttObserver::messages() const
{
    const QMutexLocker lock(&m_mutex);
    return m_messages;
}

QList<MqttObserver::Message> MqttObserver::takeMessages()
{
    const QMutexLocker lock(&m_mutex);
    return std::exchange(m_messages, {});
}

int MqttObserver::waitFor(const std::atomic_int &value) const
{
    const QDeadlineTimer deadline(30'000);
    while (value < 0 && !deadline.hasExpired()) {
        QCoreApplication::processEvents();
        QThread::msleep(1);
    }
    return value;
}

void MqttObserver::onConnect(mosquitto *, void *self, int code)
{
    auto *observer = static_cast<MqttObserver *>(self);
    observer->m_connected = code == 0;
    observer->m_connectCode = code;
}

void MqttObserver::onDisconnect(mosquitto *, void *self, int)
{
    static_cast<MqttObserver *>(self)->m_connected = false;
}

void MqttObserver::onSubscribe(mosquitto *, void *self, int, int count, const int *granted)
{
    static_cast<MqttObserver *>(self)->m_granted = count > 0 ? granted[0] : -1;
}

void MqttObserver::onMessage(mosquitto *, void *self, const mosquitto_message *message)
{
    auto *observer = static_cast<MqttObserver *>(self);
    const QMutexLocker lock(&observer->m_mutex);
    observer->m_messages.append(
        {QByteArray(message->topic), QByteArray(static_cast<const char *>(message->payload), message->payloadlen)});
}

} // namespace thingsdesk::test
