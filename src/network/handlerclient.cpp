// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/handlerclient.h"

#include "core/futures.h"
#include "network/channelsecurity.h"
#include "network/discoveryclient.h"

namespace thingsdesk {

class HandlerClient::Private final
{
public:
    Private(AppId id, Credentials proof, ConnectionSettings with, NetworkThread &thread)
        : appId(std::move(id))
        , credentials(std::move(proof))
        , settings(std::move(with))
        , network(thread)
    {
    }

    Result<DiscoveryClient *> discoveryClient()
    {
        if (!discovery) {
            const QString address = settings.discoveryAddress.isEmpty() ? QString::fromLatin1(publicDiscoveryAddress)
                                                                        : settings.discoveryAddress;
            const Result<Endpoint> server =
                Endpoint::parse(address, discoveryPort, QStringLiteral("Discovery address"));
            if (!server)
                return fail(server.error());
            discovery = std::make_unique<DiscoveryClient>(
                DiscoverySettings{*server, settings.discoveryCa, settings.allowPlaintext});
        }
        return discovery.get();
    }

    /// The announcement as the user's own addresses change it.
    Announcement withOwnAddresses(Announcement found) const
    {
        if (!settings.handlerAddress.isEmpty()) {
            found.netAddress = settings.handlerAddress;
            found.certificate = settings.handlerCertificate;
        }
        if (!settings.mqttAddress.isEmpty())
            found.mqttAddress = settings.mqttAddress;
        return found;
    }

    Result<HandlerEndpoint> handlerEndpoint(const Announcement &found) const
    {
        return endpointOfNetAddress(found.netAddress, handlerPort).map([&](const Endpoint &server) {
            return HandlerEndpoint{server, found.certificate, settings.allowPlaintext};
        });
    }

    Result<MqttSettings> mqttSettings(const Announcement &found) const
    {
        if (found.mqttAddress.trimmed().isEmpty())
            return fail({Failure::Kind::Permanent,
                         Failure::Cause::NotFound,
                         QStringLiteral("The handler of application \"%1\" announces no MQTT broker. Give the broker's "
                                        "address.")
                             .arg(appId.toString()),
                         {}});
        const Result<BrokerEndpoints> endpoints = endpointsOfMqttAddress(found.mqttAddress);
        if (!endpoints)
            return fail(endpoints.error());
        MqttSettings mqtt;
        mqtt.appId = appId;
        mqtt.key = credentials.secret();
        mqtt.tls = endpoints->tls.has_value();
        mqtt.broker = mqtt.tls ? *endpoints->tls : *endpoints->plain;
        mqtt.caCertificates = settings.mqttCa;
        if (!mqtt.tls) {
            if (const Result<void> allowed = checkPlaintextAllowed(mqtt.broker, settings.allowPlaintext); !allowed)
                return fail(allowed.error());
        }
        return mqtt;
    }

    Future<ApplicationClient *> clientAt(const Announcement &found)
    {
        const Result<HandlerEndpoint> handler = handlerEndpoint(found);
        if (!handler)
            return readyFuture<ApplicationClient *>(fail(handler.error()));
        if (!application)
            application = std::make_unique<ApplicationClient>(appId, credentials, *handler);
        return readyFuture<ApplicationClient *>(application.get());
    }

    const AppId appId;
    const Credentials credentials;
    const ConnectionSettings settings;
    NetworkThread &network;
    std::unique_ptr<DiscoveryClient> discovery;
    std::optional<Announcement> announcement;
    std::unique_ptr<ApplicationClient> application;
    std::unique_ptr<MqttClient> data;
};

HandlerClient::HandlerClient(AppId appId, Credentials credentials, ConnectionSettings settings, NetworkThread &network,
                             QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(appId), std::move(credentials), std::move(settings), network))
{
}

HandlerClient::~HandlerClient() = default;

const AppId &HandlerClient::appId() const noexcept
{
    return d->appId;
}

Future<Announcement> HandlerClient::announcement()
{
    if (d->announcement)
        return readyFuture<Announcement>(*d->announcement);
    if (!d->settings.handlerAddress.isEmpty() && !d->settings.mqttAddress.isEmpty()) {
        d->announcement = d->withOwnAddresses({});
        return readyFuture<Announcement>(*d->announcement);
    }
    const Result<DiscoveryClient *> discovery = d->discoveryClient();
    if (!discovery)
        return readyFuture<Announcement>(fail(discovery.error()));
    return mapped<Announcement>(this, (*discovery)->getByAppId(d->appId), [this](const Announcement &found) {
        d->announcement = d->withOwnAddresses(found);
        return *d->announcement;
    });
}

Future<ApplicationClient *> HandlerClient::application()
{
    if (!d->settings.handlerAddress.isEmpty())
        return d->clientAt(d->withOwnAddresses({}));
    return andThen(this, announcement(), [this](const Announcement &found) { return d->clientAt(found); });
}

Future<ApplicationClient *> HandlerClient::applicationAt(const QString &handlerId)
{
    if (!d->settings.handlerAddress.isEmpty())
        return d->clientAt(d->withOwnAddresses({}));
    const Result<DiscoveryClient *> discovery = d->discoveryClient();
    if (!discovery)
        return readyFuture<ApplicationClient *>(fail(discovery.error()));
    return andThen(this, (*discovery)->get(QStringLiteral("handler"), handlerId),
                   [this](const Announcement &found) { return d->clientAt(found); });
}

Future<MqttSettings> HandlerClient::mqttSettings()
{
    if (!d->settings.mqttAddress.isEmpty())
        return readyFuture<MqttSettings>(d->mqttSettings(d->withOwnAddresses({})));
    return andThen(this, announcement(),
                   [this](const Announcement &found) { return readyFuture<MqttSettings>(d->mqttSettings(found)); });
}

Future<MqttClient *> HandlerClient::data()
{
    return mapped<MqttClient *>(this, mqttSettings(), [this](const MqttSettings &mqtt) {
        if (!d->data)
            d->data = std::make_unique<MqttClient>(mqtt, d->network);
        return d->data.get();
    });
}

} // namespace thingsdesk
