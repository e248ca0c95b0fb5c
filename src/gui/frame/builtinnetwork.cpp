// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/builtinnetwork.h"

#include "core/futures.h"
#include "session/sessionmanager.h"

namespace thingsdesk {

BuiltInNetwork::BuiltInNetwork(DemoNetwork &network, SessionManager &sessions, QStringList moreArguments,
                               QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_sessions(sessions)
    , m_moreArguments(std::move(moreArguments))
{
    connect(&m_network, &DemoNetwork::ended, this, &BuiltInNetwork::end);
}

void BuiltInNetwork::start()
{
    if (m_isStarting)
        return;
    m_isStarting = true;
    Q_EMIT starting();
    whenFinished<DemoNetworkAddresses>(
        this, m_network.start(m_moreArguments), [this](Future<DemoNetworkAddresses> answer) {
            const Result<DemoNetworkAddresses> addresses = resultOf<DemoNetworkAddresses>(answer);
            if (addresses)
                open(*addresses);
            else
                end(addresses.error());
        });
}

void BuiltInNetwork::open(const DemoNetworkAddresses &addresses)
{
    m_addresses = addresses;
    m_first = QUuid();
    m_waiting.clear();
    for (const DemoNetworkAddresses::Application &application : addresses.applications) {
        if (application.isRegistered)
            m_waiting += application;
    }
    openNext();
}

void BuiltInNetwork::openNext()
{
    if (m_waiting.isEmpty()) {
        m_isStarting = false;
        Q_EMIT opened(m_first);
        return;
    }
    const DemoNetworkAddresses::Application application = m_waiting.takeFirst();
    Profile profile;
    profile.networkName = tr("Demo network");
    profile.appId = application.appId;
    profile.connection = m_addresses.connection;
    profile.usesToken = application.credentials.kind() == Credentials::Kind::Token;
    profile.secretPlace = SecretPlace::Session; // another one at each start
    profile.isBuiltIn = true;
    const auto added = m_sessions.addBuiltIn(profile, application.credentials);
    whenFinished<ApplicationSession *>(this, added, [this](Future<ApplicationSession *> answer) {
        const Result<ApplicationSession *> session = resultOf<ApplicationSession *>(answer);
        if (!session)
            return end(session.error());
        if (m_first.isNull())
            m_first = (*session)->profile().id;
        openNext();
    });
}

void BuiltInNetwork::end(const Failure &failure)
{
    m_isStarting = false;
    m_waiting.clear();
    Q_EMIT failed(failure);
}

} // namespace thingsdesk
