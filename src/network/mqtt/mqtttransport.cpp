// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/mqtttransport.h"

#include "network/mqtt/mqttfailures.h"

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto goodbyeTime = 1s;

} // namespace

MqttTransport::MqttTransport(QObject *parent)
    : QObject(parent)
    , m_deadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &MqttTransport::onDeadline);
}

MqttTransport::~MqttTransport() = default;

void MqttTransport::connectToHost(const MqttConnectOptions &options)
{
    if (m_state != State::Disconnected)
        return;
    m_options = options;
    m_goodbye = false;
    setState(State::Connecting);
    m_deadline.start(m_options.timeout);
    open();
}

void MqttTransport::disconnectFromHost()
{
    if (m_state == State::Disconnected || m_goodbye)
        return;
    if (m_state == State::Connecting)
        return finish(nullptr);
    m_goodbye = true;
    m_deadline.start(goodbyeTime);
    sayGoodbye();
}

void MqttTransport::subscribe(const QList<QByteArray> &filters)
{
    if (m_state != State::Connected || m_goodbye)
        return;
    m_pendingFilters = filters;
    m_deadline.start(m_options.timeout);
    if (!sendSubscribe(filters))
        reportFailure(mqttfailures::closed(address(), QStringLiteral("SUBSCRIBE could not be sent")));
}

Result<qint32> MqttTransport::publish(const QByteArray &topic, const QByteArray &payload)
{
    if (m_state != State::Connected || m_goodbye)
        return fail(mqttfailures::notConnected());
    const qint32 id = ++m_lastId;
    if (!sendPublish(id, topic, payload))
        return fail(mqttfailures::publishRefused(QString::fromUtf8(topic)));
    return id;
}

void MqttTransport::reportConnected()
{
    m_deadline.stop();
    m_options.password = {};
    setState(State::Connected);
    Q_EMIT connected();
}

void MqttTransport::reportSubscribed(const QList<bool> &granted)
{
    m_deadline.stop();
    const QList<QByteArray> filters = std::exchange(m_pendingFilters, {});
    QList<QByteArray> refused;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        if (i >= granted.size() || !granted[i])
            refused.append(filters[i]);
    }
    if (refused.isEmpty())
        Q_EMIT subscribed(filters);
    else
        Q_EMIT subscriptionRefused(refused);
}

void MqttTransport::reportFailure(const Failure &failure)
{
    finish(&failure);
}

void MqttTransport::reportClosed(const Failure &failure)
{
    finish(m_goodbye ? nullptr : &failure);
}

QString MqttTransport::address() const
{
    const bool isV6 = m_options.host.contains(u':');
    return (isV6 ? u'[' + m_options.host + u']' : m_options.host) + u':' + QString::number(m_options.port);
}

void MqttTransport::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void MqttTransport::finish(const Failure *failure)
{
    if (m_state == State::Disconnected)
        return;
    m_deadline.stop();
    m_pendingFilters.clear();
    m_options.password = {};
    m_state = State::Disconnected; // what drop() sets off must not end it twice
    drop();
    m_goodbye = false;
    Q_EMIT stateChanged(m_state);
    if (failure)
        Q_EMIT errorChanged(*failure);
    Q_EMIT disconnected();
}

void MqttTransport::onDeadline()
{
    if (m_goodbye)
        return finish(nullptr);
    reportFailure(mqttfailures::timedOut(address(), m_options.timeout,
                                         m_state == State::Connecting ? QStringLiteral("Connecting and logging in")
                                                                      : QStringLiteral("Subscribing")));
}

} // namespace thingsdesk
