// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/handlercalls.h"

namespace thingsdesk::ttnv2 {

namespace {

constexpr int callsPerSecond = 4;
constexpr std::chrono::milliseconds deleteDeadline{60'000};

using google::protobuf::Empty;

template <class Response>
Future<Response> messageOf(QObject *context, Future<Reply<Response>> reply)
{
    return mapped<Response>(context, std::move(reply),
                            [](Reply<Response> answer) { return std::move(answer.message); });
}

Future<void> done(QObject *context, Future<Reply<Empty>> reply)
{
    return andThen(context, std::move(reply), [](const Reply<Empty> &) { return readyFuture<void>({}); });
}

/// V2 answers a dry run with an error where a payload function failed (wire-v2 section 12).
bool isPayloadError(const grpc::Status &status)
{
    switch (status.error_code()) {
    case grpc::StatusCode::INVALID_ARGUMENT:
        return true;
    case grpc::StatusCode::INTERNAL:
        return status.error_message().rfind("Internal error: ", 0) == 0;
    case grpc::StatusCode::UNKNOWN:
        return status.error_message().rfind("Stream removed", 0) != 0;
    default:
        return false;
    }
}

ChannelWish wishFor(const HandlerEndpoint &handler)
{
    return {handler.server, handler.certificate, !handler.certificate.isEmpty(), handler.allowPlaintext};
}

} // namespace

HandlerCalls::HandlerCalls(AppId appId, Credentials credentials, const HandlerEndpoint &handler, QObject *parent)
    : QObject(parent)
    , m_appId(std::move(appId))
    , m_credentials(std::move(credentials))
    , m_connection(wishFor(handler))
    , m_throttle(callsPerSecond)
{
}

template <>
HandlerCalls::AsyncHandler *
HandlerCalls::stub<HandlerCalls::AsyncHandler>(const std::shared_ptr<grpc::Channel> &channel)
{
    if (!m_handler)
        m_handler = handler::ApplicationManager::NewStub(channel);
    return m_handler->async();
}

template <>
HandlerCalls::AsyncDevAddr *
HandlerCalls::stub<HandlerCalls::AsyncDevAddr>(const std::shared_ptr<grpc::Channel> &channel)
{
    if (!m_devAddr)
        m_devAddr = lorawan::DevAddrManager::NewStub(channel);
    return m_devAddr->async();
}

template <class Response, class Async, class Request>
Future<Reply<Response>> HandlerCalls::call(void (Async::*method)(grpc::ClientContext *, const Request *, Response *,
                                                                 std::function<void(grpc::Status)>),
                                           const Request &request, const CallSetup &setup, const Rules &rules)
{
    auto start = [this, method, request, setup, rules](const std::shared_ptr<grpc::Channel> &channel,
                                                       std::chrono::milliseconds remaining) {
        ++*rules.tries;
        CallSetup bounded = setup;
        bounded.deadline = remaining;
        if (!rules.withCredentials)
            bounded.credentials = {};
        auto now = [this, method, request, bounded, channel] {
            return startCall<Response>(this, stub<Async>(channel), method, request, bounded);
        };
        return rules.throttled ? andThen(this, m_throttle.enter(), now) : now();
    };
    RetryPolicy policy;
    policy.deadline = rules.deadline;
    return m_connection.call<Response>(std::move(start), policy);
}

template <class Request>
Future<void> HandlerCalls::callOnce(void (AsyncHandler::*method)(grpc::ClientContext *, const Request *, Empty *,
                                                                 std::function<void(grpc::Status)>),
                                    const Request &request, const CallSetup &setup, const Rules &rules,
                                    Failure::Cause alreadyDone)
{
    return continued(this, call(method, request, setup, rules),
                     [alreadyDone, tries = rules.tries](const Result<Reply<Empty>> &result) {
                         if (!result && !(*tries > 1 && result.error().cause == alreadyDone))
                             return readyFuture<void>(fail(result.error()));
                         return readyFuture<void>({});
                     });
}

CallSetup HandlerCalls::about(const QString &what) const
{
    CallSetup setup;
    setup.subject = {m_connection.serverName(), m_appId.toString(), what};
    setup.credentials = m_credentials;
    return setup;
}

CallSetup HandlerCalls::aboutApplication() const
{
    return about(QStringLiteral("application \"%1\"").arg(m_appId.toString()));
}

CallSetup HandlerCalls::aboutDevice(const DevId &devId) const
{
    return about(QStringLiteral("device \"%1\"").arg(devId.toString()));
}

namespace {

handler::ApplicationIdentifier identifier(const AppId &appId)
{
    handler::ApplicationIdentifier message;
    message.set_app_id(appId.toString().toStdString());
    return message;
}

handler::DeviceIdentifier identifier(const AppId &appId, const DevId &devId)
{
    handler::DeviceIdentifier message;
    message.set_app_id(appId.toString().toStdString());
    message.set_dev_id(devId.toString().toStdString());
    return message;
}

} // namespace

Future<void> HandlerCalls::registerApplication()
{
    return callOnce(&AsyncHandler::RegisterApplication, identifier(m_appId), aboutApplication(), {},
                    Failure::Cause::AlreadyExists);
}

Future<handler::Application> HandlerCalls::getApplication()
{
    return messageOf(this, call(&AsyncHandler::GetApplication, identifier(m_appId), aboutApplication(), {}));
}

Future<void> HandlerCalls::setApplication(const handler::Application &application)
{
    return done(this, call(&AsyncHandler::SetApplication, application, aboutApplication(), {}));
}

Future<void> HandlerCalls::deleteApplication()
{
    return callOnce(&AsyncHandler::DeleteApplication, identifier(m_appId), aboutApplication(), {true, deleteDeadline},
                    Failure::Cause::ApplicationNotRegistered);
}

Future<handler::Device> HandlerCalls::getDevice(const DevId &devId)
{
    return messageOf(this, call(&AsyncHandler::GetDevice, identifier(m_appId, devId), aboutDevice(devId), {}));
}

Future<void> HandlerCalls::setDevice(const handler::Device &device)
{
    const DevId devId = DevId::fromServer(QString::fromStdString(device.dev_id()));
    return done(this, call(&AsyncHandler::SetDevice, device, aboutDevice(devId), {}));
}

Future<void> HandlerCalls::deleteDevice(const DevId &devId)
{
    return callOnce(&AsyncHandler::DeleteDevice, identifier(m_appId, devId), aboutDevice(devId), {true, deleteDeadline},
                    Failure::Cause::NotFound);
}

Future<Reply<handler::DeviceList>> HandlerCalls::getDevices(quint64 limit, quint64 offset)
{
    CallSetup setup = about(QStringLiteral("the devices of application \"%1\"").arg(m_appId.toString()));
    setup.limit = limit;
    setup.offset = offset;
    return call(&AsyncHandler::GetDevicesForApplication, identifier(m_appId), setup, {});
}

Future<void> HandlerCalls::simulateUplink(const handler::SimulatedUplinkMessage &message)
{
    const DevId devId = DevId::fromServer(QString::fromStdString(message.dev_id()));
    return done(this, call(&AsyncHandler::SimulateUplink, message, aboutDevice(devId), {}));
}

Future<Reply<handler::DryUplinkResult>> HandlerCalls::dryUplink(const handler::DryUplinkMessage &message)
{
    CallSetup setup = about(QStringLiteral("a dry uplink"));
    setup.isAnswer = isPayloadError;
    return call(&AsyncHandler::DryUplink, message, setup, freeCall());
}

Future<Reply<handler::DryDownlinkResult>> HandlerCalls::dryDownlink(const handler::DryDownlinkMessage &message)
{
    CallSetup setup = about(QStringLiteral("a dry downlink"));
    setup.isAnswer = isPayloadError;
    return call(&AsyncHandler::DryDownlink, message, setup, freeCall());
}

Future<lorawan::PrefixesResponse> HandlerCalls::getPrefixes()
{
    return messageOf(this, call(&AsyncDevAddr::GetPrefixes, lorawan::PrefixesRequest(),
                                about(QStringLiteral("the address prefixes")), freeCall()));
}

Future<lorawan::DevAddrResponse> HandlerCalls::getDevAddr(const lorawan::DevAddrRequest &request)
{
    return messageOf(this,
                     call(&AsyncDevAddr::GetDevAddr, request, about(QStringLiteral("a device address")), freeCall()));
}

} // namespace thingsdesk::ttnv2
