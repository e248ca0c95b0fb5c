// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trafficmessage.h"
#include "network/endpoint.h"
#include "network/networkthread.h"

#include "core/secret.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace thingsdesk {

/// Which broker, as whom, and how to come back after a loss.
struct MqttSettings
{
    AppId appId; ///< also the user name
    Secret key;  ///< the password: an access key of the application
    Endpoint broker;
    bool tls = true;
    QByteArray caCertificates; ///< PEM, besides the system's roots; only with TLS. The host name is always checked
    bool reconnect = true;     ///< after a loss; a refused key is never tried again by itself
    std::chrono::milliseconds firstPause{500};
    std::chrono::milliseconds longestPause{30'000};
};

/// The live traffic of one application: its uplinks and events as they arrive, and downlinks to its devices.
///
/// The connection lives on a NetworkThread, where messages are read as well; this object lives on the thread that made
/// it and emits there. After a loss it connects again by itself with growing, slightly random pauses, subscribes again
/// and tells the gap. Source: wire-v2 sections 9 and 10; the V2 SDK's MQTTClient.
class MqttClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MqttClient)
public:
    enum class State {
        Offline, ///< not started, closed, or given up
        Connecting,
        Online,     ///< connected and subscribed
        BackingOff, ///< waits before the next try
    };
    Q_ENUM(State)

    MqttClient(MqttSettings settings, NetworkThread &network, QObject *parent = nullptr);
    ~MqttClient() override;

    State state() const noexcept;

    /// Connects and subscribes; `online` or `failed` follows (the SDK's connect()).
    void start();
    /// Says goodbye; returns at once, `closed` follows (the SDK's close()).
    void stop();

    /// Publishes a downlink (the SDK's send()). Answers with the message's ID once the broker's connection took it, or
    /// a Failure: DownlinkMessage::check(), not online, connection lost. The network's own answers come as events.
    Future<qint32> send(const DownlinkMessage &downlink);

Q_SIGNALS:
    void stateChanged(thingsdesk::MqttClient::State state);
    void online(); ///< after each (re)subscription
    /// The connection is gone. A cancelled failure means that stop() asked for it.
    void closed(const thingsdesk::Failure &failure);
    /// The next try comes after `pause`.
    void retryScheduled(std::chrono::milliseconds pause, const thingsdesk::Failure &failure);
    /// Given up: trying again will not help (key refused, certificate not trusted), or reconnect is off.
    void failed(const thingsdesk::Failure &failure);
    /// Messages between these moments were missed.
    void gapEnded(const thingsdesk::Timestamp &from, const thingsdesk::Timestamp &to);

    void uplinkReceived(const thingsdesk::UplinkMessage &uplink);
    void eventReceived(const thingsdesk::DeviceEvent &event);
    void unreadableReceived(const thingsdesk::UnreadableMessage &message);
    /// Every message's bytes as they came, readable or not (the SDK's raw callback).
    void rawReceived(const QByteArray &payload);
    /// The same messages, all that came since the last time; for receivers of many.
    void batchReceived(const QList<thingsdesk::TrafficMessage> &messages);
    /// The broker's connection took the downlink with this ID (the SDK's downlink callback).
    void downlinkSent(qint32 messageId);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
