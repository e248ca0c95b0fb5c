// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/qtmqtttransport.h"

#include "network/mqtt/mqttfailures.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QtMqttVersion>

namespace thingsdesk {

namespace {

constexpr qint64 socketBufferSize = qint64(256) * 1024;

} // namespace

QtMqttTransport::QtMqttTransport(QObject *parent)
    : MqttTransport(parent)
{
}

QtMqttTransport::~QtMqttTransport()
{
    if (state() == State::Connected && m_connection)
        m_connection->client.disconnectFromHost(); // writes without waiting, see PausableDevice
    drop();
}

void QtMqttTransport::open()
{
    m_connection = std::make_unique<Connection>();
    QSslSocket &socket = m_connection->socket;
    socket.setReadBufferSize(socketBufferSize);
    if (options().tls && !prepareTls()) {
        QMetaObject::invokeMethod(
            this, [this] { reportFailure(mqttfailures::badCaCertificates()); }, Qt::QueuedConnection);
        return;
    }
    connectSocket();
}

bool QtMqttTransport::prepareTls()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (!options().caCertificates.isEmpty()) {
        const QList<QSslCertificate> own = QSslCertificate::fromData(options().caCertificates, QSsl::Pem);
        if (own.isEmpty())
            return false;
        configuration.addCaCertificates(own);
    }
    m_connection->socket.setSslConfiguration(configuration);
    return true;
}

void QtMqttTransport::connectSocket()
{
    QSslSocket *const socket = &m_connection->socket;
    connect(socket, &QSslSocket::errorOccurred, this, &QtMqttTransport::onSocketError);
    connect(socket, &QSslSocket::disconnected, this, &QtMqttTransport::onSocketDisconnected);
    connect(socket, &QSslSocket::bytesWritten, this, &QtMqttTransport::tellSent);
    // Never ignored: the handshake fails, and errorOccurred follows.
    connect(socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    if (options().tls) {
        connect(socket, &QSslSocket::encrypted, this, &QtMqttTransport::onSocketReady);
        socket->connectToHostEncrypted(options().host, options().port);
    } else {
        connect(socket, &QSslSocket::connected, this, &QtMqttTransport::onSocketReady);
        socket->connectToHost(options().host, options().port);
    }
}

void QtMqttTransport::onSocketReady()
{
    m_socketReady = true;
    m_connection->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_connection->device.setPaused(m_paused);
    QMqttClient *const client = &m_connection->client;
    client->setProtocolVersion(QMqttClient::MQTT_3_1_1);
    client->setTransport(&m_connection->device, QMqttClient::IODevice);
    client->setClientId(QString::fromLatin1(options().clientId));
    client->setUsername(options().userName);
    client->setPassword(QString::fromUtf8(options().password.expose()));
    client->setKeepAlive(quint16(options().keepAlive.count()));
    client->setCleanSession(true);
    connect(client, &QMqttClient::connected, this, [this] { reportConnected(); });
    connect(client, &QMqttClient::errorChanged, this, &QtMqttTransport::onClientError);
    connect(client, &QMqttClient::messageReceived, this,
            [this](const QByteArray &payload, const QMqttTopicName &topic) {
                Q_EMIT messageReceived(payload, topic.name().toUtf8());
            });
    client->connectToHost();
}

void QtMqttTransport::onSocketError(QAbstractSocket::SocketError error)
{
    if (m_socketReady)
        return; // disconnected() comes too, and reads what is left
    reportFailure(connectFailure(error));
}

void QtMqttTransport::onSocketDisconnected()
{
    const QString detail = m_connection->socket.errorString();
    if (m_socketReady)
        m_connection->device.drain(); // what it reads may end the connection by itself
    if (state() == State::Connecting)
        reportClosed(mqttfailures::closedBeforeLogin(address()));
    else
        reportClosed(mqttfailures::closed(address(), detail));
}

void QtMqttTransport::onClientError(QMqttClient::ClientError error)
{
    switch (error) {
    case QMqttClient::NoError:
        return;
    case QMqttClient::InvalidProtocolVersion:
    case QMqttClient::IdRejected:
    case QMqttClient::ServerUnavailable:
    case QMqttClient::BadUsernameOrPassword:
    case QMqttClient::NotAuthorized:
        if (state() == State::Connected)
            return reportClosed(mqttfailures::noAnswer(address()));
        return reportFailure(mqttfailures::loginRefused(address(), options().userName, int(error)));
    case QMqttClient::ProtocolViolation:
        if (state() == State::Connecting)
            return reportFailure(mqttfailures::notMqtt(address(), QStringLiteral("protocol violation")));
        return reportClosed(mqttfailures::closed(address(), QStringLiteral("protocol violation")));
    default:
        return reportClosed(mqttfailures::closed(address(), QStringLiteral("QMqttClient error %1").arg(int(error))));
    }
}

Failure QtMqttTransport::connectFailure(QAbstractSocket::SocketError error) const
{
    const QString detail = m_connection->socket.errorString();
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return mqttfailures::nameNotFound(options().host, detail);
    case QAbstractSocket::ConnectionRefusedError:
        return mqttfailures::portClosed(address());
    case QAbstractSocket::SocketTimeoutError:
        return mqttfailures::timedOut(address(), options().timeout, QStringLiteral("connect"));
    case QAbstractSocket::SslHandshakeFailedError:
        return tlsFailure();
    case QAbstractSocket::SslInvalidUserDataError:
    case QAbstractSocket::SslInternalError:
        return mqttfailures::handshakeClosed(address(), detail);
    case QAbstractSocket::RemoteHostClosedError:
        return options().tls ? mqttfailures::handshakeClosed(address(), detail)
                             : mqttfailures::closedBeforeLogin(address());
    default:
        return mqttfailures::unreachable(address(), detail);
    }
}

Failure QtMqttTransport::tlsFailure() const
{
    const QString detail = m_connection->socket.errorString();
    for (const QSslError &error : m_tlsErrors) {
        switch (error.error()) {
        case QSslError::HostNameMismatch:
            return mqttfailures::certificateWrongHost(options().host, error.errorString());
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid:
            return mqttfailures::certificateExpired(address(), error.errorString());
        default:
            break;
        }
    }
    if (!m_tlsErrors.isEmpty())
        return mqttfailures::certificateNotTrusted(address(), m_tlsErrors.first().errorString());
    if (detail.contains(u"wrong version number") || detail.contains(u"packet length too long"))
        return mqttfailures::notTls(address(), detail);
    return mqttfailures::handshakeClosed(address(), detail);
}

void QtMqttTransport::setReadingPaused(bool paused)
{
    m_paused = paused;
    if (m_socketReady)
        m_connection->device.setPaused(paused);
}

void QtMqttTransport::sayGoodbye()
{
    m_connection->client.disconnectFromHost();
    m_connection->socket.disconnectFromHost(); // after what is still to be written
}

void QtMqttTransport::drop()
{
    m_tlsErrors.clear();
    m_subscriptions.clear();
    m_unsent.clear();
    m_socketReady = false;
    if (!m_connection)
        return;
    m_connection->socket.disconnect(this);
    m_connection->client.disconnect(this);
    m_connection->device.detach();
    // This may run in a slot of its parts. Where the thread ends before it is deleted, it goes as a child.
    m_connection->setParent(this);
    m_connection.release()->deleteLater();
}

bool QtMqttTransport::sendSubscribe(const QList<QByteArray> &filters)
{
    m_subscriptions.clear();
    for (const QByteArray &filter : filters) {
        QMqttSubscription *const subscription =
            m_connection->client.subscribe(QMqttTopicFilter(QString::fromUtf8(filter)), 0);
        if (!subscription)
            return false;
        m_subscriptions.append(subscription);
        connect(subscription, &QMqttSubscription::stateChanged, this, &QtMqttTransport::onSubscriptionChanged);
    }
    return true;
}

void QtMqttTransport::onSubscriptionChanged()
{
    QList<bool> granted;
    for (const QMqttSubscription *subscription : std::as_const(m_subscriptions)) {
        if (subscription->state() == QMqttSubscription::SubscriptionPending)
            return;
        granted.append(subscription->state() == QMqttSubscription::Subscribed);
    }
    if (granted.isEmpty())
        return;
    m_subscriptions.clear();
    reportSubscribed(granted);
}

bool QtMqttTransport::sendPublish(qint32 id, const QByteArray &topic, const QByteArray &payload)
{
    if (m_connection->client.publish(QMqttTopicName(QString::fromUtf8(topic)), payload, 0, false) < 0)
        return false;
    m_unsent.append(id);
    QMetaObject::invokeMethod(this, &QtMqttTransport::tellSent, Qt::QueuedConnection);
    return true;
}

void QtMqttTransport::tellSent()
{
    if (m_unsent.isEmpty() || !m_connection || m_connection->device.bytesToWrite() > 0)
        return;
    const QList<qint32> sent = std::exchange(m_unsent, {});
    for (const qint32 id : sent)
        Q_EMIT messageSent(id);
}

std::unique_ptr<MqttTransport> createMqttTransport()
{
    return std::make_unique<QtMqttTransport>();
}

QString mqttLibraryName()
{
    return QStringLiteral("Qt Mqtt ") + QStringLiteral(QTMQTT_VERSION_STR);
}

} // namespace thingsdesk
