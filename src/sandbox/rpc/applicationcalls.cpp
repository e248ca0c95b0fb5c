// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/applicationcalls.h"

#include "sandbox/state/wiredevice.h"

#include <google/protobuf/empty.pb.h>

namespace thingsdesk::sandbox {

namespace {

constexpr char servicePath[] = "/handler.ApplicationManager/";

Refusal unknownApplication(const AppId &appId)
{
    return Refusal::notFound("handler:application:" + appId.toString().toUtf8());
}

/// Seen: who may not see the key gets its secret half.
QByteArray masked(const QByteArray &key)
{
    const qsizetype dot = key.indexOf('.');
    if (key.isEmpty())
        return {};
    return dot < 0 ? QByteArray("...") : key.mid(dot + 1) + ".<...>";
}

} // namespace

ApplicationCalls::ApplicationCalls(const HandlerParts &parts)
    : m_parts(parts)
{
    const auto add = [this](const QByteArray &name, auto method) {
        addMethod<Identifier>(
            m_parts.server, QByteArray(servicePath) + name,
            [this, method](const CallPointer &call, const Identifier &request) { (this->*method)(call, request); });
    };
    add("RegisterApplication", &ApplicationCalls::registerApplication);
    add("GetApplication", &ApplicationCalls::getApplication);
    add("DeleteApplication", &ApplicationCalls::deleteApplication);
    addMethod<handler::Application>(
        m_parts.server, QByteArray(servicePath) + "SetApplication",
        [this](const CallPointer &call, const handler::Application &request) { setApplication(call, request); });
}

void ApplicationCalls::registerApplication(const CallPointer &call, const Identifier &request)
{
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    if (const auto good = checkTextId("AppID", appId.toString()); !good)
        return call->refuse(good.error().within("Invalid Application Identifier"));
    m_parts.gate.enter(call, appId, right::settings, [=, this](const Caller &caller) {
        if (m_parts.registry.application(appId))
            return call->refuse({Refusal::Code::AlreadyExists, "Application already exists"});
        m_parts.registry.addApplication(appId);
        m_parts.faults.registrationDelay.registered(appId);
        m_parts.state.saveNow();
        // Discovery wants the right `delete` for this; without it the handler only logs that it failed.
        if (caller.may(appId, right::deletion))
            m_parts.directory.registerApplication(appId.toString(), QString::fromLatin1(Directory::handlerId));
        call->answer(google::protobuf::Empty());
    });
}

void ApplicationCalls::getApplication(const CallPointer &call, const Identifier &request)
{
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    if (const auto good = checkTextId("AppID", appId.toString()); !good)
        return call->refuse(Refusal::invalid("Application Identifier", good.error().text));
    m_parts.gate.enter(call, appId, right::settings, [=, this](const Caller &caller) {
        const ApplicationRecord *record = m_parts.registry.application(appId);
        if (!record)
            return call->refuse(unknownApplication(appId));
        const Application &settings = record->settings;
        handler::Application reply;
        reply.set_app_id(appId.toString().toStdString());
        reply.set_payload_format(settings.formatName.toStdString());
        reply.set_decoder(settings.functions.decoder.toStdString());
        reply.set_converter(settings.functions.converter.toStdString());
        reply.set_validator(settings.functions.validator.toStdString());
        reply.set_encoder(settings.functions.encoder.toStdString());
        const QByteArray &key = settings.onJoinKey.expose();
        reply.set_register_on_join_access_key((caller.may(appId, right::devices) ? key : masked(key)).toStdString());
        call->answer(reply);
    });
}

void ApplicationCalls::setApplication(const CallPointer &call, const handler::Application &request)
{
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    if (const auto good = checkTextId("AppID", appId.toString()); !good)
        return call->refuse(good.error().within("Invalid Application"));
    m_parts.gate.enter(call, appId, right::settings, [=, this](const Caller &caller) {
        ApplicationRecord *record = m_parts.registry.application(appId);
        if (!record)
            return call->refuse(unknownApplication(appId));
        Application &settings = record->settings;
        settings.functions = {textOf(request.decoder()), textOf(request.converter()), textOf(request.validator()),
                              textOf(request.encoder())};
        settings.formatName = textOf(request.payload_format());
        if (settings.formatName.isEmpty() && settings.functions != PayloadFunctions())
            settings.formatName = payloadFormatName(PayloadFormat::Custom);
        settings.format = payloadFormatFromName(settings.formatName);
        if (caller.may(appId, right::devices))
            settings.onJoinKey = Secret(QByteArray::fromStdString(request.register_on_join_access_key()));
        m_parts.registry.markChanged(appId);
        m_parts.state.saveNow();
        call->answer(google::protobuf::Empty());
    });
}

void ApplicationCalls::deleteApplication(const CallPointer &call, const Identifier &request)
{
    const AppId appId = AppId::fromServer(textOf(request.app_id()));
    if (const auto good = checkTextId("AppID", appId.toString()); !good)
        return call->refuse(good.error().within("Invalid Application Identifier"));
    m_parts.gate.enter(call, appId, right::deletion, [=, this](const Caller &caller) {
        const ApplicationRecord *record = m_parts.registry.application(appId);
        if (!record)
            return call->refuse(unknownApplication(appId));
        // Each device is deleted with the caller's own rights first.
        if (!record->devices.empty() && !caller.may(appId, right::devices))
            return call->refuse(
                Refusal::denied("No \"devices\" rights to Application \"" + appId.toString().toUtf8() + '"')
                    .within("permission denied: NetworkServer did not delete device")
                    .within("Broker did not delete device"));
        m_parts.registry.removeApplication(appId);
        m_parts.state.saveNow();
        m_parts.directory.unregisterApplication(appId.toString());
        call->answer(google::protobuf::Empty());
    });
}

} // namespace thingsdesk::sandbox
