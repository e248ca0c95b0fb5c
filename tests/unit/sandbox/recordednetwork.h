// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/account/tokens.h"
#include "sandbox/sandbox.h"
#include "support/mqttobserver.h"
#include "support/rpcclient.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace thingsdesk::test {

/// The lines of a recording (tests/data/v2), in order.
QList<QJsonObject> recordedLines(const QString &file);

/// A whole network in this process with the recording's applications (my-app, other-app registered; new-app not), to
/// which recorded calls and uplinks are put, and which is heard over its real broker and its real gRPC.
class RecordedNetwork final
{
    Q_DISABLE_COPY_MOVE(RecordedNetwork)
public:
    RecordedNetwork() = default;

    /// False: the network or the observer did not get ready; the reason is printed.
    bool start(bool faults = false);
    /// Begins to listen to my-app over MQTT; adds a device called "marker" for takeMessages().
    bool observe();

    sandbox::Sandbox &network() { return *m_network; }
    MqttObserver &observer() { return *m_observer; }
    const sandbox::SandboxAddresses &addresses() const { return m_addresses; }

    /// The key of an application with all rights, or with one.
    QByteArray key(const QString &appId, const QString &right = {}) const;

    /// Puts a recorded line's call, with its credential and metadata.
    RpcClient::Outcome replay(const QJsonObject &line);
    /// A call of the test's own, with the full key.
    RpcClient::Outcome call(const QString &path, const QJsonObject &request);

    /// An uplink; gives what the device received. Waits until the network is done with it.
    std::optional<sandbox::AirDownlink> uplink(const sandbox::AirUplink &uplink);
    std::optional<sandbox::AirSession> join(const sandbox::AirJoin &request);

    /// Waits until everything that was published so far has arrived, and takes it.
    QList<MqttObserver::Message> takeMessages();

    /// Fills in what a recording names instead of telling: `<full key of my-app>`, texts that were cut.
    QJsonObject completed(const QJsonObject &json) const;

private:
    QString completed(const QString &text) const;
    QJsonValue completed(const QJsonValue &value) const;
    RpcClient::Metadata credential(const QJsonObject &line) const;
    QByteArray mintedToken(const QString &name, const QString &note) const;
    RpcClient::Endpoint endpoint(const QString &path) const;

    QTemporaryDir m_directory;
    sandbox::SandboxAddresses m_addresses;
    std::unique_ptr<sandbox::Tokens> m_tokens;
    std::unique_ptr<sandbox::Sandbox> m_network;
    std::unique_ptr<MqttObserver> m_observer;
};

} // namespace thingsdesk::test
