// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/directory.h"

#include <algorithm>

namespace thingsdesk::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto handlerService = "handler"_L1;
constexpr auto routerService = "router"_L1;

// The prefix 26000000/20: length in bits, then the address.
constexpr std::string_view addressPrefix("\x14\x26\x00\x00\x00", 5);

} // namespace

Directory::Directory(StateFile &state)
    : m_state(state)
{
    const auto announced = state.announcedApplications();
    for (auto entry = announced.begin(); entry != announced.end(); ++entry)
        m_applications.insert(entry.key(), entry.value());
}

void Directory::announce(const discovery::Announcement &announcement)
{
    const Name name(QString::fromStdString(announcement.service_name()), QString::fromStdString(announcement.id()));
    m_components[name] = announcement;
    m_components[name].clear_metadata();
}

discovery::Announcement Directory::withMetadata(const discovery::Announcement &announcement) const
{
    discovery::Announcement result = announcement;
    if (result.service_name() == "broker" && result.id() == brokerId)
        result.add_metadata()->set_dev_addr_prefix(std::string(addressPrefix));
    if (result.service_name() == "router" && result.id() == routerId) {
        QStringList gateways(m_gateways.begin(), m_gateways.end());
        gateways.sort();
        for (const QString &gateway : std::as_const(gateways))
            result.add_metadata()->set_gateway_id(gateway.toStdString());
    }
    const QString id = QString::fromStdString(result.id());
    for (const auto &[appId, handler] : m_applications.asKeyValueRange()) {
        if (result.service_name() == "handler" && handler == id)
            result.add_metadata()->set_app_id(appId.toStdString());
    }
    return result;
}

QList<discovery::Announcement> Directory::all(const QString &serviceName) const
{
    QList<discovery::Announcement> found;
    for (const auto &[name, announcement] : m_components.asKeyValueRange()) {
        if (name.first == serviceName)
            found.append(withMetadata(announcement));
    }
    return found;
}

Reply<discovery::Announcement> Directory::bare(const QString &serviceName, const QString &id) const
{
    const auto found = m_components.constFind(Name(serviceName, id));
    if (found != m_components.cend())
        return found.value();
    return refuse(Refusal::notFound("discovery:announcement:" + serviceName.toUtf8() + ':' + id.toUtf8()));
}

Reply<discovery::Announcement> Directory::get(const QString &serviceName, const QString &id) const
{
    return bare(serviceName, id).map([this](const auto &announcement) { return withMetadata(announcement); });
}

Reply<discovery::Announcement> Directory::byApplication(const QString &appId) const
{
    const auto found = m_applications.constFind(appId);
    if (found == m_applications.cend())
        return refuse(Refusal::notFound("discovery:app_id:" + appId.toUtf8()));
    return bare(QString(handlerService), found.value());
}

Reply<discovery::Announcement> Directory::byGateway(const QString &gatewayId) const
{
    if (!m_gateways.contains(gatewayId))
        return refuse(Refusal::notFound("discovery:gateway_id:" + gatewayId.toUtf8()));
    return bare(QString(routerService), QString::fromLatin1(routerId));
}

Reply<discovery::Announcement> Directory::byAppEui(const AppEui &appEui) const
{
    if (!appEui.isSet())
        return refuse(Refusal::invalid("AppEUI", "empty"));
    // Nothing announces AppEUIs, on the real network neither.
    return refuse(Refusal::notFound("discovery:app_eui:" + appEui.toHex().toUtf8()));
}

void Directory::registerApplication(const QString &appId, const QString &handler)
{
    m_applications.insert(appId, handler);
    m_state.setAnnounced(appId, handler);
}

void Directory::unregisterApplication(const QString &appId)
{
    m_applications.remove(appId);
    m_state.setAnnounced(appId, {});
}

} // namespace thingsdesk::sandbox
