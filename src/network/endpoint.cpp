// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/endpoint.h"

#include <QHostAddress>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr quint16 mqttPort = 1883;
constexpr quint16 mqttTlsPort = 8883;

struct HostAndPort
{
    QStringView host;
    QStringView port; ///< null where none is given
};

/// Splits "host:port", "[v6]:port", "host" and a bare IPv6 address.
HostAndPort split(QStringView text)
{
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0)
            return {};
        const QStringView rest = text.sliced(close + 1);
        return {text.sliced(1, close - 1), rest.startsWith(u':') ? rest.sliced(1) : QStringView()};
    }
    if (text.count(u':') != 1)
        return {text, {}};
    const qsizetype colon = text.indexOf(u':');
    return {text.first(colon), text.sliced(colon + 1)};
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'.' || c == u'_';
}

/// "::1", "fe80::1%eth0". QHostAddress alone would stop at a NUL and take the rest for good.
bool isIpv6(QStringView host)
{
    const qsizetype scope = host.indexOf(u'%');
    const QStringView address = scope < 0 ? host : host.first(scope);
    const auto isAddressCharacter = [](QChar c) {
        return c == u':' || c == u'.' || (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
    };
    if (!std::all_of(address.begin(), address.end(), isAddressCharacter))
        return false;
    if (scope >= 0) {
        const QStringView name = host.sliced(scope + 1);
        if (name.isEmpty() || !std::all_of(name.begin(), name.end(), isNameCharacter))
            return false;
    }
    QHostAddress parsed;
    return parsed.setAddress(host.toString());
}

bool isHostName(QStringView host)
{
    if (host.isEmpty() || host.size() > 253)
        return false;
    return host.contains(u':') ? isIpv6(host) : std::all_of(host.begin(), host.end(), isNameCharacter);
}

/// The text behind "scheme://", and the scheme in lower case.
std::pair<QString, QStringView> withoutScheme(QStringView text)
{
    const qsizetype at = text.indexOf(u"://");
    if (at < 0)
        return {QString(), text};
    QStringView rest = text.sliced(at + 3);
    while (rest.endsWith(u'/'))
        rest.chop(1);
    return {text.first(at).toString().toLower(), rest};
}

} // namespace

QString Endpoint::toString() const
{
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

bool Endpoint::isLoopback() const
{
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0 || host.endsWith(u".localhost", Qt::CaseInsensitive))
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

Result<Endpoint> Endpoint::parse(const QString &text, quint16 defaultPort, const QString &field)
{
    const QString trimmed = text.trimmed();
    const HostAndPort parts = split(trimmed);
    if (!isHostName(parts.host))
        return fail(Failure::invalidInput(
            field, trimmed.isEmpty() ? QStringLiteral("must not be empty")
                                     : QStringLiteral("must be host:port, but is \"%1\"").arg(trimmed.left(100))));
    if (parts.port.isNull() && defaultPort != 0)
        return Endpoint{parts.host.toString(), defaultPort};
    bool isNumber = false;
    const uint port = parts.port.toUInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535)
        return fail(Failure::invalidInput(
            field, QStringLiteral("must have a port from 1 to 65535, but is \"%1\"").arg(trimmed.left(100))));
    return Endpoint{parts.host.toString(), quint16(port)};
}

Result<Endpoint> endpointOfNetAddress(const QString &netAddress, quint16 defaultPort)
{
    const QString first = netAddress.section(u',', 0, 0).trimmed();
    return Endpoint::parse(withoutScheme(first).second.toString(), defaultPort, QStringLiteral("Handler address"));
}

Result<BrokerEndpoints> endpointsOfMqttAddress(const QString &mqttAddress)
{
    const QString field = QStringLiteral("MQTT address");
    const QString trimmed = mqttAddress.section(u',', 0, 0).trimmed();
    const auto [scheme, address] = withoutScheme(trimmed);
    if (!scheme.isEmpty() && scheme != u"mqtt" && scheme != u"mqtts")
        return fail(Failure::invalidInput(
            field, QStringLiteral("must begin with mqtt:// or mqtts://, but is \"%1\"").arg(trimmed.left(100))));
    const bool hasPort = !split(address).port.isNull();
    const Result<Endpoint> endpoint =
        Endpoint::parse(address.toString(), scheme == u"mqtts" ? mqttTlsPort : mqttPort, field);
    if (!endpoint)
        return fail(endpoint.error());
    BrokerEndpoints endpoints;
    if (scheme == u"mqtts" || (scheme.isEmpty() && endpoint->port == mqttTlsPort)) {
        endpoints.tls = *endpoint;
    } else {
        endpoints.plain = *endpoint;
        if (scheme.isEmpty() && !hasPort)
            endpoints.tls = Endpoint{endpoint->host, mqttTlsPort};
    }
    return endpoints;
}

} // namespace thingsdesk
