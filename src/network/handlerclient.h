// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsettings.h"
#include "network/announcement.h"
#include "network/applicationclient.h"
#include "network/mqttclient.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// A session on one application: discovers its handler once, then gives its clients.
/// Source: the V2 SDK's HandlerClient; wire-v2 section 2 for the addresses.
class HandlerClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HandlerClient)
public:
    HandlerClient(AppId appId, Credentials credentials, ConnectionSettings settings, NetworkThread &network,
                  QObject *parent = nullptr);
    ~HandlerClient() override;

    const AppId &appId() const noexcept;

    /// The handler's announcement; asked once and kept. Where both addresses are given by hand, discovery is not asked.
    Future<Announcement> announcement();

    /// For settings and devices (the SDK's application()). Owned by the session; the same one each time.
    Future<ApplicationClient *> application();
    /// For live traffic (the SDK's data()); not started yet. Owned by the session; the same one each time. A session
    /// with a token has none where the broker takes only keys: the broker then refuses it.
    Future<MqttClient *> data();
    /// Where data() connects, and how.
    Future<MqttSettings> mqttSettings();

    /// For an application that no handler has yet, so that it can be registered: at the handler with this ID, or at the
    /// one whose address is given by hand.
    Future<ApplicationClient *> applicationAt(const QString &handlerId);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
