// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/conversions.h"

namespace thingsdesk::ttnv2 {

namespace {

/// Bytes of another length than the field's are as good as none: V2 servers never send them.
template <class Bytes>
Bytes fixedBytes(const std::string &bytes)
{
    return Bytes::fromBytes({bytes.data(), qsizetype(bytes.size())}).value_or(Bytes());
}

template <class Bytes>
std::string toStd(const Bytes &bytes)
{
    return bytes.toBytes().toStdString();
}

/// V2 masks the key for callers without the right "devices": "<secret>.<...>" or "...".
bool isMasked(const std::string &key)
{
    return key == "..." || key.find("<...>") != std::string::npos;
}

QString prefixText(const std::string &bytes)
{
    if (bytes.size() != 5)
        return {};
    return toHex({bytes.data() + 1, 4}) + u'/' + QString::number(static_cast<unsigned char>(bytes[0]));
}

/// What every SetDevice carries.
handler::Device common(const Device &device)
{
    handler::Device message;
    message.set_app_id(device.appId.toString().toStdString());
    message.set_dev_id(device.devId.toString().toStdString());
    message.set_description(device.description.toStdString());
    message.set_latitude(device.latitude);
    message.set_longitude(device.longitude);
    message.set_altitude(device.altitude);
    for (const auto &[key, value] : device.attributes.asKeyValueRange())
        (*message.mutable_attributes())[key.toStdString()] = value.toStdString();
    lorawan::Device &lorawan = *message.mutable_lorawan_device();
    lorawan.set_app_id(message.app_id());
    lorawan.set_dev_id(message.dev_id());
    lorawan.set_app_eui(toStd(device.appEui));
    lorawan.set_dev_eui(toStd(device.devEui));
    lorawan.set_f_cnt_up(device.counterUp);
    lorawan.set_f_cnt_down(device.counterDown);
    lorawan.set_disable_f_cnt_check(device.counterCheckDisabled);
    lorawan.set_uses32_bit_f_cnt(device.uses32BitCounter);
    lorawan.set_activation_constraints(device.activationConstraints.toStdString());
    return message;
}

} // namespace

QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}

QByteArray toQByteArray(const std::string &bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

Announcement fromProto(const discovery::Announcement &message)
{
    Announcement announcement{toQString(message.id()),
                              toQString(message.service_name()),
                              toQString(message.service_version()),
                              toQString(message.description()),
                              toQString(message.url()),
                              message.public_(),
                              toQString(message.net_address()),
                              toQString(message.public_key()),
                              toQByteArray(message.certificate()),
                              toQString(message.api_address()),
                              toQString(message.mqtt_address()),
                              toQString(message.amqp_address()),
                              {},
                              {},
                              {},
                              {}};
    for (const discovery::Metadata &metadata : message.metadata()) {
        if (metadata.has_app_id())
            announcement.applications.append(AppId::fromServer(toQString(metadata.app_id())));
        else if (metadata.has_app_eui())
            announcement.appEuis.append(fixedBytes<AppEui>(metadata.app_eui()));
        else if (metadata.has_gateway_id())
            announcement.gateways.append(toQString(metadata.gateway_id()));
        else if (metadata.has_dev_addr_prefix())
            announcement.devAddrPrefixes.append(prefixText(metadata.dev_addr_prefix()));
    }
    return announcement;
}

Application fromProto(const handler::Application &message)
{
    Application application;
    application.appId = AppId::fromServer(toQString(message.app_id()));
    application.formatName = toQString(message.payload_format());
    application.format = payloadFormatFromName(application.formatName);
    application.functions = {toQString(message.decoder()), toQString(message.converter()),
                             toQString(message.validator()), toQString(message.encoder())};
    const std::string &key = message.register_on_join_access_key();
    application.onJoinKeyHidden = isMasked(key);
    if (!application.onJoinKeyHidden)
        application.onJoinKey = Secret(toQByteArray(key));
    return application;
}

handler::Application toProto(const Application &application)
{
    handler::Application message = toProto(application.format, application.functions);
    message.set_app_id(application.appId.toString().toStdString());
    if (application.format == PayloadFormat::Unknown)
        message.set_payload_format(application.formatName.toStdString());
    message.set_register_on_join_access_key(application.onJoinKey.expose().toStdString());
    return message;
}

handler::Application toProto(PayloadFormat format, const PayloadFunctions &functions)
{
    handler::Application message;
    message.set_payload_format(payloadFormatName(format).toStdString());
    message.set_decoder(functions.decoder.toStdString());
    message.set_converter(functions.converter.toStdString());
    message.set_validator(functions.validator.toStdString());
    message.set_encoder(functions.encoder.toStdString());
    return message;
}

Device fromProto(const handler::Device &message)
{
    const lorawan::Device &lorawan = message.lorawan_device();
    Device device;
    device.appId = AppId::fromServer(toQString(message.app_id()));
    device.devId = DevId::fromServer(toQString(message.dev_id()));
    device.description = toQString(message.description());
    device.latitude = message.latitude();
    device.longitude = message.longitude();
    device.altitude = message.altitude();
    for (const auto &[key, value] : message.attributes())
        device.attributes.insert(toQString(key), toQString(value));
    device.appEui = fixedBytes<AppEui>(lorawan.app_eui());
    device.devEui = fixedBytes<DevEui>(lorawan.dev_eui());
    device.devAddr = fixedBytes<DevAddr>(lorawan.dev_addr());
    device.nwkSKey = fixedBytes<NwkSKey>(lorawan.nwk_s_key());
    device.appSKey = fixedBytes<AppSKey>(lorawan.app_s_key());
    device.appKey = fixedBytes<AppKey>(lorawan.app_key());
    device.counterUp = lorawan.f_cnt_up();
    device.counterDown = lorawan.f_cnt_down();
    device.counterCheckDisabled = lorawan.disable_f_cnt_check();
    device.uses32BitCounter = lorawan.uses32_bit_f_cnt();
    device.activationConstraints = toQString(lorawan.activation_constraints());
    if (lorawan.last_seen() > 0)
        device.lastSeen = Timestamp{lorawan.last_seen(), 0};
    return device;
}

handler::Device toProto(const Device &device)
{
    handler::Device message = common(device);
    lorawan::Device &lorawan = *message.mutable_lorawan_device();
    if (device.devAddr.isSet())
        lorawan.set_dev_addr(toStd(device.devAddr));
    if (device.nwkSKey.isSet())
        lorawan.set_nwk_s_key(toStd(device.nwkSKey));
    if (device.appSKey.isSet())
        lorawan.set_app_s_key(toStd(device.appSKey));
    if (device.appKey.isSet())
        lorawan.set_app_key(toStd(device.appKey));
    return message;
}

handler::Device toProto(const Device &device, const DeviceChanges &changes)
{
    handler::Device message = common(device);
    lorawan::Device &lorawan = *message.mutable_lorawan_device();
    if (changes.devAddr)
        lorawan.set_dev_addr(toStd(*changes.devAddr));
    if (changes.nwkSKey)
        lorawan.set_nwk_s_key(toStd(*changes.nwkSKey));
    if (changes.appSKey)
        lorawan.set_app_s_key(toStd(*changes.appSKey));
    if (changes.appKey)
        lorawan.set_app_key(toStd(*changes.appKey));
    return message;
}

QList<PayloadLogEntry> fromProto(const google::protobuf::RepeatedPtrField<handler::LogEntry> &logs)
{
    QList<PayloadLogEntry> entries;
    for (const handler::LogEntry &log : logs) {
        PayloadLogEntry entry{toQString(log.function()), {}};
        for (const std::string &field : log.fields())
            entry.values.append(toQByteArray(field));
        entries.append(entry);
    }
    return entries;
}

} // namespace thingsdesk::ttnv2
