// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/connectioncheck.h"

#include "core/futures.h"
#include "network/brokertrial.h"
#include "network/channelsecurity.h"
#include "network/handlerclient.h"

#include <QElapsedTimer>

namespace thingsdesk {

namespace {

using Id = CheckStep::Id;
using Cause = Failure::Cause;

QString encryptionNote(const ProbeReport &report)
{
    if (report.protocol.isEmpty())
        return QStringLiteral("plain text");
    return QStringLiteral("%1, certificate %2…, valid until %3")
        .arg(report.protocol, QString::fromLatin1(report.fingerprint.toHex().left(16)),
             report.certificateExpiry.toString(u"yyyy-MM-dd"));
}

QString rightsNote(const KeyRights &rights)
{
    const auto word = [](const QString &name, const std::optional<bool> &may) {
        return name + (!may ? QStringLiteral(": unknown") : *may ? QStringLiteral(": yes") : QStringLiteral(": no"));
    };
    return (QStringList() << word(QStringLiteral("settings"), rights.settings)
                          << word(QStringLiteral("devices"), rights.devices))
        .join(QStringLiteral(", "));
}

/// Whether a call that needs a right showed that the key has it.
template <class T>
std::optional<bool> rightShownBy(const Result<T> &result)
{
    if (result)
        return true;
    if (result.error().cause == Cause::RightMissing)
        return false;
    // The handler looks for the application only after it has looked at the rights.
    if (result.error().cause == Cause::ApplicationNotRegistered)
        return true;
    return std::nullopt;
}

} // namespace

QString checkStepName(CheckStep::Id id)
{
    switch (id) {
    case Id::DiscoveryReached:
        return QStringLiteral("discovery reached");
    case Id::CertificateTrusted:
        return QStringLiteral("certificate trusted");
    case Id::HandlerFound:
        return QStringLiteral("handler found");
    case Id::HandlerReached:
        return QStringLiteral("handler reached");
    case Id::KeyAccepted:
        return QStringLiteral("key accepted");
    case Id::BrokerReached:
        return QStringLiteral("broker reached");
    case Id::BrokerAcceptedKey:
        return QStringLiteral("broker accepted the key");
    case Id::Subscribed:
        return QStringLiteral("subscribed");
    }
    return {};
}

class ConnectionCheck::Private final
{
public:
    Private(ConnectionCheck *check, AppId appId, Credentials credentials, ConnectionSettings with,
            NetworkThread &thread)
        : q(check)
        , settings(std::move(with))
        , network(thread)
        , session(std::move(appId), std::move(credentials), settings, thread)
    {
    }

    void begin(Id id)
    {
        current = id;
        clock.start();
    }

    void pass(const QString &note)
    {
        Q_EMIT q->stepFinished({current, true, false, std::chrono::milliseconds(clock.elapsed()), note, {}});
    }

    void miss(const Failure &failure)
    {
        allOk = false;
        Q_EMIT q->stepFinished({current, false, false, std::chrono::milliseconds(clock.elapsed()), {}, failure});
    }

    void skip(Id id, const QString &note) const { Q_EMIT q->stepFinished({id, true, true, {}, note, {}}); }

    void end()
    {
        if (std::exchange(ended, true))
            return;
        Q_EMIT q->finished(allOk);
    }

    /// Goes on with what `future` gives; a Failure ends the check at the step under way.
    template <class T, class Next>
    void afterwards(Future<T> future, Next next)
    {
        whenStopped = [future]() mutable { future.cancel(); };
        whenFinished<T>(q, future, [this, next = std::move(next)](Future<T> finished) mutable {
            if (ended)
                return;
            Result<T> result = resultOf<T>(finished);
            next(std::move(result));
        });
    }

    void reachDiscovery()
    {
        if (!settings.handlerAddress.isEmpty() && !settings.mqttAddress.isEmpty()) {
            const QString note = QStringLiteral("not needed: both addresses are given");
            for (const Id id : {Id::DiscoveryReached, Id::CertificateTrusted, Id::HandlerFound})
                skip(id, note);
            return findHandler(true);
        }
        begin(Id::DiscoveryReached);
        const QString address = settings.discoveryAddress.isEmpty() ? QString::fromLatin1(publicDiscoveryAddress)
                                                                    : settings.discoveryAddress;
        const Result<Endpoint> server = Endpoint::parse(address, discoveryPort, QStringLiteral("Discovery address"));
        if (!server)
            return miss(server.error()), end();
        afterwards(probeEndpoint({*server, false, {}, false}), [this, server = *server](Result<ProbeReport> report) {
            if (!report)
                return miss(report.error()), end();
            pass(QStringLiteral("%1 (%2)").arg(server.toString(), report->address));
            trustDiscovery(server);
        });
    }

    void trustDiscovery(const Endpoint &server)
    {
        begin(Id::CertificateTrusted);
        afterwards(probeEndpoint({server, true, settings.discoveryCa, false}),
                   [this, server](Result<ProbeReport> report) {
                       if (!report && report.error().cause == Cause::NotTls) {
                           const Result<void> allowed = checkPlaintextAllowed(server, settings.allowPlaintext);
                           if (!allowed)
                               return miss(allowed.error()), end();
                           pass(QStringLiteral("plain text, as allowed"));
                       } else if (!report) {
                           return miss(report.error()), end();
                       } else {
                           pass(encryptionNote(*report));
                       }
                       findHandler(false);
                   });
    }

    void findHandler(bool silent)
    {
        begin(Id::HandlerFound);
        afterwards(session.announcement(), [this, silent](Result<Announcement> found) {
            if (!found)
                return miss(found.error()), end();
            if (!silent)
                pass(QStringLiteral("%1 at %2").arg(found->id, found->netAddress));
            reachHandler(*found);
        });
    }

    void reachHandler(const Announcement &found)
    {
        begin(Id::HandlerReached);
        const Result<Endpoint> server = endpointOfNetAddress(found.netAddress, handlerPort);
        if (!server)
            return miss(server.error()), end();
        const ProbeRequest request{*server, true, found.certificate, !found.certificate.isEmpty()};
        afterwards(probeEndpoint(request), [this, server = *server](Result<ProbeReport> report) {
            const bool plain = !report && report.error().cause == Cause::NotTls;
            if (plain) {
                if (const Result<void> allowed = checkPlaintextAllowed(server, settings.allowPlaintext); !allowed)
                    return miss(allowed.error()), end();
            } else if (!report) {
                return miss(report.error()), end();
            }
            pass(server.toString() + QStringLiteral(", ") +
                 (plain ? QStringLiteral("plain text") : encryptionNote(*report)));
            tryKey();
        });
    }

    void tryKey()
    {
        begin(Id::KeyAccepted);
        afterwards(session.application(), [this](Result<ApplicationClient *> client) {
            if (!client)
                return miss(client.error()), end();
            trySettings(*client);
        });
    }

    void trySettings(ApplicationClient *client)
    {
        afterwards(client->application(), [this, client](const Result<Application> &application) {
            rights.settings = rightShownBy(application);
            if (!rights.settings)
                return miss(application.error()), end();
            afterwards(client->devices(1, 0), [this, application](const Result<DevicePage> &page) {
                rights.devices = rightShownBy(page);
                const bool missing = !application && application.error().cause == Cause::ApplicationNotRegistered;
                if (missing)
                    miss(application.error());
                else
                    pass(rightsNote(rights));
                reachBroker();
            });
        });
    }

    void reachBroker()
    {
        begin(Id::BrokerReached);
        afterwards(session.mqttSettings(), [this](const Result<MqttSettings> &mqtt) {
            if (!mqtt)
                return miss(mqtt.error()), end();
            afterwards(probeEndpoint({mqtt->broker, mqtt->tls, mqtt->caCertificates, false}),
                       [this, mqtt = *mqtt](const Result<ProbeReport> &report) {
                           if (!report)
                               return miss(report.error()), end();
                           pass(mqtt.broker.toString() + QStringLiteral(", ") + encryptionNote(*report));
                           tryBroker(mqtt);
                       });
        });
    }

    void tryBroker(const MqttSettings &mqtt)
    {
        begin(Id::BrokerAcceptedKey);
        auto *trial = new BrokerTrial(mqtt);
        trial->moveToThread(&network.thread());
        QObject::connect(&network.thread(), &QThread::finished, trial, &QObject::deleteLater);
        QObject::connect(trial, &BrokerTrial::loggedIn, q, [this] {
            pass({});
            begin(Id::Subscribed);
        });
        QObject::connect(trial, &BrokerTrial::failed, q, [this](const Failure &failure) {
            std::exchange(whenStopped, {})();
            miss(failure);
            end();
        });
        QObject::connect(trial, &BrokerTrial::finished, q,
                         [this](std::optional<bool> mayRead, std::optional<bool> mayWrite) {
                             std::exchange(whenStopped, {})();
                             finishSubscribed(mayRead, mayWrite);
                         });
        whenStopped = [trial] { trial->deleteLater(); };
        QMetaObject::invokeMethod(trial, &BrokerTrial::start, Qt::QueuedConnection);
    }

    void finishSubscribed(std::optional<bool> mayRead, std::optional<bool> mayWrite)
    {
        rights.readUplinks = mayRead;
        rights.sendDownlinks = mayWrite;
        if (mayRead.value_or(false)) {
            pass(QStringLiteral("read uplinks: yes, send downlinks: %1")
                     .arg(!mayWrite   ? QStringLiteral("unknown")
                          : *mayWrite ? QStringLiteral("yes")
                                      : QStringLiteral("no")));
        } else {
            miss({Failure::Kind::Permanent,
                  Cause::RightMissing,
                  QStringLiteral(
                      "The key may not read the messages of application \"%1\": the right \"messages:up:r\" is "
                      "missing. Use a key that has it.")
                      .arg(session.appId().toString()),
                  {}});
        }
        end();
    }

    ConnectionCheck *const q;
    const ConnectionSettings settings;
    NetworkThread &network;
    HandlerClient session;
    KeyRights rights;
    QElapsedTimer clock;
    Id current = Id::DiscoveryReached;
    std::function<void()> whenStopped;
    bool allOk = true;
    bool ended = false;
};

ConnectionCheck::ConnectionCheck(AppId appId, Credentials credentials, ConnectionSettings settings,
                                 NetworkThread &network, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(appId), std::move(credentials), std::move(settings), network))
{
}

ConnectionCheck::~ConnectionCheck()
{
    d->ended = true;
    if (d->whenStopped)
        d->whenStopped();
}

void ConnectionCheck::run()
{
    d->reachDiscovery();
}

void ConnectionCheck::cancel()
{
    if (d->ended)
        return;
    d->allOk = false;
    if (d->whenStopped)
        d->whenStopped();
    d->end();
}

KeyRights ConnectionCheck::rights() const
{
    return d->rights;
}

} // namespace thingsdesk
