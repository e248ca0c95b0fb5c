// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/discoveryclient.h"

#include "network/ttnv2/conversions.h"
#include "network/ttnv2/serverconnection.h"

#include <ttnv2/discovery.grpc.pb.h>

namespace thingsdesk {

using namespace ttnv2;

class DiscoveryClient::Private final
{
public:
    Private(const DiscoverySettings &settings, QObject *parent)
        : connection({settings.server, settings.caCertificates, false, settings.allowPlaintext}, parent)
    {
    }

    template <class Response, class Request>
    Future<Reply<Response>>
    call(void (discovery::Discovery::StubInterface::async_interface::*method)(grpc::ClientContext *, const Request *,
                                                                              Response *,
                                                                              std::function<void(grpc::Status)>),
         Request request, CallSetup setup)
    {
        setup.subject.server = connection.serverName();
        auto start = [this, method, request = std::move(request), setup](const std::shared_ptr<grpc::Channel> &channel,
                                                                         std::chrono::milliseconds remaining) {
            if (!stub)
                stub = discovery::Discovery::NewStub(channel);
            CallSetup bounded = setup;
            bounded.deadline = remaining;
            discovery::Discovery::StubInterface::async_interface *async = stub->async();
            return startCall<Response>(&connection, async, method, request, bounded);
        };
        return connection.call<Response>(std::move(start), {});
    }

    ServerConnection connection;
    std::unique_ptr<discovery::Discovery::Stub> stub;
};

namespace {

using AsyncDiscovery = discovery::Discovery::StubInterface::async_interface;

CallSetup about(const QString &what)
{
    CallSetup setup;
    setup.subject.what = what;
    return setup;
}

Future<Announcement> announcementOf(QObject *context, Future<Reply<discovery::Announcement>> reply)
{
    return mapped<Announcement>(context, std::move(reply),
                                [](const Reply<discovery::Announcement> &answer) { return fromProto(answer.message); });
}

} // namespace

DiscoveryClient::DiscoveryClient(const DiscoverySettings &settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(settings, nullptr))
{
}

DiscoveryClient::~DiscoveryClient() = default;

Future<QList<Announcement>> DiscoveryClient::getAll(const QString &serviceName, quint64 limit, quint64 offset)
{
    discovery::GetServiceRequest request;
    request.set_service_name(serviceName.toStdString());
    CallSetup setup = about(QStringLiteral("the services of kind \"%1\"").arg(serviceName));
    setup.limit = limit;
    setup.offset = offset;
    auto reply = d->call<discovery::AnnouncementsResponse>(&AsyncDiscovery::GetAll, request, setup);
    return mapped<QList<Announcement>>(this, std::move(reply), [](const auto &answer) {
        QList<Announcement> announcements;
        for (const discovery::Announcement &service : answer.message.services())
            announcements.append(fromProto(service));
        return announcements;
    });
}

Future<Announcement> DiscoveryClient::get(const QString &serviceName, const QString &id)
{
    discovery::GetRequest request;
    request.set_service_name(serviceName.toStdString());
    request.set_id(id.toStdString());
    const CallSetup setup = about(QStringLiteral("%1 \"%2\"").arg(serviceName, id));
    return announcementOf(this, d->call<discovery::Announcement>(&AsyncDiscovery::Get, request, setup));
}

Future<Announcement> DiscoveryClient::getByAppId(const AppId &appId)
{
    discovery::GetByAppIDRequest request;
    request.set_app_id(appId.toString().toStdString());
    const CallSetup setup = about(QStringLiteral("application \"%1\"").arg(appId.toString()));
    return announcementOf(this, d->call<discovery::Announcement>(&AsyncDiscovery::GetByAppID, request, setup));
}

Future<Announcement> DiscoveryClient::getByGatewayId(const QString &gatewayId)
{
    discovery::GetByGatewayIDRequest request;
    request.set_gateway_id(gatewayId.toStdString());
    const CallSetup setup = about(QStringLiteral("gateway \"%1\"").arg(gatewayId));
    return announcementOf(this, d->call<discovery::Announcement>(&AsyncDiscovery::GetByGatewayID, request, setup));
}

Future<Announcement> DiscoveryClient::getByAppEui(const AppEui &appEui)
{
    if (!appEui.isSet())
        return readyFuture<Announcement>(
            fail(Failure::invalidInput(AppEui::name(), QStringLiteral("must not be all zeros"))));
    discovery::GetByAppEUIRequest request;
    request.set_app_eui(appEui.toBytes().toStdString());
    const CallSetup setup = about(QStringLiteral("AppEUI %1").arg(appEui.toHex()));
    return announcementOf(this, d->call<discovery::Announcement>(&AsyncDiscovery::GetByAppEUI, request, setup));
}

} // namespace thingsdesk
