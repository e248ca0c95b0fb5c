// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk::sandbox {

namespace {

QJsonObject applicationJson(const SandboxAddresses::Application &application)
{
    QJsonArray keys;
    for (const SandboxAddresses::Key &key : application.keys)
        keys.append(QJsonObject{{QStringLiteral("key"), QString::fromLatin1(key.key)},
                                {QStringLiteral("rights"), QJsonArray::fromStringList(key.rights)}});
    return {{QStringLiteral("app_id"), application.appId},
            {QStringLiteral("access_key"), QString::fromLatin1(application.keys.value(0).key)},
            {QStringLiteral("keys"), keys},
            {QStringLiteral("registered"), application.registered}};
}

} // namespace

QByteArray readyJson(const SandboxAddresses &addresses)
{
    QJsonArray applications;
    for (const SandboxAddresses::Application &application : addresses.applications)
        applications.append(applicationJson(application));
    const QJsonObject line{{QStringLiteral("discovery"), addresses.discovery},
                           {QStringLiteral("ca"), addresses.authorityPath},
                           {QStringLiteral("handler"), addresses.handler},
                           {QStringLiteral("handler_cert"), addresses.handlerCertificatePath},
                           {QStringLiteral("mqtt"), addresses.mqtt},
                           {QStringLiteral("mqtts"), addresses.mqtts},
                           {QStringLiteral("applications"), applications}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray readyText(const SandboxAddresses &addresses)
{
    QByteArray text = "The network is ready. Stop it with Ctrl+C.\n";
    const auto add = [&text](const char *name, const QString &value) {
        text += "  " + QByteArray(name).leftJustified(24) + value.toUtf8() + '\n';
    };
    add("discovery", addresses.discovery);
    add("its certificate's CA", addresses.authorityPath);
    add("MQTT", addresses.mqtt + QStringLiteral(" (plain), ") + addresses.mqtts + QStringLiteral(" (TLS)"));
    text += "Applications and their access keys:\n";
    for (const SandboxAddresses::Application &application : addresses.applications)
        add(application.appId.toUtf8().constData(),
            QString::fromLatin1(application.keys.value(0).key) +
                (application.registered ? QString() : QStringLiteral("  (not registered yet)")));
    return text;
}

} // namespace thingsdesk::sandbox
