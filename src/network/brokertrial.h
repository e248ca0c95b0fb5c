// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/mqtt/mqtttransport.h"
#include "network/mqttclient.h"

#include <optional>

namespace thingsdesk {

/// Tries a login, the subscriptions and a downlink at a broker, once. The right to send is tried with a message to a
/// device that cannot be there, which V2 drops; a broker that forbids it closes the connection, which a second
/// subscription brings to light.
///
/// Lives on the network thread; receivers elsewhere get its signals queued.
class BrokerTrial final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BrokerTrial)
public:
    explicit BrokerTrial(MqttSettings settings);

    void start(); ///< on the network thread

Q_SIGNALS:
    void loggedIn();
    void failed(const thingsdesk::Failure &failure);
    /// The end of a trial that came as far as being subscribed.
    void finished(std::optional<bool> mayRead, std::optional<bool> mayWrite);

private:
    void subscribe();
    void onSubscribed();
    void onRefused();
    void onError(const Failure &failure);
    void tryWriting(bool mayRead);
    void end(std::optional<bool> mayWrite);

    const MqttSettings m_settings;
    std::unique_ptr<MqttTransport> m_transport;
    std::optional<bool> m_mayRead;
    bool m_ended = false;
};

} // namespace thingsdesk
