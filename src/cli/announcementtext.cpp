// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/announcementtext.h"

#include "cli/textblock.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray metadataJson(const Announcement &announcement)
{
    QByteArray text = "[";
    const auto add = [&text](QByteArrayView name, const QString &value) {
        text += (text.size() > 1 ? "," : "") + JsonObjectWriter().addString(name, value).finish();
    };
    for (const QString &gateway : announcement.gateways)
        add("gateway_id", gateway);
    for (const QString &prefix : announcement.devAddrPrefixes)
        add("dev_addr_prefix", prefix);
    for (const AppId &application : announcement.applications)
        add("app_id", application.toString());
    for (const AppEui &eui : announcement.appEuis)
        add("app_eui", eui.toHex());
    return text + ']';
}

QString applicationNames(const Announcement &announcement)
{
    QStringList names;
    for (const AppId &application : announcement.applications)
        names.append(application.toString());
    return names.join(", "_L1);
}

} // namespace

QByteArray announcementJson(const Announcement &announcement)
{
    return JsonObjectWriter()
        .addString("id", announcement.id)
        .addString("service_name", announcement.serviceName)
        .addString("service_version", announcement.serviceVersion)
        .addString("description", announcement.description)
        .addString("url", announcement.url)
        .addBool("public", announcement.isPublic)
        .addString("net_address", announcement.netAddress)
        .addString("public_key", announcement.publicKey)
        .addString("certificate", QString::fromUtf8(announcement.certificate))
        .addString("api_address", announcement.apiAddress)
        .addString("mqtt_address", announcement.mqttAddress)
        .addString("amqp_address", announcement.amqpAddress)
        .add("metadata", metadataJson(announcement))
        .finish();
}

QString announcementText(const Announcement &announcement)
{
    TextBlock block;
    block.add(announcement.serviceName, announcement.id)
        .addIfSet(u"Description"_s, announcement.description)
        .addIfSet(u"Version"_s, announcement.serviceVersion)
        .addIfSet(u"Address"_s, announcement.netAddress)
        .add(u"Encryption"_s,
             announcement.certificate.isEmpty() ? u"none announced"_s : u"TLS, certificate announced"_s)
        .addIfSet(u"MQTT"_s, announcement.mqttAddress)
        .addIfSet(u"AMQP"_s, announcement.amqpAddress)
        .addIfSet(u"HTTP"_s, announcement.apiAddress)
        .addIfSet(u"More"_s, announcement.url)
        .addIfSet(u"Applications"_s, applicationNames(announcement))
        .addIfSet(u"Gateways"_s, announcement.gateways.join(", "_L1))
        .addIfSet(u"Addresses"_s, announcement.devAddrPrefixes.join(", "_L1));
    return block.text();
}

} // namespace thingsdesk::cli
