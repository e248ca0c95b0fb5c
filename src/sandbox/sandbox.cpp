// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandbox.h"

#include "sandbox/broker/authfile.h"
#include "sandbox/broker/brokerprocess.h"
#include "sandbox/broker/mqttlink.h"
#include "sandbox/firststart.h"
#include "sandbox/radio/radionetwork.h"
#include "sandbox/randomness.h"
#include "sandbox/residents.h"
#include "sandbox/rpc/applicationcalls.h"
#include "sandbox/rpc/devicecalls.h"
#include "sandbox/rpc/discoverycalls.h"
#include "sandbox/rpc/dryruncalls.h"
#include "sandbox/rpc/infocalls.h"

#include <QDir>
#include <QLockFile>

namespace thingsdesk::sandbox {

namespace {

constexpr int startMilliseconds = 20'000;
constexpr qint64 tokenSeconds = 3600;

Failure permanent(const QString &text, const QString &detail = {})
{
    return {Failure::Kind::Permanent, Failure::Cause::Other, text, detail};
}

Result<void> makeDirectory(const QString &path)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (QDir().mkpath(path) && QFile::setPermissions(path, ownerOnly))
        return {};
    return fail(permanent(QStringLiteral("The directory %1 cannot be made or used.").arg(path)));
}

QString localAddress(quint16 port)
{
    return QStringLiteral("localhost:%1").arg(port);
}

QList<AppId> withKeys(const Sandbox::Settings &settings)
{
    QList<AppId> ids = knownApplications();
    for (const QString &appId : settings.applications)
        ids.append(AppId::fromServer(appId));
    return ids;
}

/// Everything that stands on the opened files, in the order in which it leans on what came before.
struct Network
{
    Network(StateFile &state, std::unique_ptr<Tokens> signer, const Certificates &identities,
            const Sandbox::Settings &settings)
        : certificates(identities)
        , tokens(std::move(signer))
        , accounts(state, withKeys(settings))
        , directory(state)
        , functions(std::make_unique<FunctionRunner>(settings.workerProgram))
    {
        if (settings.faults)
            faults.enableAll();
        QObject::connect(&uplinks, &UplinkPath::gatewayHeard, &uplinks,
                         [this](const QString &gatewayId) { directory.gatewayHeard(gatewayId); });
        QObject::connect(&link, &MqttLink::downlinkReceived, &downlinks,
                         [this](const QString &appId, const QString &devId, const QByteArray &json) {
                             downlinks.schedule(AppId::fromServer(appId), DevId::fromServer(devId), json);
                         });
        addHealthCall(handlerServer);
        addHealthCall(discoveryServer);
        addAddressCalls(handlerServer);
        addStatusCall(handlerServer, gate, {uplinks.rate(), downlinks.rate(), joins.rate()});
    }

    HandlerParts handlerParts(StateKeeper &keeper)
    {
        return {handlerServer, gate, registry, keeper, directory, events, uplinks, *functions, faults};
    }

    Certificates certificates;
    std::unique_ptr<Tokens> tokens;
    Accounts accounts;
    Directory directory;
    Registry registry;
    Faults faults;
    MqttLink link;
    EventPublisher events{link, faults};
    std::unique_ptr<FunctionRunner> functions;
    DownlinkPath downlinks{registry, events, *functions};
    UplinkPath uplinks{{registry, events, downlinks, *functions, faults}};
    JoinServer joins{registry, accounts, events};
    RadioNetwork radio{uplinks, joins};
    Gate gate{accounts, *tokens};
    RpcServer discoveryServer;
    RpcServer handlerServer;
    BrokerProcess broker;
};

} // namespace

class Sandbox::Private
{
public:
    explicit Private(const Settings &chosen)
        : settings(chosen)
        , lock(chosen.directory + QStringLiteral("/lock"))
    {
    }

    Result<void> open();
    Result<void> listen();
    Result<void> startBroker();
    void announce() const;

    QString path(const QString &name) const { return QDir(settings.directory).filePath(name); }
    quint16 lastPort(const QString &name) const { return quint16(state.setting(name).toUInt()); }

    Settings settings;
    QLockFile lock;
    StateFile state;
    std::unique_ptr<Network> network;
    std::unique_ptr<StateKeeper> keeper;
    std::unique_ptr<ApplicationCalls> applicationCalls;
    std::unique_ptr<DeviceCalls> deviceCalls;
    std::unique_ptr<DryRunCalls> dryRunCalls;
    std::unique_ptr<DiscoveryCalls> discoveryCalls;
    std::unique_ptr<Residents> residents;
    QTimer patience;
    int earlyDeaths = 0;
    quint16 discoveryPort = 0;
    quint16 handlerPort = 0;
    bool isReady = false;
};

Result<void> Sandbox::Private::open()
{
    if (auto made = makeDirectory(settings.directory); !made)
        return made;
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        return fail(permanent(QStringLiteral("A network runs in the directory %1 already. Stop it, or choose another "
                                             "directory with --dir.")
                                  .arg(settings.directory)));
    if (auto opened = state.open(path(QStringLiteral("state.sqlite"))); !opened)
        return opened;
    auto identities = Certificates::inDirectory(settings.directory);
    if (!identities)
        return fail(identities.error());
    auto tokens = Tokens::inDirectory(settings.directory);
    if (!tokens)
        return fail(tokens.error());
    network = std::make_unique<Network>(state, std::move(*tokens), *identities, settings);
    state.load(network->registry);
    registerFirstApplications(network->registry, network->directory, network->accounts);
    keeper = std::make_unique<StateKeeper>(network->registry, state);
    keeper->saveNow();
    const HandlerParts parts = network->handlerParts(*keeper);
    applicationCalls = std::make_unique<ApplicationCalls>(parts);
    deviceCalls = std::make_unique<DeviceCalls>(parts);
    dryRunCalls = std::make_unique<DryRunCalls>(network->handlerServer, *network->functions);
    residents = std::make_unique<Residents>(network->radio, network->registry, state);
    discoveryCalls = std::make_unique<DiscoveryCalls>(network->discoveryServer, network->gate, network->directory);
    return {};
}

Result<void> Sandbox::Private::listen()
{
    const QString discoveryName = QStringLiteral("discovery-port");
    const QString handlerName = QStringLiteral("handler-port");
    RpcServer &discovery = network->discoveryServer;
    const KeyPair &identity = network->certificates.discovery;
    const auto discoveryBound = settings.discoveryPort != 0
                                    ? discovery.listen(settings.discoveryPort, identity)
                                    : discovery.listenPreferring(lastPort(discoveryName), identity);
    if (!discoveryBound)
        return fail(discoveryBound.error());
    const auto handlerBound =
        network->handlerServer.listenPreferring(lastPort(handlerName), network->certificates.handler);
    if (!handlerBound)
        return fail(handlerBound.error());
    discoveryPort = *discoveryBound;
    handlerPort = *handlerBound;
    state.setSetting(discoveryName, QString::number(discoveryPort));
    state.setSetting(handlerName, QString::number(handlerPort));
    return {};
}

Result<void> Sandbox::Private::startBroker()
{
    const QString plainName = QStringLiteral("mqtt-port");
    const QString tlsName = QStringLiteral("mqtts-port");
    const Secret password(randomText(43));
    BrokerProcess::Settings chosen;
    chosen.directory = settings.directory;
    chosen.authFile = path(QStringLiteral("broker-auth"));
    chosen.identity = network->certificates.mqtt;
    chosen.authority = network->certificates.authority;
    chosen.plainPort = lastPort(plainName);
    chosen.tlsPort = lastPort(tlsName);
    if (auto written = writeAuthFile(chosen.authFile, network->accounts.keys(), password); !written)
        return written;
    BrokerProcess &broker = network->broker;
    QObject::connect(&broker, &BrokerProcess::listening, &network->link, [this, password, first = true]() mutable {
        if (std::exchange(first, false))
            network->link.connectTo(network->broker.plainPort(), password);
    });
    if (auto started = broker.start(chosen); !started)
        return started;
    state.setSetting(plainName, QString::number(broker.plainPort()));
    state.setSetting(tlsName, QString::number(broker.tlsPort()));
    return {};
}

void Sandbox::Private::announce() const
{
    discovery::Announcement announcement;
    announcement.set_service_version("2.x.x-thingsdesk-" THINGSDESK_VERSION);
    announcement.set_net_address(localAddress(handlerPort).toStdString());
    announcement.set_certificate(network->certificates.handler.certificate.toStdString());
    const PrivateKey key = privateKeyFromPem(network->certificates.handler.privateKey);
    announcement.set_public_key(publicKeyPem(key.get()).toStdString());
    // One process is all three; router and broker have no calls for clients.
    for (const auto &[service, id] :
         {std::pair("router", Directory::routerId), std::pair("broker", Directory::brokerId),
          std::pair("handler", Directory::handlerId)}) {
        announcement.set_service_name(service);
        announcement.set_id(id);
        announcement.set_description(std::string("Thingsdesk's built-in network, ") + service);
        if (announcement.service_name() == "handler")
            announcement.set_mqtt_address(localAddress(network->broker.plainPort()).toStdString());
        network->directory.announce(announcement);
    }
}

Sandbox::Sandbox(const Settings &settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(settings))
{
    d->patience.setSingleShot(true);
    connect(&d->patience, &QTimer::timeout, this,
            [this] { Q_EMIT failed(permanent(QStringLiteral("The MQTT broker mosquitto did not answer in time."))); });
}

Sandbox::~Sandbox()
{
    if (!d->network)
        return;
    // Answers that are still to come find those who wait for them only while these live.
    d->residents.reset();
    d->network->functions.reset();
}

void Sandbox::start()
{
    Result<void> done = d->open();
    if (done)
        done = d->listen();
    if (done) {
        connect(&d->network->link, &MqttLink::ready, this, [this] {
            d->patience.stop();
            if (!std::exchange(d->isReady, true))
                Q_EMIT ready();
        });
        connect(&d->network->broker, &BrokerProcess::died, this, &Sandbox::onBrokerDied);
        connect(d->keeper.get(), &StateKeeper::failed, this,
                [this](const Failure &failure) { Q_EMIT noticed(failure.text + u' ' + failure.detail); });
        done = d->startBroker();
    }
    if (!done) {
        QMetaObject::invokeMethod(
            this, [this, failure = done.error()] { Q_EMIT failed(failure); }, Qt::QueuedConnection);
        return;
    }
    d->announce();
    d->patience.start(startMilliseconds);
}

void Sandbox::onBrokerDied(const QString &lastWords)
{
    if (d->isReady)
        return Q_EMIT noticed(QStringLiteral("The MQTT broker died and is started again. ") + lastWords);
    // A port may have been taken between our look and its start; what fails three times is no accident.
    if (++d->earlyDeaths < 3)
        return;
    d->patience.stop();
    Q_EMIT failed(permanent(QStringLiteral("The MQTT broker mosquitto does not start."), lastWords));
}

SandboxAddresses Sandbox::addresses() const
{
    SandboxAddresses result;
    result.discovery = localAddress(d->discoveryPort);
    result.handler = localAddress(d->handlerPort);
    result.mqtt = localAddress(d->network->broker.plainPort());
    result.mqtts = localAddress(d->network->broker.tlsPort());
    result.authorityPath = d->network->certificates.authority.certificatePath;
    result.handlerCertificatePath = d->network->certificates.handler.certificatePath;
    QStringList appIds;
    for (const AppId &appId : knownApplications())
        appIds.append(appId.toString());
    QStringList others = d->network->accounts.keys().keys();
    others.sort();
    appIds.append(others);
    appIds.removeDuplicates();
    for (const QString &appId : std::as_const(appIds)) {
        SandboxAddresses::Application application;
        application.appId = appId;
        application.registered = d->network->registry.application(AppId::fromServer(appId)) != nullptr;
        for (const AccessKey &key : d->network->accounts.keys().value(application.appId))
            application.keys.append({key.key.expose(), key.rights});
        result.applications.append(application);
    }
    return result;
}

Result<QByteArray> Sandbox::makeToken(const QString &directory, const QString &appId, const QStringList &rights)
{
    if (auto made = makeDirectory(directory); !made)
        return fail(made.error());
    return Tokens::inDirectory(directory).map([&](const std::unique_ptr<Tokens> &tokens) {
        return tokens->sign(appId.isEmpty()
                                ? Tokens::operatorClaims(QString::fromLatin1(Directory::handlerId), tokenSeconds)
                                : Tokens::applicationClaims(appId, AppId::fromServer(appId), rights, tokenSeconds));
    });
}

Air &Sandbox::air()
{
    return d->network->radio;
}
Registry &Sandbox::registry()
{
    return d->network->registry;
}
StateKeeper &Sandbox::state()
{
    return *d->keeper;
}

Residents &Sandbox::residents()
{
    return *d->residents;
}

} // namespace thingsdesk::sandbox
