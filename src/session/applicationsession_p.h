// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to session.

#include "core/backoff.h"
#include "session/applicationsession.h"
#include "session/trafficrecorder.h"

#include <QTimer>

#include <vector>

namespace thingsdesk {

/// How a session comes to be online and stays so. What the recorder says about the broker's connection is one half;
/// where the broker is, as discovery tells it, is the other, and may change while the connection is lost.
class ApplicationSession::Private final
{
public:
    Private(ApplicationSession *session, Profile of, Credentials proof, NetworkThread &thread,
            std::unique_ptr<HistoryStore> store);
    ~Private();

    void begin();
    void halt();
    /// What was learned with another key, or at other addresses, holds no longer.
    void forgetNetwork();

    std::unique_ptr<HandlerClient> makeClient() const;
    HandlerClient &currentClient();
    /// The client at other addresses than the present one takes its place. The old one stays: someone may hold its
    /// ApplicationClient.
    void adopt(std::unique_ptr<HandlerClient> next);

    void locate();
    void onLocated(const Result<MqttSettings> &found);
    void keepAnnouncement(bool isLocated);
    void connectTo(const MqttSettings &mqtt);
    void onRecorderState(quint64 ofRun, MqttClient::State now);
    void onRetryScheduled(quint64 ofRun, const Timestamp &at, const Failure &why);
    void onRecorderFailed(quint64 ofRun, const Failure &why);
    void backOff(const Failure &why);
    void needUser(const Failure &why);
    void set(State next, std::optional<Failure> why = {}, std::optional<Timestamp> at = {});
    bool isJustRegistered() const;
    void probeRights();

    template <class Call>
    void onRecorder(Call call)
    {
        QMetaObject::invokeMethod(
            recorder, [r = recorder, call = std::move(call)] { call(*r); }, Qt::QueuedConnection);
    }

    ApplicationSession *const q;
    Profile profile;
    Credentials credentials;
    NetworkThread &network;
    std::unique_ptr<HistoryStore> history;
    TrafficRecorder *recorder; ///< on the history's writer thread

    std::unique_ptr<HandlerClient> client;
    std::vector<std::unique_ptr<HandlerClient>> formerClients;
    std::unique_ptr<HandlerClient> finder;    ///< asks discovery anew, while the connection is sought
    std::unique_ptr<HandlerClient> registrar; ///< while the application is being registered
    std::unique_ptr<ConnectionCheck> check;   ///< while the rights are probed

    State state = State::Offline;
    std::optional<Failure> failure;
    std::optional<Timestamp> retryAt;
    std::optional<MqttSettings> broker;
    std::optional<Announcement> announcement;
    std::optional<Timestamp> registeredAt;
    int messagesPerMinute = 0;
    KeyRights rights;
    bool rightsKnown = false;
    quint64 run = 0;   ///< of the recorder's connection
    quint64 epoch = 0; ///< of credentials and addresses
    Backoff backoff;
    QTimer retryTimer; ///< where the broker could not be found
};

} // namespace thingsdesk
