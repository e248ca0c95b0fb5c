// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/demonetwork.h"

#include <QUuid>

namespace thingsdesk {

class SessionManager;

/// The built-in network and its applications in this console: started when it is wanted, then connected to as to any
/// network.
class BuiltInNetwork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BuiltInNetwork)
public:
    /// Both outlive it. `moreArguments` go to the network's program.
    BuiltInNetwork(DemoNetwork &network, SessionManager &sessions, QStringList moreArguments = {},
                   QObject *parent = nullptr);

    /// Starts it, unless it is running or on the way. `opened` or `failed` follows.
    void start();
    bool isStarting() const noexcept { return m_isStarting; }

Q_SIGNALS:
    void starting();
    /// Its applications are there. The first one's profile.
    void opened(const QUuid &profile);
    void failed(const thingsdesk::Failure &failure);

private:
    void open(const DemoNetworkAddresses &addresses);
    void openNext();
    void end(const Failure &failure);

    DemoNetwork &m_network;
    SessionManager &m_sessions;
    const QStringList m_moreArguments;
    bool m_isStarting = false;
    DemoNetworkAddresses m_addresses;
    QList<DemoNetworkAddresses::Application> m_waiting;
    QUuid m_first;
};

} // namespace thingsdesk
