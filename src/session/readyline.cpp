// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/readyline.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

Failure notUnderstood(const QString &what)
{
    return {Failure::Kind::Permanent, Failure::Cause::BadMessage, u"What it said cannot be read: %1."_s.arg(what), {}};
}

Result<DemoNetworkAddresses::Application> readApplication(const QJsonValue &json)
{
    const Result<AppId> appId = AppId::parse(json["app_id"_L1].toString());
    const Result<Credentials> key = Credentials::accessKey(json["access_key"_L1].toString().toUtf8());
    if (!appId || !key)
        return fail(notUnderstood(u"an application has no good ID or key"_s));
    return DemoNetworkAddresses::Application{*appId, *key, json["registered"_L1].toBool()};
}

} // namespace

Result<DemoNetworkAddresses> readReadyLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return fail(notUnderstood(u"it is no JSON object"_s));
    DemoNetworkAddresses addresses;
    addresses.connection.discoveryAddress = document["discovery"_L1].toString();
    if (addresses.connection.discoveryAddress.isEmpty())
        return fail(notUnderstood(u"there is no discovery address"_s));
    QFile authority(document["ca"_L1].toString());
    if (authority.fileName().isEmpty() || !authority.open(QIODevice::ReadOnly))
        return fail(notUnderstood(u"its certificate's file cannot be opened"_s));
    addresses.connection.discoveryCa = authority.readAll();
    addresses.connection.mqttCa = addresses.connection.discoveryCa;
    const QJsonArray applications = document["applications"_L1].toArray();
    for (const auto &json : applications) {
        const auto application = readApplication(json);
        if (!application)
            return fail(application.error());
        addresses.applications.append(*application);
    }
    return addresses;
}

} // namespace thingsdesk
