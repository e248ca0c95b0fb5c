// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/discoverycalls.h"

#include "sandbox/gotexts.h"
#include "sandbox/rpc/unmarshal.h"
#include "sandbox/state/wiredevice.h"

#include <google/protobuf/empty.pb.h>

namespace thingsdesk::sandbox {

namespace {

constexpr char servicePath[] = "/discovery.Discovery/";

void answerWith(const CallPointer &call, const Reply<discovery::Announcement> &found)
{
    if (found)
        call->answer(*found);
    else
        call->refuse(found.error());
}

Refusal denied(const QByteArray &why)
{
    return Refusal::denied("Discovery:" + why);
}

} // namespace

DiscoveryCalls::DiscoveryCalls(RpcServer &server, const Gate &gate, Directory &directory)
    : m_gate(gate)
    , m_directory(directory)
{
    addReading(server);
    for (const bool adds : {true, false}) {
        addMethod<discovery::MetadataRequest>(
            server, QByteArray(servicePath) + (adds ? "AddMetadata" : "DeleteMetadata"),
            [this, adds](const CallPointer &call, const auto &request) { editMetadata(call, request, adds); });
    }
    addMethod<discovery::Announcement>(
        server, QByteArray(servicePath) + "Announce",
        [this](const CallPointer &call, const discovery::Announcement &announcement) { announce(call, announcement); });
}

void DiscoveryCalls::addReading(RpcServer &server)
{
    addMethod<discovery::GetServiceRequest>(
        server, QByteArray(servicePath) + "GetAll",
        [this](const CallPointer &call, const auto &request) { getAll(call, request); });
    addMethod<discovery::GetRequest>(
        server, QByteArray(servicePath) + "Get", [this](const CallPointer &call, const auto &request) {
            answerWith(call, m_directory.get(textOf(request.service_name()), textOf(request.id())));
        });
    addMethod<discovery::GetByAppIDRequest>(server, QByteArray(servicePath) + "GetByAppID",
                                            [this](const CallPointer &call, const auto &request) {
                                                answerWith(call, m_directory.byApplication(textOf(request.app_id())));
                                            });
    addMethod<discovery::GetByGatewayIDRequest>(
        server, QByteArray(servicePath) + "GetByGatewayID", [this](const CallPointer &call, const auto &request) {
            answerWith(call, m_directory.byGateway(textOf(request.gateway_id())));
        });
    addMethod<discovery::GetByAppEUIRequest>(
        server, QByteArray(servicePath) + "GetByAppEUI", [this](const CallPointer &call, const auto &request) {
            const auto eui = AppEui::fromBytes(QByteArray::fromStdString(request.app_eui()));
            answerWith(call, m_directory.byAppEui(eui ? *eui : AppEui()));
        });
}

void DiscoveryCalls::getAll(const CallPointer &call, const discovery::GetServiceRequest &request) const
{
    const auto number = [&call](const QByteArray &key) {
        const auto text = call->metadata(key);
        return text ? parseUnsigned(*text) : Reply<quint64>(0);
    };
    const Reply<quint64> limit = number("limit");
    const Reply<quint64> offset = number("offset");
    if (!limit || !offset)
        return call->refuse(limit ? offset.error() : limit.error());
    const QList<discovery::Announcement> all = m_directory.all(textOf(request.service_name()));
    discovery::AnnouncementsResponse reply;
    for (quint64 i = *offset; i < quint64(all.size()) && (*limit == 0 || i - *offset < *limit); ++i)
        *reply.add_services() = all[qsizetype(i)];
    call->answer(reply);
}

Reply<void> DiscoveryCalls::mayEdit(const Call &call, const discovery::MetadataRequest &request) const
{
    const Reply<Caller> caller = m_gate.callerByToken(call);
    if (!caller)
        return refuse(caller.error());
    const discovery::Metadata &metadata = request.metadata();
    if (metadata.metadata_case() == discovery::Metadata::METADATA_NOT_SET)
        return refuse(denied("Unknown Metadata type"));
    if (metadata.has_app_eui())
        return refuse(denied("Can not announce AppEUIs at this time"));
    if (!metadata.has_app_id())
        return refuse(denied("Only components can announce this"));
    if (request.service_name() != "handler")
        return refuse(denied("Announcement service type should be \"handler\""));
    if (!caller->may(AppId::fromServer(textOf(metadata.app_id())), right::deletion))
        return refuse(
            denied("No \"delete\" rights to Application \"" + QByteArray::fromStdString(metadata.app_id()) + '"'));
    return {};
}

void DiscoveryCalls::editMetadata(const CallPointer &call, const discovery::MetadataRequest &request, bool add)
{
    if (const auto allowed = mayEdit(*call, request); !allowed)
        return call->refuse(allowed.error());
    const QString appId = textOf(request.metadata().app_id());
    // Seen: nobody looks whether there is such a handler.
    if (add)
        m_directory.registerApplication(appId, textOf(request.id()));
    else
        m_directory.unregisterApplication(appId);
    call->answer(google::protobuf::Empty());
}

void DiscoveryCalls::announce(const CallPointer &call, const discovery::Announcement &announcement)
{
    const Reply<Caller> caller = m_gate.callerByToken(*call);
    if (!caller)
        return call->refuse(caller.error());
    if (caller->subject != textOf(announcement.id()))
        return call->refuse(denied("Token subject " + caller->subject.toUtf8() +
                                   " does not correspond with announcement ID " +
                                   QByteArray::fromStdString(announcement.id())));
    m_directory.announce(announcement);
    call->answer(google::protobuf::Empty());
}

} // namespace thingsdesk::sandbox
