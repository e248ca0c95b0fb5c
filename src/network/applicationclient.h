// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/devicechanges.h"
#include "core/payloadresult.h"
#include "core/result.h"
#include "network/credentials.h"
#include "network/endpoint.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

/// Where an application's handler is, and whom to trust for it.
struct HandlerEndpoint
{
    Endpoint server;
    QByteArray certificate; ///< PEM, the only trusted root; empty = the system's roots, or plain text where allowed
    bool allowPlaintext = false; ///< if the server speaks no TLS; a loopback server needs no permission
};

/// A page of an application's devices, in the order of their IDs. Counters and last seen are not filled.
struct DevicePage
{
    QList<Device> devices;
    quint64 offset = 0;
    std::optional<quint64> total; ///< of the application, where the server tells it
};

/// A range of device addresses and what it may be used for.
struct DevAddrPrefix
{
    QString prefix; ///< "26000000/20"
    QStringList usage;
};

/// The functions to change; those left out stay as the server has them. An empty text removes a function.
struct PayloadFunctionChanges
{
    std::optional<QString> decoder;
    std::optional<QString> converter;
    std::optional<QString> validator;
    std::optional<QString> encoder;

    PayloadFunctions appliedTo(PayloadFunctions functions) const;
};

/// An application's settings and devices at its V2 handler.
///
/// Calls are asynchronous, answered on the thread that made the client, and can be cancelled; each has 30 s (deleting
/// 60 s), tries included. They are throttled to 4 a second, below the handler's limit of 5, and tried again with
/// growing pauses where a fault passes. V2 replaces whatever it is given, so every change reads first; frame counters
/// and the on-join key survive any edit. What V2 would accept to its own harm is refused before it is sent
/// (Device::check()).
///
/// Source: wire-v2 sections 3, 5, 6, 8; the V2 SDK's ApplicationClient.
class ApplicationClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationClient)
public:
    ApplicationClient(AppId appId, Credentials credentials, const HandlerEndpoint &handler, QObject *parent = nullptr);
    ~ApplicationClient() override;

    const AppId &appId() const noexcept;

    /// Makes the application known to this handler. Its uplinks may be lost for about a minute after that.
    Future<void> registerApplication();
    Future<Application> application();
    Future<Application> setPayloadFormat(PayloadFormat format);
    /// Also switches the format to custom where it was none.
    Future<Application> setPayloadFunctions(const PayloadFunctionChanges &changes);
    /// The access key with which the network registers devices that join for the first time; empty removes it. Needs
    /// the right "devices" as well.
    Future<Application> setOnJoinKey(const Secret &key);
    /// Deletes every device, one after the other, then the application: V2's own way stops half-way at its rate limit.
    /// The Future's progress counts devices. No deadline: 4 devices a second.
    Future<void> unregisterApplication();

    Future<Device> device(const DevId &devId);
    /// `limit` 1 to 1,000: an unlimited reply fails above some 26,000 devices.
    Future<DevicePage> devices(quint64 limit = 1000, quint64 offset = 0);
    /// A new device; AlreadyExists where the ID or the EUI pair is taken.
    Future<Device> registerDevice(const Device &device);
    /// Reads the device, applies the changes, writes it; answers with the device as written.
    Future<Device> updateDevice(const DevId &devId, const DeviceChanges &changes);
    Future<void> deleteDevice(const DevId &devId);
    /// Makes an ABP device of it: an address from the network and keys, made where they are not set; counters to 0.
    Future<Device> personalizeDevice(const DevId &devId, const NwkSKey &nwkSKey = {}, const AppSKey &appSKey = {});

    /// Decodes with these functions at the handler; nothing is saved or published. What a function does wrong is in the
    /// result, not a Failure. Not throttled.
    Future<DecodeResult> dryUplink(PayloadFormat format, const PayloadFunctions &functions, const QByteArray &bytes,
                                   quint8 port);
    /// Encodes with these functions; `fields` is the text of a JSON object.
    Future<EncodeResult> dryDownlink(PayloadFormat format, const PayloadFunctions &functions, const QByteArray &fields,
                                     quint8 port);
    /// Publishes an uplink as if the device had sent it.
    Future<void> simulateUplink(const DevId &devId, const QByteArray &bytes, quint8 port);

    Future<QList<DevAddrPrefix>> devAddrPrefixes();
    /// A free address with all of these usage tags.
    Future<DevAddr> devAddr(const QStringList &usage);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
