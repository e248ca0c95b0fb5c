// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsettings.h"
#include "core/identifiers.h"
#include "core/result.h"
#include "network/credentials.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// Where the built-in network is reached in this run, and its applications with their keys.
struct DemoNetworkAddresses
{
    struct Application
    {
        AppId appId;
        Credentials credentials;
        bool isRegistered = false;
    };
    ConnectionSettings connection;
    QList<Application> applications;
};

/// The built-in network as a process of its own (thingsdesk-sandbox), which ends with this object, however this program
/// ends. It is connected to as any network is: by discovery.
class DemoNetwork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoNetwork)
public:
    /// `directory` keeps its state; `program` empty = thingsdesk-sandbox beside this program.
    explicit DemoNetwork(QString directory, const QString &program = {}, QObject *parent = nullptr);
    ~DemoNetwork() override;

    /// Starts it; answered when it is ready. A second call gives the same answer.
    Future<DemoNetworkAddresses> start(const QStringList &moreArguments = {});
    bool isRunning() const;

Q_SIGNALS:
    /// It ended though nobody asked it to.
    void ended(const thingsdesk::Failure &failure);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
