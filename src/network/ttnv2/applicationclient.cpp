// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/applicationclient.h"

#include "core/generate.h"
#include "network/ttnv2/conversions.h"
#include "network/ttnv2/handlercalls.h"

namespace thingsdesk {

using namespace ttnv2;

namespace {

constexpr quint64 largestPage = 1000;
constexpr quint64 deletePage = 100;

/// What a function did wrong, as the handler says it.
std::optional<PayloadError> payloadErrorOf(const grpc::Status &status)
{
    if (status.ok())
        return std::nullopt;
    const QString text = QString::fromStdString(status.error_message());
    switch (status.error_code()) {
    case grpc::StatusCode::INVALID_ARGUMENT:
        return PayloadError{PayloadError::Code::InvalidArgument, text};
    case grpc::StatusCode::INTERNAL:
        return PayloadError{PayloadError::Code::Internal, text};
    default:
        return PayloadError{PayloadError::Code::Unknown, text};
    }
}

DecodeResult decodeResultOf(const Reply<handler::DryUplinkResult> &reply)
{
    if (auto error = payloadErrorOf(reply.status))
        return {{}, false, {}, std::move(error), 0};
    return {toQByteArray(reply.message.fields()), reply.message.valid(), fromProto(reply.message.logs()), {}, 0};
}

EncodeResult encodeResultOf(const Reply<handler::DryDownlinkResult> &reply)
{
    if (auto error = payloadErrorOf(reply.status))
        return {{}, {}, std::move(error), 0};
    return {toQByteArray(reply.message.payload()), fromProto(reply.message.logs()), {}, 0};
}

QStringList usageTags(const QString &constraints)
{
    QStringList tags;
    for (const QString &tag : constraints.split(u','))
        tags.append(tag.trimmed());
    tags.removeAll(QString());
    tags.append(QStringLiteral("abp"));
    return tags;
}

} // namespace

PayloadFunctions PayloadFunctionChanges::appliedTo(PayloadFunctions functions) const
{
    functions.decoder = decoder.value_or(functions.decoder);
    functions.converter = converter.value_or(functions.converter);
    functions.validator = validator.value_or(functions.validator);
    functions.encoder = encoder.value_or(functions.encoder);
    return functions;
}

class ApplicationClient::Private final
{
public:
    Private(ApplicationClient *client, AppId appId, Credentials credentials, const HandlerEndpoint &handler)
        : q(client)
        , calls(std::move(appId), std::move(credentials), handler)
    {
    }

    /// Reads, changes and writes the application; `change` returns what is wrong with the change.
    Future<Application> edit(std::function<Result<void>(Application &)> change)
    {
        return andThen(q, calls.getApplication(), [this, change](const handler::Application &message) {
            Application application = fromProto(message);
            if (const Result<void> changed = change(application); !changed)
                return readyFuture<Application>(fail(changed.error()));
            return andThen(q, calls.setApplication(toProto(application)),
                           [application] { return readyFuture<Application>(application); });
        });
    }

    Future<Device> write(const Device &device, const handler::Device &message)
    {
        return andThen(q, calls.setDevice(message), [device] { return readyFuture<Device>(device); });
    }

    /// Deletes what the next page holds until there is no more; the application itself comes last.
    Future<void> deleteRest(const std::shared_ptr<QPromise<Result<void>>> &progress, int deleted)
    {
        return continued(
            q, calls.getDevices(deletePage, 0), [this, progress, deleted](Result<Reply<handler::DeviceList>> page) {
                // A key without the right "devices" can still delete an application without devices.
                const bool mayNotList = !page && page.error().cause == Failure::Cause::RightMissing;
                if (!page && !mayNotList)
                    return readyFuture<void>(fail(page.error()));
                if (mayNotList || page->message.devices().empty())
                    return calls.deleteApplication();
                progress->setProgressRange(0, deleted + int(page->total.value_or(deletePage)));
                auto list = std::make_shared<handler::DeviceList>(std::move(page->message));
                return andThen(q, deleteListed(progress, list, 0, deleted), [this, progress, deleted, list] {
                    return deleteRest(progress, deleted + list->devices_size());
                });
            });
    }

    Future<void> deleteListed(const std::shared_ptr<QPromise<Result<void>>> &progress,
                              const std::shared_ptr<handler::DeviceList> &list, int index, int deletedBefore)
    {
        if (index == list->devices_size())
            return readyFuture<void>({});
        const DevId devId = DevId::fromServer(toQString(list->devices(index).dev_id()));
        return continued(q, calls.deleteDevice(devId),
                         [this, progress, list, index, deletedBefore](const Result<void> &result) {
                             if (!result && result.error().cause != Failure::Cause::NotFound)
                                 return readyFuture<void>(fail(result.error()));
                             progress->setProgressValue(deletedBefore + index + 1);
                             return deleteListed(progress, list, index + 1, deletedBefore);
                         });
    }

    ApplicationClient *const q;
    HandlerCalls calls;
};

ApplicationClient::ApplicationClient(AppId appId, Credentials credentials, const HandlerEndpoint &handler,
                                     QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(appId), std::move(credentials), handler))
{
}

ApplicationClient::~ApplicationClient() = default;

const AppId &ApplicationClient::appId() const noexcept
{
    return d->calls.appId();
}

Future<void> ApplicationClient::registerApplication()
{
    return d->calls.registerApplication();
}

Future<Application> ApplicationClient::application()
{
    return mapped<Application>(this, d->calls.getApplication(),
                               [](const handler::Application &message) { return fromProto(message); });
}

Future<Application> ApplicationClient::setPayloadFormat(PayloadFormat format)
{
    return d->edit([format](Application &application) -> Result<void> {
        // V2 stores "custom" where functions come without a format, so that "none" would be a silent lie.
        if (format == PayloadFormat::None && application.functions != PayloadFunctions())
            return fail(Failure::invalidInput(
                QStringLiteral("Payload format"),
                QStringLiteral("cannot be none as long as payload functions are set: V2 would go on using them. "
                               "Remove the functions first")));
        application.format = format;
        application.formatName = payloadFormatName(format);
        return {};
    });
}

Future<Application> ApplicationClient::setPayloadFunctions(const PayloadFunctionChanges &changes)
{
    return d->edit([changes](Application &application) -> Result<void> {
        application.functions = changes.appliedTo(application.functions);
        if (application.format == PayloadFormat::None && application.functions != PayloadFunctions()) {
            application.format = PayloadFormat::Custom;
            application.formatName = payloadFormatName(PayloadFormat::Custom);
        }
        return {};
    });
}

Future<Application> ApplicationClient::setOnJoinKey(const Secret &key)
{
    if (!key.isEmpty()) {
        if (const Result<Credentials> valid = Credentials::accessKey(key.expose()); !valid)
            return readyFuture<Application>(fail(valid.error()));
    }
    return d->edit([key](Application &application) -> Result<void> {
        if (application.onJoinKeyHidden)
            return fail(
                {Failure::Kind::Permanent,
                 Failure::Cause::RightMissing,
                 QStringLiteral("The on-join key can only be changed with a key that has the right \"devices\" to "
                                "application \"%1\".")
                     .arg(application.appId.toString()),
                 {}});
        application.onJoinKey = key;
        return {};
    });
}

Future<void> ApplicationClient::unregisterApplication()
{
    auto progress = std::make_shared<QPromise<Result<void>>>();
    progress->start();
    Future<void> future = progress->future();
    Future<void> work = d->deleteRest(progress, 0);
    whenCancelled<void>(this, future, [work]() mutable { work.cancel(); });
    whenFinished<void>(this, work,
                       [progress](Future<void> finished) { settle<void>(*progress, resultOf<void>(finished)); });
    return future;
}

Future<Device> ApplicationClient::device(const DevId &devId)
{
    return mapped<Device>(this, d->calls.getDevice(devId),
                          [](const handler::Device &message) { return fromProto(message); });
}

Future<DevicePage> ApplicationClient::devices(quint64 limit, quint64 offset)
{
    const quint64 bounded = std::clamp<quint64>(limit, 1, largestPage);
    return mapped<DevicePage>(this, d->calls.getDevices(bounded, offset),
                              [offset](const Reply<handler::DeviceList> &reply) {
                                  DevicePage page{{}, offset, reply.total};
                                  for (const handler::Device &device : reply.message.devices())
                                      page.devices.append(fromProto(device));
                                  return page;
                              });
}

Future<Device> ApplicationClient::registerDevice(const Device &device)
{
    Device wanted = device;
    wanted.appId = appId();
    if (const Result<DevId> id = DevId::parse(wanted.devId.toString()); !id)
        return readyFuture<Device>(fail(id.error()));
    if (const Result<void> good = wanted.check(); !good)
        return readyFuture<Device>(fail(good.error()));
    return continued(this, d->calls.getDevice(wanted.devId), [this, wanted](const Result<handler::Device> &present) {
        if (present)
            return readyFuture<Device>(fail(
                {Failure::Kind::Permanent,
                 Failure::Cause::AlreadyExists,
                 QStringLiteral("A device \"%1\" exists already in application \"%2\". Choose another ID, or change "
                                "that device.")
                     .arg(wanted.devId.toString(), wanted.appId.toString()),
                 {}}));
        if (present.error().cause != Failure::Cause::NotFound)
            return readyFuture<Device>(fail(present.error()));
        return d->write(wanted, toProto(wanted));
    });
}

Future<Device> ApplicationClient::updateDevice(const DevId &devId, const DeviceChanges &changes)
{
    return andThen(this, d->calls.getDevice(devId), [this, changes](const handler::Device &message) {
        const Device wanted = changes.appliedTo(fromProto(message));
        if (const Result<void> good = wanted.check(); !good)
            return readyFuture<Device>(fail(good.error()));
        return d->write(wanted, toProto(wanted, changes));
    });
}

Future<void> ApplicationClient::deleteDevice(const DevId &devId)
{
    return d->calls.deleteDevice(devId);
}

Future<Device> ApplicationClient::personalizeDevice(const DevId &devId, const NwkSKey &nwkSKey, const AppSKey &appSKey)
{
    return andThen(this, device(devId), [this, devId, nwkSKey, appSKey](const Device &present) {
        return andThen(this, devAddr(usageTags(present.activationConstraints)),
                       [this, devId, nwkSKey, appSKey](const DevAddr &address) {
                           DeviceChanges changes;
                           changes.appKey = AppKey();
                           changes.devAddr = address;
                           changes.nwkSKey = nwkSKey.isSet() ? nwkSKey : generateRandom<NwkSKey>();
                           changes.appSKey = appSKey.isSet() ? appSKey : generateRandom<AppSKey>();
                           changes.counterUp = 0;
                           changes.counterDown = 0;
                           return updateDevice(devId, changes);
                       });
    });
}

Future<DecodeResult> ApplicationClient::dryUplink(PayloadFormat format, const PayloadFunctions &functions,
                                                  const QByteArray &bytes, quint8 port)
{
    handler::DryUplinkMessage message;
    message.set_payload(bytes.toStdString());
    message.set_port(port);
    *message.mutable_app() = toProto(format, functions);
    return mapped<DecodeResult>(this, d->calls.dryUplink(message), decodeResultOf);
}

Future<EncodeResult> ApplicationClient::dryDownlink(PayloadFormat format, const PayloadFunctions &functions,
                                                    const QByteArray &fields, quint8 port)
{
    handler::DryDownlinkMessage message;
    message.set_fields(fields.toStdString());
    message.set_port(port);
    *message.mutable_app() = toProto(format, functions);
    return mapped<EncodeResult>(this, d->calls.dryDownlink(message), encodeResultOf);
}

Future<void> ApplicationClient::simulateUplink(const DevId &devId, const QByteArray &bytes, quint8 port)
{
    handler::SimulatedUplinkMessage message;
    message.set_app_id(appId().toString().toStdString());
    message.set_dev_id(devId.toString().toStdString());
    message.set_payload(bytes.toStdString());
    message.set_port(port);
    return d->calls.simulateUplink(message);
}

Future<QList<DevAddrPrefix>> ApplicationClient::devAddrPrefixes()
{
    return mapped<QList<DevAddrPrefix>>(this, d->calls.getPrefixes(), [](const lorawan::PrefixesResponse &response) {
        QList<DevAddrPrefix> prefixes;
        for (const auto &mapping : response.prefixes()) {
            DevAddrPrefix prefix{toQString(mapping.prefix()), {}};
            for (const std::string &tag : mapping.usage())
                prefix.usage.append(toQString(tag));
            prefixes.append(prefix);
        }
        return prefixes;
    });
}

Future<DevAddr> ApplicationClient::devAddr(const QStringList &usage)
{
    lorawan::DevAddrRequest request;
    for (const QString &tag : usage)
        request.add_usage(tag.toStdString());
    return mapped<DevAddr>(this, d->calls.getDevAddr(request), [](const lorawan::DevAddrResponse &response) {
        return DevAddr::fromBytes({response.dev_addr().data(), qsizetype(response.dev_addr().size())});
    });
}

} // namespace thingsdesk
