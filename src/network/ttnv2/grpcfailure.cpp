// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/grpcfailure.h"

#include <QRegularExpression>

namespace thingsdesk::ttnv2 {

namespace {

using Cause = Failure::Cause;
using Kind = Failure::Kind;

constexpr char unavailableDetail[] = "UNAVAILABLE";

QString codeName(grpc::StatusCode code)
{
    static const char *const names[] = {
        "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
        "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
        "DATA_LOSS", "UNAUTHENTICATED"};
    const auto index = std::size_t(code);
    return index < std::size(names) ? QLatin1String(names[index]) : QStringLiteral("code %1").arg(int(code));
}

/// The right that a "No "x" rights" message misses; empty where it is another message.
QString missingRight(const QString &message)
{
    static const QRegularExpression pattern(QStringLiteral("No \"([^\"]+)\" rights"));
    return pattern.match(message).captured(1);
}

Failure rateLimited(const CallSubject &subject)
{
    return {
        Kind::Transient,
        Cause::RateLimited,
        QStringLiteral("%1 answers no more calls for now: its limit of 5 calls a second is reached, also by others who "
                       "use this application.")
            .arg(subject.server),
        {}};
}

Failure permissionDenied(const QString &message, const CallSubject &subject)
{
    if (message.contains(u"unable to parse token"))
        return {
            Kind::Permanent,
            Cause::KeyRejected,
            QStringLiteral("The token for application \"%1\" was refused: it may have expired, or another server made "
                           "it.")
                .arg(subject.appId),
            {}};
    const QString right = missingRight(message);
    if (right.isEmpty())
        return {Kind::Permanent,
                Cause::RightMissing,
                QStringLiteral("%1 does not permit this for %2.").arg(subject.server, subject.what),
                {}};
    if (message.contains(u"did not set device"))
        return {
            Kind::Permanent,
            Cause::AlreadyExists,
            QStringLiteral("The AppEUI and DevEUI of %1 belong to a device of another application.").arg(subject.what),
            {}};
    return {
        Kind::Permanent,
        Cause::RightMissing,
        QStringLiteral("The key may not do this: the right \"%1\" to application \"%2\" is missing. Use a key that has "
                       "it.")
            .arg(right, subject.appId),
        {}};
}

Failure notFound(const QString &message, const CallSubject &subject)
{
    const bool application =
        message.contains(u"not registered to this Handler") || message.startsWith(u"handler:application:");
    if (application)
        return {Kind::Permanent,
                Cause::ApplicationNotRegistered,
                QStringLiteral("Application \"%1\" is not registered at %2. Check its ID, or register it there.")
                    .arg(subject.appId, subject.server),
                {}};
    if (message.startsWith(u"discovery:app_id:") || message.startsWith(u"discovery:announcement:handler"))
        return {Kind::Permanent,
                Cause::ApplicationNotFound,
                QStringLiteral("%1 knows no handler for %2. Check the ID, and that it is registered.")
                    .arg(subject.server, subject.what),
                {}};
    return {
        Kind::Permanent, Cause::NotFound, QStringLiteral("%1 does not know %2.").arg(subject.server, subject.what), {}};
}

/// UNKNOWN is what V2 answers with for errors of its own account server, which mostly means a wrong key.
Failure unknown(const QString &message, const CallSubject &subject)
{
    if (message.contains(u"Stream removed") || message.contains(u"onnection reset"))
        return {Kind::Transient,
                Cause::ConnectionClosed,
                QStringLiteral("%1 closed the connection during a call.").arg(subject.server),
                {}};
    if (message.contains(u"custom attributes") || message.startsWith(u"Attribute "))
        return {Kind::Permanent,
                Cause::InvalidInput,
                QStringLiteral("%1 refused %2: %3.").arg(subject.server, subject.what, message),
                {}};
    if (message.startsWith(u"strconv.") || message.startsWith(u"json: ") || subject.appId.isEmpty())
        return {Kind::Permanent,
                Cause::ServerFault,
                QStringLiteral("%1 could not answer about %2.").arg(subject.server, subject.what),
                {}};
    return {
        Kind::Permanent,
        Cause::KeyRejected,
        QStringLiteral("The access key for application \"%1\" was refused. Check that it was copied whole, belongs to "
                       "this application, and was not deleted.")
            .arg(subject.appId),
        {}};
}

Failure resourceExhausted(const QString &message, const CallSubject &subject)
{
    if (message.contains(u"Rate limit"))
        return rateLimited(subject);
    return {Kind::Permanent,
            Cause::ServerFault,
            QStringLiteral("The message about %1 is larger than gRPC takes (4 MiB).").arg(subject.what),
            {}};
}

Failure classified(grpc::StatusCode code, const QString &message, const CallSubject &subject)
{
    switch (code) {
    case grpc::StatusCode::CANCELLED:
        return Failure::cancelled();
    case grpc::StatusCode::DEADLINE_EXCEEDED:
        return {Kind::Transient, Cause::TimedOut, QStringLiteral("%1 did not answer in time.").arg(subject.server), {}};
    case grpc::StatusCode::UNAVAILABLE:
        return {Kind::Transient,
                Cause::ServerFault,
                QStringLiteral("%1 is not available at the moment.").arg(subject.server),
                {}};
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
        return resourceExhausted(message, subject);
    case grpc::StatusCode::INTERNAL:
        if (message.contains(u"ResourceExhausted"))
            return rateLimited(subject);
        break;
    case grpc::StatusCode::PERMISSION_DENIED:
        return permissionDenied(message, subject);
    case grpc::StatusCode::UNAUTHENTICATED:
    case grpc::StatusCode::UNKNOWN:
        return unknown(message, subject);
    case grpc::StatusCode::NOT_FOUND:
        return notFound(message, subject);
    case grpc::StatusCode::ALREADY_EXISTS:
        return {Kind::Permanent,
                Cause::AlreadyExists,
                QStringLiteral("%1 refused %2: %3.").arg(subject.server, subject.what, message),
                {}};
    case grpc::StatusCode::INVALID_ARGUMENT:
        return {Kind::Permanent,
                Cause::InvalidInput,
                QStringLiteral("%1 refused %2: %3.").arg(subject.server, subject.what, message),
                {}};
    case grpc::StatusCode::UNIMPLEMENTED:
        return {Kind::Permanent,
                Cause::ServerFault,
                QStringLiteral("%1 does not know this call: it is no V2 server of this kind. Check the address.")
                    .arg(subject.server),
                {}};
    default:
        break;
    }
    return {Kind::Permanent,
            Cause::ServerFault,
            QStringLiteral("%1 failed on %2: %3.").arg(subject.server, subject.what, message),
            {}};
}

} // namespace

Failure failureOf(const grpc::Status &status, const CallSubject &subject)
{
    const QString message = QString::fromStdString(status.error_message());
    Failure failure = classified(status.error_code(), message, subject);
    failure.detail =
        codeName(status.error_code()) + QStringLiteral(": ") + message + QStringLiteral(" (") + subject.server + u')';
    return failure;
}

bool mayBeConnectionTrouble(const Failure &failure)
{
    return failure.isTransient() && (failure.detail.startsWith(QLatin1String(unavailableDetail)) ||
                                     failure.cause == Cause::TimedOut || failure.cause == Cause::ConnectionClosed);
}

} // namespace thingsdesk::ttnv2
