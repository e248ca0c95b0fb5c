// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/connection.h"

#include "cli/savedprofile.h"
#include "network/endpoint.h"

#include <QFile>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// The certificates in an option's file; empty where the option is not given.
Parsed<QByteArray> readCertificates(const Arguments &arguments, const QString &option)
{
    const std::optional<QString> path = arguments.value(option);
    if (!path)
        return QByteArray();
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(u"--%1: \"%2\" cannot be read: %3."_s.arg(option, *path, file.errorString()));
    const QByteArray pem = file.read(qint64(4) * 1024 * 1024);
    if (!pem.contains("-----BEGIN CERTIFICATE-----"))
        return wrongUse(u"--%1: \"%2\" holds no certificate in PEM form."_s.arg(option, *path));
    return pem;
}

/// Addresses are checked here, so that a slip of the keyboard is wrong use and not a failing network.
Parsed<void> checkAddresses(const ConnectionSettings &settings)
{
    const auto checked = [](const QString &address, quint16 port, const QString &option) -> Parsed<void> {
        if (address.isEmpty())
            return {};
        const Result<Endpoint> endpoint = Endpoint::parse(address, port, option);
        return endpoint ? Parsed<void>() : wrongUse(endpoint.error().text, endpoint.error().detail);
    };
    if (auto good = checked(settings.discoveryAddress, discoveryPort, u"--discovery"_s); !good)
        return good;
    if (auto good = checked(settings.handlerAddress, handlerPort, u"--handler"_s); !good)
        return good;
    if (settings.mqttAddress.isEmpty())
        return {};
    const Result<BrokerEndpoints> broker = endpointsOfMqttAddress(settings.mqttAddress);
    return broker ? Parsed<void>() : wrongUse("--mqtt: "_L1 + broker.error().text, broker.error().detail);
}

Parsed<ConnectionSettings> readSettings(const Arguments &arguments)
{
    ConnectionSettings settings;
    for (const auto &[option, address] :
         {std::pair(u"discovery"_s, &settings.discoveryAddress), std::pair(u"handler"_s, &settings.handlerAddress),
          std::pair(u"mqtt"_s, &settings.mqttAddress)}) {
        *address = arguments.value(option).value_or(QString());
        if (arguments.has(option) && address->isEmpty())
            return wrongUse(u"--%1 must not be empty."_s.arg(option));
    }
    if (const Parsed<void> good = checkAddresses(settings); !good)
        return tl::unexpected<WrongUse>(good.error());
    for (const auto &[option, pem] :
         {std::pair(u"ca"_s, &settings.discoveryCa), std::pair(u"handler-cert"_s, &settings.handlerCertificate),
          std::pair(u"mqtt-ca"_s, &settings.mqttCa)}) {
        Parsed<QByteArray> read = readCertificates(arguments, option);
        if (!read)
            return tl::unexpected<WrongUse>(read.error());
        *pem = *std::move(read);
    }
    settings.allowPlaintext = arguments.has(u"allow-plaintext"_s);
    return settings;
}

/// The application and its addresses, from a profile or from the options.
Parsed<Connection> readPlace(const Arguments &arguments, Needs needs)
{
    Connection connection;
    Parsed<std::optional<Profile>> profile = readProfile(arguments);
    if (!profile)
        return tl::unexpected<WrongUse>(profile.error());
    connection.profile = *std::move(profile);
    if (connection.profile) {
        connection.appId = connection.profile->appId;
        connection.settings = connection.profile->connection;
        return connection;
    }
    if (needs == Needs::Profile)
        return wrongUse(u"No profile is given."_s, u"Give --profile NAME."_s);
    Parsed<ConnectionSettings> settings = readSettings(arguments);
    if (!settings)
        return tl::unexpected<WrongUse>(settings.error());
    connection.settings = *std::move(settings);
    if (const std::optional<QString> app = arguments.value(u"app"_s)) {
        const Result<AppId> id = AppId::parse(*app);
        if (!id)
            return wrongUse("--app: "_L1 + id.error().text);
        connection.appId = *id;
    } else if (needs != Needs::Network) {
        return wrongUse(u"No application is given."_s, u"Give --app APP_ID, or --profile NAME."_s);
    }
    return connection;
}

} // namespace

Parsed<Connection> readConnection(const Arguments &arguments, Needs needs, SecretSource &secrets)
{
    if (needs == Needs::Nothing)
        return Connection();
    Parsed<Connection> connection = readPlace(arguments, needs);
    if (!connection || needs == Needs::Profile)
        return connection;
    if (connection->settings.discoveryAddress.isEmpty())
        connection->settings.discoveryAddress = QString::fromLatin1(publicDiscoveryAddress);

    Parsed<Credentials> credentials = secrets.credentials(arguments);
    if (!credentials)
        return tl::unexpected<WrongUse>(credentials.error());
    connection->credentials = *std::move(credentials);
    const bool isMissing = connection->credentials.kind() == Credentials::Kind::None && !connection->profile;
    if (needs == Needs::Credentials && isMissing)
        return wrongUse(
            u"No access key and no token is given."_s,
            u"Set THINGSDESK_ACCESS_KEY (or THINGSDESK_TOKEN), or give --key-file FILE (or --token-file)."_s);
    return connection;
}

} // namespace thingsdesk::cli
