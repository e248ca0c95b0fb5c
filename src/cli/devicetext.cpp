// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/devicetext.h"

#include "cli/output.h"
#include "cli/textblock.h"
#include "core/jsontext.h"

#include <charconv>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// The shortest decimal that reads back as the same 32-bit number: 52.01, not 52.0099983215332.
double shortest(float value)
{
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    double result = double(value);
    std::from_chars(digits, end, result);
    return result;
}

template <class Bytes>
QString hexIfSet(const Bytes &bytes)
{
    return bytes.isSet() ? bytes.toHex() : QString();
}

QByteArray attributesJson(const QMap<QString, QString> &attributes)
{
    QByteArray text = "{";
    for (const auto &[key, value] : attributes.asKeyValueRange())
        text += (text.size() > 1 ? "," : "") + jsonString(key) + ':' + jsonString(value);
    return text + '}';
}

QByteArray lorawanJson(const Device &device, Counters counters)
{
    JsonObjectWriter writer;
    writer.addString("app_eui", hexIfSet(device.appEui))
        .addString("dev_eui", hexIfSet(device.devEui))
        .addString("dev_addr", hexIfSet(device.devAddr))
        .addString("nwk_s_key", hexIfSet(device.nwkSKey))
        .addString("app_s_key", hexIfSet(device.appSKey))
        .addString("app_key", hexIfSet(device.appKey));
    if (counters == Counters::Known)
        writer.addUnsigned("f_cnt_up", device.counterUp).addUnsigned("f_cnt_down", device.counterDown);
    else
        writer.add("f_cnt_up", "null").add("f_cnt_down", "null");
    writer.addBool("disable_f_cnt_check", device.counterCheckDisabled)
        .addBool("uses32_bit_f_cnt", device.uses32BitCounter)
        .addString("activation_constraints", device.activationConstraints);
    if (counters == Counters::Known)
        writer.addInteger("last_seen", device.lastSeen ? device.lastSeen->nanoseconds : 0);
    else
        writer.add("last_seen", "null");
    return writer.finish();
}

QString activationName(Activation activation)
{
    switch (activation) {
    case Activation::Otaa:
        return u"OTAA"_s;
    case Activation::Abp:
        return u"ABP"_s;
    case Activation::OnJoinTemplate:
        return u"on-join"_s;
    }
    return {};
}

QString locationText(const Device &device)
{
    if (device.latitude == 0.0F && device.longitude == 0.0F)
        return device.altitude == 0 ? QString() : u"altitude %1 m"_s.arg(device.altitude);
    const auto degrees = [](float value) { return QString::fromLatin1(jsonNumber(shortest(value))); };
    return u"%1°, %2°, %3 m"_s.arg(degrees(device.latitude), degrees(device.longitude)).arg(device.altitude);
}

} // namespace

QByteArray deviceJson(const Device &device, Counters counters)
{
    return JsonObjectWriter()
        .addString("app_id", device.appId.toString())
        .addString("dev_id", device.devId.toString())
        .addString("description", device.description)
        .addNumber("latitude", shortest(device.latitude))
        .addNumber("longitude", shortest(device.longitude))
        .addInteger("altitude", device.altitude)
        .add("attributes", attributesJson(device.attributes))
        .add("lorawan_device", lorawanJson(device, counters))
        .finish();
}

QString deviceText(const Device &device)
{
    TextBlock block;
    block.add(u"Device"_s, device.devId.toString())
        .add(u"Application"_s, device.appId.toString())
        .addIfSet(u"Description"_s, device.description)
        .addIfSet(u"Location"_s, locationText(device));
    for (const auto &[key, value] : device.attributes.asKeyValueRange())
        block.add(u"Attribute"_s, key + " = "_L1 + value);
    block.group()
        .add(u"Activation"_s, activationName(device.activation()))
        .add(u"AppEUI"_s, device.appEui.toHex())
        .add(u"DevEUI"_s, device.devEui.isSet() ? device.devEui.toHex() : u"registered when it joins"_s)
        .addIfSet(u"AppKey"_s, hexIfSet(device.appKey));
    block.group()
        .addIfSet(u"DevAddr"_s, hexIfSet(device.devAddr))
        .addIfSet(u"NwkSKey"_s, hexIfSet(device.nwkSKey))
        .addIfSet(u"AppSKey"_s, hexIfSet(device.appSKey))
        .add(u"Counter up"_s, QString::number(device.counterUp))
        .add(u"Counter down"_s, QString::number(device.counterDown))
        .add(u"Counter size"_s, device.uses32BitCounter ? u"32 bits"_s : u"16 bits"_s)
        .add(u"Counter check"_s, device.counterCheckDisabled ? u"off"_s : u"on"_s)
        .addIfSet(u"Constraints"_s, device.activationConstraints)
        .add(u"Last seen"_s, device.lastSeen ? QString::fromLatin1(device.lastSeen->toRfc3339()) : u"never"_s);
    return block.text();
}

QString deviceListHeader()
{
    return u"Device"_s.leftJustified(36) + u"  Activation  DevEUI            DevAddr   Description"_s;
}

QString deviceListLine(const Device &device)
{
    const QString line =
        device.devId.toString().leftJustified(36) + "  "_L1 + activationName(device.activation()).leftJustified(10) +
        "  "_L1 + hexIfSet(device.devEui).leftJustified(16) + "  "_L1 + hexIfSet(device.devAddr).leftJustified(8) +
        "  "_L1 + plainText(device.description).replace(u'\n', u' ');
    return line.trimmed();
}

} // namespace thingsdesk::cli
