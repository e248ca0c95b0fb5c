// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsettings.h"
#include "core/identifiers.h"
#include "core/result.h"
#include "network/credentials.h"
#include "network/networkthread.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace thingsdesk {

/// One step of the connection check.
struct CheckStep
{
    enum class Id {
        DiscoveryReached,
        CertificateTrusted,
        HandlerFound,
        HandlerReached,
        KeyAccepted,
        BrokerReached,
        BrokerAcceptedKey,
        Subscribed,
    };

    Id id = Id::DiscoveryReached;
    bool ok = false;
    bool skipped = false; ///< not needed with these settings (an address given by hand), or not possible
    std::chrono::milliseconds time{0};
    QString note; ///< what was found: address, protocol, rights
    std::optional<Failure> failure;
};

/// Words that do not change, for scripts: "discovery reached", "certificate trusted", …
QString checkStepName(CheckStep::Id id);

/// What a key may do. A right is unknown where no harmless call tells.
struct KeyRights
{
    std::optional<bool> settings;
    std::optional<bool> devices;
    std::optional<bool> readUplinks;
    std::optional<bool> sendDownlinks;
};

/// Tries the way to an application step by step: discovery reached → certificate trusted → handler found → handler
/// reached → key accepted → broker reached → broker accepted the key → subscribed. It stops at the first step that
/// later ones need. Nothing is changed; the right to send downlinks is tried with a message to a device that cannot
/// exist.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionCheck)
public:
    ConnectionCheck(AppId appId, Credentials credentials, ConnectionSettings settings, NetworkThread &network,
                    QObject *parent = nullptr);
    ~ConnectionCheck() override;

    /// Starts; each step is told by `stepFinished`, the end by `finished`. Once only.
    void run();
    void cancel();
    KeyRights rights() const;

Q_SIGNALS:
    void stepFinished(const thingsdesk::CheckStep &step);
    void finished(bool allOk);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::CheckStep)
