// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/infocalls.h"

#include "sandbox/directory.h"
#include "sandbox/radio/joinserver.h"
#include "sandbox/rpc/unmarshal.h"

#include <google/protobuf/wrappers.pb.h>
#include <ttnv2/handler.pb.h>
#include <ttnv2/lorawan.pb.h>

#include <algorithm>

namespace thingsdesk::sandbox {

namespace {

constexpr std::string_view prefixTags[] = {"otaa", "abp", "world", "local", "private", "testing"};

void setRates(api::Rates &out, const RateMeter &meter)
{
    out.set_rate1(meter.rate(0));
    out.set_rate5(meter.rate(1));
    out.set_rate15(meter.rate(2));
}

void answerAddress(const CallPointer &call, const lorawan::DevAddrRequest &request)
{
    QByteArray tags;
    bool known = true;
    for (const std::string &tag : request.usage()) {
        tags += (tags.isEmpty() ? "" : " ") + QByteArray::fromStdString(tag);
        known = known && std::find(std::begin(prefixTags), std::end(prefixTags), tag) != std::end(prefixTags);
    }
    if (!known)
        return call->refuse(Refusal::notFound("DevAddr prefix with constraints [" + tags + ']')
                                .within("NetworkServer did not return DevAddr")
                                .within("Broker did not return DevAddr"));
    lorawan::DevAddrResponse reply;
    reply.set_dev_addr(JoinServer::randomAddress().toBytes().toStdString());
    call->answer(reply);
}

} // namespace

void addHealthCall(RpcServer &server)
{
    // The messages of grpc.health.v1 have one field each: 1, a string, and 1, a number. Their wire form is that of the
    // standard wrappers.
    addMethod<google::protobuf::StringValue>(server, "/grpc.health.v1.Health/Check",
                                             [](const CallPointer &call, const google::protobuf::StringValue &service) {
                                                 if (!service.value().empty())
                                                     return call->refuse({Refusal::Code::NotFound, "unknown service"});
                                                 google::protobuf::UInt32Value serving;
                                                 serving.set_value(1);
                                                 call->answer(serving);
                                             });
}

void addAddressCalls(RpcServer &server)
{
    addMethod<lorawan::PrefixesRequest>(server, "/lorawan.DevAddrManager/GetPrefixes",
                                        [](const CallPointer &call, const lorawan::PrefixesRequest &) {
                                            lorawan::PrefixesResponse reply;
                                            auto &mapping = *reply.add_prefixes();
                                            mapping.set_prefix("26000000/20");
                                            for (const std::string_view tag : prefixTags)
                                                mapping.add_usage(std::string(tag));
                                            call->answer(reply);
                                        });
    addMethod<lorawan::DevAddrRequest>(server, "/lorawan.DevAddrManager/GetDevAddr", answerAddress);
}

void addStatusCall(RpcServer &server, const Gate &gate, const StatusRates &rates)
{
    addMethod<handler::StatusRequest>(server, "/handler.HandlerManager/GetStatus",
                                      [&gate, rates](const CallPointer &call, const handler::StatusRequest &) {
                                          const Reply<Caller> caller = gate.callerByToken(*call);
                                          if (!caller)
                                              return call->refuse(caller.error().within("No access"));
                                          if (!caller->components.contains(QString::fromLatin1(Directory::handlerId)))
                                              return call->refuse(Refusal::denied(
                                                  QByteArray("Claims do not grant access to ") + Directory::handlerId));
                                          handler::Status status;
                                          setRates(*status.mutable_uplink(), rates.uplinks);
                                          setRates(*status.mutable_downlink(), rates.downlinks);
                                          setRates(*status.mutable_activations(), rates.activations);
                                          call->answer(status);
                                      });
}

} // namespace thingsdesk::sandbox
