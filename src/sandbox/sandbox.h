// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sandbox/air.h"

#include <QObject>

#include <memory>

namespace thingsdesk::sandbox {

class Registry;
class Residents;
class StateKeeper;

/// Where a running network is reached, and by whom.
struct SandboxAddresses
{
    struct Key
    {
        QByteArray key;
        QStringList rights;
    };
    struct Application
    {
        QString appId;
        QList<Key> keys; ///< the first has all rights
        bool registered = false;
    };

    QString discovery; ///< host:port, like the next three
    QString handler;
    QString mqtt;          ///< plain
    QString mqtts;         ///< TLS
    QString authorityPath; ///< the certificate that discovery's and MQTT's are signed with
    QString handlerCertificatePath;
    QList<Application> applications;
};

/// A V2 network on this machine: discovery and handler over gRPC with TLS, a broker of its own, state that stays.
/// Main thread.
class Sandbox final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sandbox)
public:
    struct Settings
    {
        QString directory;         ///< is made, with mode 0700
        quint16 discoveryPort = 0; ///< 0: the last one if it is free, else any
        bool faults = false;       ///< the real stack's own faults
        QStringList applications;  ///< more AppIDs to make access keys for; a client registers them
        QString workerProgram;     ///< thingsdesk-payload; empty = beside this program
    };

    explicit Sandbox(const Settings &settings, QObject *parent = nullptr);
    ~Sandbox() override; ///< writes the state and stops the broker

    /// Starts everything; ready() or failed() follows.
    void start();

    SandboxAddresses addresses() const;

    /// A token of the directory's account server, valid for an hour; without an application, one for operators. Works
    /// without start().
    static Result<QByteArray> makeToken(const QString &directory, const QString &appId, const QStringList &rights);

    Air &air(); ///< after ready(), like the rest
    Registry &registry();
    StateKeeper &state();
    /// The virtual devices; asleep until they are started.
    Residents &residents();

Q_SIGNALS:
    void ready();
    void failed(const thingsdesk::Failure &failure);
    /// Something that an operator may want to know; holds no key.
    void noticed(const QString &text);

private:
    void onBrokerDied(const QString &lastWords);

    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk::sandbox
