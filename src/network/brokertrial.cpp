// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/brokertrial.h"

#include "network/ttnv2/topics.h"

#include <QRandomGenerator>

namespace thingsdesk {

namespace {

QByteArray randomName(const QByteArray &prefix)
{
    return prefix + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

} // namespace

BrokerTrial::BrokerTrial(MqttSettings settings)
    : m_settings(std::move(settings))
{
}

void BrokerTrial::start()
{
    m_transport = createMqttTransport();
    connect(m_transport.get(), &MqttTransport::connected, this, [this] {
        Q_EMIT loggedIn();
        subscribe();
    });
    connect(m_transport.get(), &MqttTransport::subscribed, this, &BrokerTrial::onSubscribed);
    connect(m_transport.get(), &MqttTransport::subscriptionRefused, this, &BrokerTrial::onRefused);
    connect(m_transport.get(), &MqttTransport::errorChanged, this, &BrokerTrial::onError);
    MqttConnectOptions options;
    options.host = m_settings.broker.host;
    options.port = m_settings.broker.port;
    options.tls = m_settings.tls;
    options.caCertificates = m_settings.caCertificates;
    options.clientId = randomName("thingsdesk-check-");
    options.userName = m_settings.appId.toString();
    options.password = m_settings.key;
    m_transport->connectToHost(options);
}

void BrokerTrial::subscribe()
{
    const Result<ttnv2::SubscribeFilters> filters = ttnv2::subscribeFilters(m_settings.appId);
    if (!filters)
        return onError(filters.error());
    m_transport->subscribe(filters->all());
}

void BrokerTrial::onSubscribed()
{
    if (m_mayRead)
        return end(true); // the answer behind the message: the broker took it
    tryWriting(true);
}

void BrokerTrial::onRefused()
{
    if (m_mayRead)
        return end(true);
    tryWriting(false);
}

void BrokerTrial::tryWriting(bool mayRead)
{
    m_mayRead = mayRead;
    const DevId nobody = DevId::fromServer(QString::fromLatin1(randomName("nobody-")));
    const Result<qint32> published =
        ttnv2::downlinkTopic(m_settings.appId, nobody).and_then([this](const QByteArray &topic) {
            return m_transport->publish(topic, "{}");
        });
    if (!published)
        return end(std::nullopt);
    subscribe();
}

void BrokerTrial::onError(const Failure &failure)
{
    if (m_ended)
        return;
    if (m_mayRead)
        return end(failure.cause == Failure::Cause::ConnectionClosed ? std::optional(false) : std::nullopt);
    m_ended = true;
    Q_EMIT failed(failure);
}

void BrokerTrial::end(std::optional<bool> mayWrite)
{
    m_ended = true;
    m_transport->disconnectFromHost();
    Q_EMIT finished(m_mayRead, mayWrite);
}

} // namespace thingsdesk
