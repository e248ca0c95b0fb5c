// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rpcclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>

#include <google/protobuf/empty.pb.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <ttnv2/discovery.pb.h>
#include <ttnv2/handler.pb.h>
#include <ttnv2/lorawan.pb.h>

#include <chrono>
#include <memory>

namespace thingsdesk::test {

namespace {

using MessagePointer = std::unique_ptr<google::protobuf::Message>;

QString codeName(grpc::StatusCode code)
{
    static const QMap<int, QString> names = {
        {0, QStringLiteral("OK")},
        {1, QStringLiteral("CANCELLED")},
        {2, QStringLiteral("UNKNOWN")},
        {3, QStringLiteral("INVALID_ARGUMENT")},
        {4, QStringLiteral("DEADLINE_EXCEEDED")},
        {5, QStringLiteral("NOT_FOUND")},
        {6, QStringLiteral("ALREADY_EXISTS")},
        {7, QStringLiteral("PERMISSION_DENIED")},
        {8, QStringLiteral("RESOURCE_EXHAUSTED")},
        {12, QStringLiteral("UNIMPLEMENTED")},
        {13, QStringLiteral("INTERNAL")},
        {14, QStringLiteral("UNAVAILABLE")},
    };
    return names.value(int(code), QString::number(int(code)));
}

/// The method's descriptor, from the linked protos.
const google::protobuf::MethodDescriptor *methodOf(const QString &path)
{
    // Names the protos, so that a static link keeps them.
    handler::Device::descriptor();
    discovery::Announcement::descriptor();
    lorawan::DevAddrRequest::descriptor();
    const QString name = path.mid(1).replace(u'/', u'.');
    return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name.toStdString());
}

MessagePointer newMessage(const google::protobuf::Descriptor *type)
{
    return MessagePointer(google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

std::shared_ptr<grpc::Channel> channelTo(const RpcClient::Endpoint &endpoint)
{
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(256 * 1024 * 1024);
    arguments.SetInt("grpc.use_local_subchannel_pool", 1);
    std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::InsecureChannelCredentials();
    if (!endpoint.certificatePath.isEmpty()) {
        QFile file(endpoint.certificatePath);
        grpc::SslCredentialsOptions tls;
        if (file.open(QIODevice::ReadOnly))
            tls.pem_root_certs = file.readAll().toStdString();
        credentials = grpc::SslCredentials(tls);
    }
    // One channel an endpoint and certificate, as a real client keeps it.
    static QMap<QString, std::shared_ptr<grpc::Channel>> channels;
    auto &channel = channels[endpoint.address + u' ' + endpoint.certificatePath];
    if (!channel || channel->GetState(false) == GRPC_CHANNEL_SHUTDOWN)
        channel = grpc::CreateCustomChannel(endpoint.address.toStdString(), credentials, arguments);
    return channel;
}

bool isDone(grpc::CompletionQueue &queue)
{
    void *tag = nullptr;
    bool ok = false;
    const auto soon = std::chrono::system_clock::now() + std::chrono::milliseconds(1);
    return queue.AsyncNext(&tag, &ok, soon) == grpc::CompletionQueue::GOT_EVENT;
}

} // namespace

RpcClient::Outcome RpcClient::call(const Endpoint &endpoint, const QByteArray &path, const QByteArray &request,
                                   const Metadata &metadata)
{
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    context.set_wait_for_ready(true); // a server that was started again is found again
    for (const auto &[key, value] : metadata)
        context.AddMetadata(key.toStdString(), value.toStdString());
    const grpc::Slice slice(request.constData(), size_t(request.size()));
    const grpc::ByteBuffer outgoing(&slice, 1);
    grpc::ByteBuffer incoming;
    grpc::Status status;
    grpc::CompletionQueue queue;
    grpc::GenericStub stub(channelTo(endpoint));
    QElapsedTimer clock;
    clock.start();
    const auto pending = stub.PrepareUnaryCall(&context, path.toStdString(), outgoing, &queue);
    pending->StartCall();
    pending->Finish(&incoming, &status, &context);
    while (!isDone(queue))
        QCoreApplication::processEvents(QEventLoop::AllEvents);

    Outcome outcome;
    outcome.milliseconds = clock.elapsed();
    outcome.code = codeName(status.error_code());
    outcome.message = QString::fromStdString(status.error_message());
    grpc::Slice reply;
    if (status.ok() && incoming.DumpToSingleSlice(&reply).ok())
        outcome.response = QByteArray(reinterpret_cast<const char *>(reply.begin()), qsizetype(reply.size()));
    for (const auto &[key, value] : context.GetServerInitialMetadata())
        outcome.headers.insert(QString::fromUtf8(key.data(), qsizetype(key.size())),
                               QString::fromUtf8(value.data(), qsizetype(value.size())));
    return outcome;
}

QByteArray RpcClient::requestBytes(const QString &path, const QJsonObject &json)
{
    if (path == QLatin1String("/grpc.health.v1.Health/Check")) {
        const QByteArray service = json.value(QLatin1String("service")).toString().toUtf8();
        return service.isEmpty() ? QByteArray() : QByteArray("\x0a") + char(service.size()) + service;
    }
    const auto *method = methodOf(path);
    const MessagePointer message = newMessage(method->input_type());
    const auto status = google::protobuf::util::JsonStringToMessage(
        QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString(), message.get());
    if (!status.ok())
        qFatal("The request for %s is no message: %s", qPrintable(path), status.ToString().c_str());
    return QByteArray::fromStdString(message->SerializeAsString());
}

QJsonObject RpcClient::responseJson(const QString &path, const QByteArray &bytes)
{
    if (path == QLatin1String("/grpc.health.v1.Health/Check"))
        return {{QStringLiteral("status"), bytes == "\x08\x01" ? QStringLiteral("SERVING") : QString()}};
    const MessagePointer message = newMessage(methodOf(path)->output_type());
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    std::string text;
    if (!message->ParseFromArray(bytes.constData(), int(bytes.size())) ||
        !google::protobuf::util::MessageToJsonString(*message, &text, options).ok())
        return {{QStringLiteral("unreadable"), QString::fromLatin1(bytes.toHex())}};
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace thingsdesk::test
