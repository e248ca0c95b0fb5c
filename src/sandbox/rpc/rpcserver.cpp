// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/rpcserver.h"

#include <QHash>
#include <QSet>

#include <google/protobuf/message_lite.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <mutex>

namespace thingsdesk::sandbox {

std::optional<QByteArray> Call::metadata(const QByteArray &key) const
{
    for (const auto &[name, value] : m_metadata) {
        if (name == key)
            return value;
    }
    return std::nullopt;
}

namespace {

QByteArray bytesOf(grpc::ByteBuffer &buffer)
{
    grpc::Slice slice;
    if (!buffer.DumpToSingleSlice(&slice).ok())
        return {};
    return {reinterpret_cast<const char *>(slice.begin()), qsizetype(slice.size())};
}

grpc::Status statusOf(const Refusal &refusal)
{
    return {grpc::StatusCode(int(refusal.code)), refusal.text.toStdString()};
}

/// The gRPC side of a call: lives until gRPC is done with it, and is answered once, from whatever thread.
class Reactor final : public grpc::ServerGenericBidiReactor
{
public:
    using Arrived = std::function<void(Reactor *)>;
    using Gone = std::function<void(Reactor *)>;

    Reactor(grpc::GenericCallbackServerContext *context, Arrived arrived, Gone gone)
        : m_context(context)
        , m_arrived(std::move(arrived))
        , m_gone(std::move(gone))
    {
        StartRead(&m_incoming);
    }

    const grpc::GenericCallbackServerContext *context() const { return m_context; }
    QByteArray takeRequest() { return bytesOf(m_incoming); }
    qsizetype requestSize() const { return qsizetype(m_incoming.Length()); }

    void addHeader(const QByteArray &key, const QByteArray &value)
    {
        m_context->AddInitialMetadata(key.toStdString(), value.toStdString());
    }

    void finish(const grpc::Status &status)
    {
        if (!m_finished.exchange(true))
            Finish(status);
    }

    void finish(const std::string &message)
    {
        if (m_finished.exchange(true))
            return;
        const grpc::Slice slice(message);
        m_outgoing = grpc::ByteBuffer(&slice, 1);
        StartWriteAndFinish(&m_outgoing, grpc::WriteOptions(), grpc::Status::OK);
    }

private:
    void OnReadDone(bool ok) override
    {
        if (ok)
            m_arrived(this);
        else
            finish(grpc::Status(grpc::StatusCode::INTERNAL, "grpc: no request"));
    }

    void OnDone() override
    {
        m_gone(this);
        delete this;
    }

    grpc::GenericCallbackServerContext *m_context;
    Arrived m_arrived;
    Gone m_gone;
    grpc::ByteBuffer m_incoming;
    grpc::ByteBuffer m_outgoing;
    std::atomic_bool m_finished = false;
};

/// Which reactors are alive. A reactor is answered under the lock, so that it cannot go while that happens.
class Reactors
{
public:
    void add(Reactor *reactor)
    {
        const std::lock_guard lock(m_mutex);
        m_alive.insert(reactor);
    }
    void remove(Reactor *reactor)
    {
        const std::lock_guard lock(m_mutex);
        m_alive.remove(reactor);
    }
    template <class Act>
    void with(Reactor *reactor, Act act)
    {
        const std::lock_guard lock(m_mutex);
        if (m_alive.contains(reactor))
            act(*reactor);
    }
    void closeAll()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        const QSet<Reactor *> alive = m_alive; // finishing may remove it from the set
        for (Reactor *reactor : alive)
            reactor->finish(closing());
    }
    bool isClosed()
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }
    static grpc::Status closing() { return {grpc::StatusCode::UNAVAILABLE, "unavailable: shutting down"}; }

private:
    // Finish() may call OnDone() at once, on this thread.
    std::recursive_mutex m_mutex;
    QSet<Reactor *> m_alive;
    bool m_closed = false;
};

class ReactorCall final : public Call
{
    Q_DISABLE_COPY_MOVE(ReactorCall)
public:
    ReactorCall(std::shared_ptr<Reactors> reactors, Reactor *reactor)
        : m_reactors(std::move(reactors))
        , m_reactor(reactor)
    {
        m_request = reactor->takeRequest();
        for (const auto &[key, value] : reactor->context()->client_metadata())
            m_metadata.append(
                {QByteArray(key.data(), qsizetype(key.size())), QByteArray(value.data(), qsizetype(value.size()))});
    }
    ~ReactorCall() override { refuse({Refusal::Code::Internal, "Internal error: the call was dropped"}); }

    void answer(const google::protobuf::MessageLite &message) override
    {
        const std::string text = message.SerializeAsString();
        finish([&](Reactor &reactor) { reactor.finish(text); });
    }
    void refuse(const Refusal &refusal) override
    {
        finish([&](Reactor &reactor) { reactor.finish(statusOf(refusal)); });
    }

private:
    template <class Act>
    void finish(Act act)
    {
        if (m_answered)
            return;
        m_answered = true;
        m_reactors->with(m_reactor, [&](Reactor &reactor) {
            for (const auto &[key, value] : std::as_const(m_headers))
                reactor.addHeader(key, value);
            act(reactor);
        });
    }

    std::shared_ptr<Reactors> m_reactors;
    Reactor *m_reactor;
    bool m_answered = false;
};

} // namespace

class RpcServer::Private final : public grpc::CallbackGenericService
{
public:
    explicit Private(RpcServer *owner)
        : server(owner)
    {
    }

    grpc::ServerGenericBidiReactor *CreateReactor(grpc::GenericCallbackServerContext *context) override
    {
        auto *reactor = new Reactor(
            context, [this](Reactor *arrived) { take(arrived); },
            [known = reactors](Reactor *gone) { known->remove(gone); });
        reactors->add(reactor);
        // A call that came while the server closes finds nobody to answer it.
        if (reactors->isClosed())
            reactors->with(reactor, [](Reactor &late) { late.finish(Reactors::closing()); });
        return reactor;
    }

    void take(Reactor *reactor)
    {
        const QByteArray path = QByteArray::fromStdString(reactor->context()->method());
        if (reactor->requestSize() > largestMessage)
            return reactor->finish(
                statusOf({Refusal::Code::ResourceExhausted, "grpc: received message larger than max (" +
                                                                QByteArray::number(reactor->requestSize()) + " vs. " +
                                                                QByteArray::number(largestMessage) + ")"}));
        const auto method = methods.constFind(path);
        if (method == methods.cend())
            return reactor->finish(statusOf({Refusal::Code::Unimplemented, "unknown method " + path}));
        const auto call = std::make_shared<ReactorCall>(reactors, reactor);
        QMetaObject::invokeMethod(
            server, [run = *method, call] { run(call); }, Qt::QueuedConnection);
    }

    RpcServer *server;
    QHash<QByteArray, Method> methods; // not written after listen(), so gRPC's threads may read it
    std::shared_ptr<Reactors> reactors = std::make_shared<Reactors>();
    std::unique_ptr<grpc::Server> grpcServer;
};

RpcServer::RpcServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

RpcServer::~RpcServer()
{
    if (!d->grpcServer)
        return;
    d->reactors->closeAll();
    d->grpcServer->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
    d->grpcServer->Wait();
}

void RpcServer::addMethod(const QByteArray &path, const Method &method)
{
    d->methods.insert(path, method);
}

Result<quint16> RpcServer::listen(quint16 port, const KeyPair &identity)
{
    grpc::SslServerCredentialsOptions tls;
    tls.pem_key_cert_pairs.push_back({identity.privateKey.toStdString(), identity.certificate.toStdString()});
    grpc::ServerBuilder builder;
    int bound = 0;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port), grpc::SslServerCredentials(tls), &bound);
    builder.RegisterCallbackGenericService(d.get());
    // Refused by hand, with the V2 stack's words, up to this bound.
    builder.SetMaxReceiveMessageSize(64 * 1024 * 1024);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    // wire-v2 section 2: clients ping every 30 s at most; idle connections are closed after five minutes.
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 30'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 300'000);
    d->grpcServer = builder.BuildAndStart();
    if (d->grpcServer && bound != 0)
        return quint16(bound);
    d->grpcServer.reset();
    return fail({Failure::Kind::Permanent,
                 Failure::Cause::Other,
                 QStringLiteral("Port %1 is taken by another program. Choose another one.").arg(port),
                 {}});
}

Result<quint16> RpcServer::listenPreferring(quint16 port, const KeyPair &identity)
{
    if (port != 0) {
        if (auto bound = listen(port, identity))
            return bound;
    }
    return listen(0, identity);
}

} // namespace thingsdesk::sandbox
