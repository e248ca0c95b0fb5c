// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "sandbox/refusal.h"
#include "sandbox/state/statefile.h"

#include <ttnv2/discovery.pb.h>

#include <QMap>

namespace thingsdesk::sandbox {

/// What discovery knows: the network's components, which handler an application is registered with, which gateways the
/// router serves. Main thread.
class Directory final
{
    Q_DISABLE_COPY_MOVE(Directory)
public:
    static constexpr char handlerId[] = "sandbox-handler";
    static constexpr char routerId[] = "sandbox-router";
    static constexpr char brokerId[] = "sandbox-broker";

    explicit Directory(StateFile &state);

    /// Adds a component, or takes its new announcement. Its metadata is the directory's own.
    void announce(const discovery::Announcement &announcement);

    QList<discovery::Announcement> all(const QString &serviceName) const; ///< with metadata
    Reply<discovery::Announcement> get(const QString &serviceName, const QString &id) const;

    /// Without metadata.
    Reply<discovery::Announcement> byApplication(const QString &appId) const;
    Reply<discovery::Announcement> byGateway(const QString &gatewayId) const;
    Reply<discovery::Announcement> byAppEui(const AppEui &appEui) const;

    void registerApplication(const QString &appId, const QString &handler);
    void unregisterApplication(const QString &appId);
    void gatewayHeard(const QString &gatewayId) { m_gateways.insert(gatewayId); }

private:
    using Name = QPair<QString, QString>; // service, ID

    discovery::Announcement withMetadata(const discovery::Announcement &announcement) const;
    Reply<discovery::Announcement> bare(const QString &serviceName, const QString &id) const;

    StateFile &m_state;
    QMap<Name, discovery::Announcement> m_components;
    QMap<QString, QString> m_applications; ///< handler ID by AppID
    QSet<QString> m_gateways;
};

} // namespace thingsdesk::sandbox
