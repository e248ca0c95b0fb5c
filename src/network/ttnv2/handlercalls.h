// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/applicationclient.h"
#include "network/throttle.h"
#include "network/ttnv2/serverconnection.h"

#include <ttnv2/handler.grpc.pb.h>
#include <ttnv2/lorawan.grpc.pb.h>

namespace thingsdesk::ttnv2 {

/// The handler's calls as V2 has them, with credentials, throttle and tries; one method a call. ApplicationClient
/// builds its promises (read before write, nothing lost) upon them.
class HandlerCalls final : public QObject
{
    Q_DISABLE_COPY_MOVE(HandlerCalls)
public:
    HandlerCalls(AppId appId, Credentials credentials, const HandlerEndpoint &handler, QObject *parent = nullptr);

    const AppId &appId() const noexcept { return m_appId; }

    Future<void> registerApplication();
    Future<handler::Application> getApplication();
    Future<void> setApplication(const handler::Application &application);
    Future<void> deleteApplication();
    Future<handler::Device> getDevice(const DevId &devId);
    Future<void> setDevice(const handler::Device &device);
    Future<void> deleteDevice(const DevId &devId);
    Future<Reply<handler::DeviceList>> getDevices(quint64 limit, quint64 offset);
    Future<void> simulateUplink(const handler::SimulatedUplinkMessage &message);
    /// What a payload function did wrong is an answer: look at the Reply's status.
    Future<Reply<handler::DryUplinkResult>> dryUplink(const handler::DryUplinkMessage &message);
    Future<Reply<handler::DryDownlinkResult>> dryDownlink(const handler::DryDownlinkMessage &message);
    Future<lorawan::PrefixesResponse> getPrefixes();
    Future<lorawan::DevAddrResponse> getDevAddr(const lorawan::DevAddrRequest &request);

private:
    using AsyncHandler = handler::ApplicationManager::StubInterface::async_interface;
    using AsyncDevAddr = lorawan::DevAddrManager::StubInterface::async_interface;

    struct Rules
    {
        bool throttled = true;
        std::chrono::milliseconds deadline{30'000};
        bool withCredentials = true;
        std::shared_ptr<int> tries = std::make_shared<int>(0); ///< counts up
    };

    /// For calls for which V2 wants no proof and counts nothing.
    static Rules freeCall() { return {false, std::chrono::milliseconds(30'000), false}; }

    template <class Response, class Async, class Request>
    Future<Reply<Response>> call(void (Async::*method)(grpc::ClientContext *, const Request *, Response *,
                                                       std::function<void(grpc::Status)>),
                                 const Request &request, const CallSetup &setup, const Rules &rules);
    /// For a call that finds its own work done when it is tried again after a lost answer: `alreadyDone` is then
    /// success.
    template <class Request>
    Future<void> callOnce(void (AsyncHandler::*method)(grpc::ClientContext *, const Request *,
                                                       google::protobuf::Empty *, std::function<void(grpc::Status)>),
                          const Request &request, const CallSetup &setup, const Rules &rules,
                          Failure::Cause alreadyDone);
    CallSetup about(const QString &what) const;
    CallSetup aboutApplication() const;
    CallSetup aboutDevice(const DevId &devId) const;
    template <class Async>
    Async *stub(const std::shared_ptr<grpc::Channel> &channel);

    const AppId m_appId;
    const Credentials m_credentials;
    ServerConnection m_connection;
    Throttle m_throttle;
    std::unique_ptr<handler::ApplicationManager::Stub> m_handler;
    std::unique_ptr<lorawan::DevAddrManager::Stub> m_devAddr;
};

} // namespace thingsdesk::ttnv2
