// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/grpcfailure.h"
#include "network/ttnv2/unarycall.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::ttnv2;
using Cause = Failure::Cause;
using Kind = Failure::Kind;

Q_DECLARE_METATYPE(grpc::StatusCode)

/// The texts are what a real V2 stack said (tests/data/v2/grpc).
class TestGrpcFailure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedAnswers_data()
    {
        QTest::addColumn<grpc::StatusCode>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<Failure::Kind>("kind");
        QTest::addColumn<Failure::Cause>("cause");
        const auto row = [](const char *name, grpc::StatusCode code, const char *message, Kind kind, Cause cause) {
            QTest::newRow(name) << code << QString::fromUtf8(message) << kind << cause;
        };
        row("wrong key", grpc::UNKNOWN, "invalid application ID or access key", Kind::Permanent, Cause::KeyRejected);
        row("unknown account server", grpc::UNKNOWN, "Auth server \"somewhere\" not registered", Kind::Permanent,
            Cause::KeyRejected);
        row("expired token", grpc::PERMISSION_DENIED,
            "permission denied: unable to parse token: token is expired by 1m7s", Kind::Permanent, Cause::KeyRejected);
        row("missing right", grpc::PERMISSION_DENIED,
            "permission denied: No \"settings\" rights to Application \"my-app\"", Kind::Permanent,
            Cause::RightMissing);
        row("another application's device", grpc::PERMISSION_DENIED,
            "Broker did not set device: permission denied: NetworkServer did not set device: permission denied: No "
            "\"devices\" rights to Application \"other-app\"",
            Kind::Permanent, Cause::AlreadyExists);
        row("application not registered", grpc::NOT_FOUND, "handler:application:new-app not found", Kind::Permanent,
            Cause::ApplicationNotRegistered);
        row("device call on it", grpc::NOT_FOUND,
            "Application not registered to this Handler: handler:application:new-app not found", Kind::Permanent,
            Cause::ApplicationNotRegistered);
        row("unknown device", grpc::NOT_FOUND, "handler:device:my-app:nobody not found", Kind::Permanent,
            Cause::NotFound);
        row("discovery knows no such application", grpc::NOT_FOUND, "discovery:app_id:nobody not found",
            Kind::Permanent, Cause::ApplicationNotFound);
        row("rate limit", grpc::RESOURCE_EXHAUSTED, "Rate limit for client \"my-app\" reached", Kind::Transient,
            Cause::RateLimited);
        row("rate limit behind the handler", grpc::INTERNAL,
            "Broker did not set device: Internal error: [ResourceExhausted] Rate limit for client \"x\" reached",
            Kind::Transient, Cause::RateLimited);
        row("too large", grpc::RESOURCE_EXHAUSTED, "grpc: received message larger than max (4963930 vs. 4194304)",
            Kind::Permanent, Cause::ServerFault);
        row("too many attributes", grpc::UNKNOWN, "Maximum number of custom attributes (5) exceeded", Kind::Permanent,
            Cause::InvalidInput);
        row("device exists", grpc::ALREADY_EXISTS, "Device with AppEUI and DevEUI already exists", Kind::Permanent,
            Cause::AlreadyExists);
        row("bad length", grpc::INTERNAL, "grpc: error unmarshalling request: ttn/core: Invalid length for EUI64",
            Kind::Permanent, Cause::ServerFault);
        row("component away", grpc::UNAVAILABLE, "unavailable: broker", Kind::Transient, Cause::ServerFault);
        row("no answer", grpc::DEADLINE_EXCEEDED, "Deadline Exceeded", Kind::Transient, Cause::TimedOut);
        row("no V2 server", grpc::UNIMPLEMENTED, "unknown service handler.ApplicationManager", Kind::Permanent,
            Cause::ServerFault);
        row("cancelled", grpc::CANCELLED, "Cancelled on client", Kind::Cancelled, Cause::Other);
    }
    void recordedAnswers()
    {
        QFETCH(grpc::StatusCode, code);
        QFETCH(QString, message);
        const CallSubject subject{QStringLiteral("handler.example:1904"), QStringLiteral("my-app"),
                                  QStringLiteral("device \"door-2\"")};
        const Failure failure = failureOf(grpc::Status(code, message.toStdString()), subject);
        QTEST(failure.kind, "kind");
        QTEST(failure.cause, "cause");
        QVERIFY(!failure.text.isEmpty());
        QVERIFY2(failure.detail.contains(message), "the expert sees the server's own words");
    }

    void aRepeatedSecretIsTakenOut()
    {
        const Secret key("ttn-account-v2.SECRETSECRET");
        const Failure failure =
            withoutSecret({Kind::Permanent, Cause::Other, QStringLiteral("key ttn-account-v2.SECRETSECRET"),
                           QStringLiteral("masked as SECRETSECRET.<...>")},
                          key);
        QVERIFY(!failure.text.contains(u"SECRET"));
        QVERIFY(!failure.detail.contains(u"SECRET"));
    }
};

QTEST_GUILESS_MAIN(TestGrpcFailure)
#include "tst_grpcfailure.moc"
