// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "network/announcement.h"
#include "network/endpoint.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// Where a discovery server is, and how it may be spoken to.
struct DiscoverySettings
{
    Endpoint server;
    QByteArray caCertificates;   ///< PEM, besides the system's roots
    bool allowPlaintext = false; ///< if the server speaks no TLS; a loopback server needs no permission
};

/// Asks a discovery server who serves what. Calls are asynchronous, answered on the thread that made the client, and
/// can be cancelled; each has 30 s. Source: wire-v2 section 4; the V2 SDK's DiscoveryClient.
class DiscoveryClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiscoveryClient)
public:
    explicit DiscoveryClient(const DiscoverySettings &settings, QObject *parent = nullptr);
    ~DiscoveryClient() override;

    /// All announced "handler"s, "router"s or "broker"s. A component that was announced in the last minute may be
    /// missing; get() finds it. `limit` 0 = all.
    Future<QList<Announcement>> getAll(const QString &serviceName, quint64 limit = 0, quint64 offset = 0);
    Future<Announcement> get(const QString &serviceName, const QString &id);
    /// The handler where an application is registered; ApplicationNotFound where none is.
    Future<Announcement> getByAppId(const AppId &appId);
    /// The router that a gateway is connected to.
    Future<Announcement> getByGatewayId(const QString &gatewayId);
    /// The handler of an AppEUI. In practice V2 announces none.
    Future<Announcement> getByAppEui(const AppEui &appEui);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
