// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace thingsdesk {

/// Which broker, as whom. The session is always clean, the protocol MQTT 3.1.1.
struct MqttConnectOptions
{
    QString host; ///< a name or an address, IPv6 without brackets
    quint16 port = 0;
    bool tls = true;
    QByteArray caCertificates; ///< PEM, besides the system's roots; only with TLS. The host name is always checked
    QByteArray clientId;
    QString userName;
    Secret password;
    std::chrono::seconds keepAlive{30};
    std::chrono::milliseconds timeout{10'000}; ///< for the connection with its login, and again for each subscription
};

/// One connection to an MQTT broker, quality of service 0 both ways. The signals are QMqttClient's; which library
/// does the work is decided when Thingsdesk is built (mqttLibraryName()).
///
/// Lives on one thread, with an event loop. Nothing waits: every call returns at once. A receiver may call any function
/// from a slot, but must not delete the transport there (deleteLater() is fine). After disconnected() it can be used
/// again. Source: MQTT 3.1.1.
class MqttTransport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MqttTransport)
public:
    enum class State { Disconnected, Connecting, Connected };
    Q_ENUM(State)

    ~MqttTransport() override;

    State state() const noexcept { return m_state; }

    /// connected() follows, or errorChanged() and disconnected(). Nothing happens unless the state is Disconnected.
    void connectToHost(const MqttConnectOptions &options);
    /// Says goodbye; disconnected() follows within a second, without an error.
    void disconnectFromHost();
    /// subscribed() or subscriptionRefused() follows, or an error. Only while connected, one at a time.
    void subscribe(const QList<QByteArray> &filters);
    /// Hands a message to the connection; its ID is 1 and up. messageSent() follows when it was written. A Failure
    /// where there is no connection, or the topic cannot be published to.
    Result<qint32> publish(const QByteArray &topic, const QByteArray &payload);
    /// While paused nothing is read, so that what comes waits at the broker. A pause of a minute costs the connection.
    virtual void setReadingPaused(bool paused) = 0;

Q_SIGNALS:
    void stateChanged(thingsdesk::MqttTransport::State state);
    void connected(); ///< and logged in
    /// The connection is gone, or could not be made; after errorChanged(), unless disconnectFromHost() asked for it.
    void disconnected();
    void errorChanged(const thingsdesk::Failure &failure);
    void messageReceived(const QByteArray &payload, const QByteArray &topic);
    void messageSent(qint32 id);
    void subscribed(const QList<QByteArray> &filters);          ///< every filter was granted
    void subscriptionRefused(const QList<QByteArray> &filters); ///< these were not; the others hold

protected:
    explicit MqttTransport(QObject *parent);

    // What an implementation does. None of it emits.
    virtual void open() = 0;       ///< begins to connect by options()
    virtual void sayGoodbye() = 0; ///< begins an orderly end
    virtual void drop() = 0;       ///< lets go of everything at once
    virtual bool sendSubscribe(const QList<QByteArray> &filters) = 0;
    virtual bool sendPublish(qint32 id, const QByteArray &topic, const QByteArray &payload) = 0;

    // What it reports; never from inside the library's own callbacks.
    void reportConnected();
    void reportSubscribed(const QList<bool> &granted); ///< in the order of the filters
    void reportFailure(const Failure &failure);        ///< drops the connection
    /// The other side closed the connection, or the goodbye is through. `failure` counts only if it was no goodbye.
    void reportClosed(const Failure &failure);

    const MqttConnectOptions &options() const noexcept { return m_options; }
    QString address() const; ///< "host:port", for messages
    bool isSayingGoodbye() const noexcept { return m_goodbye; }

private:
    void setState(State state);
    void finish(const Failure *failure);
    void onDeadline();

    MqttConnectOptions m_options;
    QList<QByteArray> m_pendingFilters;
    QTimer m_deadline;
    State m_state = State::Disconnected;
    qint32 m_lastId = 0;
    bool m_goodbye = false;
};

/// The transport that was built: Qt Mqtt's where Qt Mqtt was there, else libmosquitto's.
std::unique_ptr<MqttTransport> createMqttTransport();
/// "Qt Mqtt 6.4.2" or "libmosquitto 2.0.11".
QString mqttLibraryName();

} // namespace thingsdesk
