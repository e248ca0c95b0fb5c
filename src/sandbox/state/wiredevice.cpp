// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/state/wiredevice.h"

namespace thingsdesk::sandbox {

namespace {

template <class Bytes>
std::string wireBytes(const Bytes &bytes)
{
    return bytes.toBytes().toStdString();
}

template <class Bytes>
void readBytes(const std::string &wire, Bytes &out)
{
    if (const auto bytes = Bytes::fromBytes(QByteArrayView(wire.data(), qsizetype(wire.size()))))
        out = *bytes;
}

} // namespace

handler::Device toWire(const Device &device, bool withSession)
{
    handler::Device wire;
    wire.set_app_id(device.appId.toString().toStdString());
    wire.set_dev_id(device.devId.toString().toStdString());
    wire.set_description(device.description.toStdString());
    wire.set_latitude(device.latitude);
    wire.set_longitude(device.longitude);
    wire.set_altitude(device.altitude);
    for (const auto &[key, value] : device.attributes.asKeyValueRange())
        (*wire.mutable_attributes())[key.toStdString()] = value.toStdString();
    lorawan::Device &radio = *wire.mutable_lorawan_device();
    radio.set_app_id(wire.app_id());
    radio.set_dev_id(wire.dev_id());
    radio.set_app_eui(wireBytes(device.appEui));
    radio.set_dev_eui(wireBytes(device.devEui));
    radio.set_dev_addr(wireBytes(device.devAddr));
    radio.set_nwk_s_key(wireBytes(device.nwkSKey));
    radio.set_app_s_key(wireBytes(device.appSKey));
    radio.set_app_key(wireBytes(device.appKey));
    radio.set_disable_f_cnt_check(device.counterCheckDisabled);
    radio.set_uses32_bit_f_cnt(device.uses32BitCounter);
    radio.set_activation_constraints(device.activationConstraints.toStdString());
    if (withSession) {
        radio.set_f_cnt_up(device.counterUp);
        radio.set_f_cnt_down(device.counterDown);
        radio.set_last_seen(device.lastSeen ? device.lastSeen->nanoseconds : 0);
    }
    return wire;
}

Device fromWire(const handler::Device &wire)
{
    const lorawan::Device &radio = wire.lorawan_device();
    Device device;
    device.appId = AppId::fromServer(textOf(wire.app_id()));
    device.devId = DevId::fromServer(textOf(wire.dev_id()));
    device.description = textOf(wire.description());
    device.latitude = wire.latitude();
    device.longitude = wire.longitude();
    device.altitude = wire.altitude();
    for (const auto &[key, value] : wire.attributes())
        device.attributes.insert(textOf(key), textOf(value));
    readBytes(radio.app_eui(), device.appEui);
    readBytes(radio.dev_eui(), device.devEui);
    readBytes(radio.dev_addr(), device.devAddr);
    readBytes(radio.nwk_s_key(), device.nwkSKey);
    readBytes(radio.app_s_key(), device.appSKey);
    readBytes(radio.app_key(), device.appKey);
    device.counterUp = radio.f_cnt_up();
    device.counterDown = radio.f_cnt_down();
    device.counterCheckDisabled = radio.disable_f_cnt_check();
    device.uses32BitCounter = radio.uses32_bit_f_cnt();
    device.activationConstraints = textOf(radio.activation_constraints());
    if (radio.last_seen() != 0)
        device.lastSeen = Timestamp{radio.last_seen(), 0};
    return device;
}

} // namespace thingsdesk::sandbox
