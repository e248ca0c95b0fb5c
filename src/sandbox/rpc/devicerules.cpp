// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/devicerules.h"

#include "sandbox/state/wiredevice.h"
#include "sandbox/textids.h"

namespace thingsdesk::sandbox {

namespace {

Reply<void> checkIds(const std::string &appId, const std::string &devId)
{
    if (auto good = checkTextId("AppID", textOf(appId)); !good)
        return good;
    return checkTextId("DevID", textOf(devId));
}

} // namespace

Reply<void> checkDeviceRequest(const handler::Device &request)
{
    const QByteArray context = "Invalid Device";
    if (const auto good = checkIds(request.app_id(), request.dev_id()); !good)
        return refuse(good.error().within(context));
    if (!request.has_lorawan_device())
        return refuse(Refusal::invalid("Device", "can not be empty").within(context));
    const lorawan::Device &radio = request.lorawan_device();
    if (const auto good = checkIds(radio.app_id(), radio.dev_id()); !good)
        return refuse(good.error().within("Invalid LoRaWANDevice").within(context).within(context));
    return {};
}

Reply<void> checkAttributes(const QMap<QString, QString> &attributes)
{
    const auto unknown = [](const QByteArray &text) { return refuse({Refusal::Code::Unknown, text}); };
    int own = 0;
    for (const auto &[key, value] : attributes.asKeyValueRange()) {
        if (key.toUtf8().size() > Device::maximumAttributeBytes)
            return unknown("Attribute key \"" + key.toUtf8() + "\" exceeds maximum length (64)");
        if (value.toUtf8().size() > Device::maximumAttributeBytes)
            return unknown("Attribute value for key \"" + key.toUtf8() + "\" exceeds maximum length (64)");
        own += isBuiltInAttribute(key) ? 0 : 1;
    }
    if (own > Device::maximumCustomAttributes)
        return unknown("Maximum number of custom attributes (5) exceeded");
    return {};
}

Device mergedDevice(const Device &stored, const handler::Device &request)
{
    const lorawan::Device &radio = request.lorawan_device();
    Device merged = fromWire(request);
    if (radio.dev_addr().empty())
        merged.devAddr = stored.devAddr;
    if (radio.nwk_s_key().empty())
        merged.nwkSKey = stored.nwkSKey;
    if (radio.app_s_key().empty())
        merged.appSKey = stored.appSKey;
    if (radio.app_key().empty())
        merged.appKey = stored.appKey;
    if (merged.activationConstraints.isEmpty())
        merged.activationConstraints = QStringLiteral("local");
    merged.lastSeen = stored.lastSeen;
    return merged;
}

} // namespace thingsdesk::sandbox
