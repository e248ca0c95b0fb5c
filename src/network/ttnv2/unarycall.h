// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/futures.h"
#include "network/credentials.h"
#include "network/ttnv2/grpcfailure.h"

#include <grpcpp/client_context.h>

#include <chrono>

namespace thingsdesk::ttnv2 {

/// What goes with a call besides its request.
struct CallSetup
{
    CallSubject subject;
    Credentials credentials;
    quint64 limit = 0; ///< paging; 0 = left out
    quint64 offset = 0;
    std::chrono::milliseconds deadline{30'000};
    bool (*isAnswer)(const grpc::Status &) = nullptr; ///< which errors are answers, not failures of the call
};

/// A response with the server's paging headers, or an error that is an answer (CallSetup::isAnswer).
template <class Response>
struct Reply
{
    Response message;
    std::optional<quint64> total;
    grpc::Status status;
};

/// Fills in deadline, credentials and paging.
void prepare(grpc::ClientContext &context, const CallSetup &setup);
/// The `total` header of a list, where the server sent a number.
std::optional<quint64> totalOf(const grpc::ClientContext &context);

/// The Failure with the secret taken out of its texts, should a server have repeated it.
Failure withoutSecret(Failure failure, const Secret &secret);

/// Drops a finished call on a thread that is not gRPC's. The call's context holds the channel, and where the last
/// holder of the last channel is gRPC's own thread, gRPC 1.51 waits for that thread to end on that thread and aborts
/// the program.
void releaseElsewhere(std::shared_ptr<void> call);

/// One try of a unary call. `Method` is a member of the generated async stub. Answers from gRPC's thread, so go on with
/// then(context, …). Cancelling the Future cancels the call.
template <class Response, class Stub, class Request>
Future<Reply<Response>> startCall(QObject *owner, Stub *stub,
                                  void (Stub::*method)(grpc::ClientContext *, const Request *, Response *,
                                                       std::function<void(grpc::Status)>),
                                  const Request &request, const CallSetup &setup)
{
    struct Call
    {
        grpc::ClientContext context;
        Request request;
        Reply<Response> reply;
        CallSetup setup;
        QPromise<Result<Reply<Response>>> promise;
    };
    auto call = std::make_shared<Call>();
    call->request = request;
    call->setup = setup;
    prepare(call->context, setup);
    call->promise.start();
    Future<Reply<Response>> future = call->promise.future();
    whenCancelled<Reply<Response>>(owner, future, [weak = std::weak_ptr<Call>(call)] {
        if (const auto alive = weak.lock())
            alive->context.TryCancel();
    });
    (stub->*method)(&call->context, &call->request, &call->reply.message, [call](const grpc::Status &status) mutable {
        const CallSetup &with = call->setup;
        const bool isAnswer = status.ok() || (with.isAnswer && with.isAnswer(status));
        Result<Reply<Response>> result = fail(Failure());
        if (isAnswer) {
            call->reply.status = status;
            call->reply.total = totalOf(call->context);
            result = std::move(call->reply);
        } else {
            result = fail(withoutSecret(failureOf(status, with.subject), with.credentials.secret()));
        }
        auto promise = std::move(call->promise);
        releaseElsewhere(std::move(call));
        settle<Reply<Response>>(promise, std::move(result));
    });
    return future;
}

} // namespace thingsdesk::ttnv2
