// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/topics.h"

namespace thingsdesk::ttnv2 {

namespace {

constexpr QByteArrayView devicesLevel = "devices";
constexpr QByteArrayView upLevel = "up";
constexpr QByteArrayView downLevel = "down";
constexpr QByteArrayView eventsLevel = "events";

/// Gives a topic's levels from left to right.
class Levels
{
public:
    explicit Levels(QByteArrayView topic)
        : m_rest(topic)
    {
    }

    QByteArrayView next()
    {
        const qsizetype slash = m_rest.indexOf('/');
        const QByteArrayView level = slash < 0 ? m_rest : m_rest.first(slash);
        m_atEnd = slash < 0;
        m_rest = slash < 0 ? QByteArrayView() : m_rest.sliced(slash + 1);
        return level;
    }

    bool atEnd() const noexcept { return m_atEnd; }
    QByteArrayView rest() const noexcept { return m_rest; }

private:
    QByteArrayView m_rest;
    bool m_atEnd = false;
};

Topic parseDeviceTopic(QByteArrayView appId, Levels levels)
{
    using Kind = Topic::Kind;
    const QByteArrayView devId = levels.next();
    if (devId.isEmpty() || levels.atEnd())
        return {};
    const QByteArrayView word = levels.next();
    if (word == upLevel)
        return {levels.atEnd() ? Kind::Uplink : Kind::Field, appId, devId, levels.rest()};
    if (word == downLevel && levels.atEnd())
        return {Kind::Downlink, appId, devId, {}};
    if (word == eventsLevel)
        return {Kind::Event, appId, devId, levels.rest()};
    return {};
}

/// One level without wildcards (MQTT 3.1.1, 4.7).
template <class Id>
Result<QByteArray> levelOf(const Id &id, const QString &name)
{
    const QString &text = id.toString();
    if (text.isEmpty())
        return fail(Failure::invalidInput(name, QStringLiteral("must not be empty")));
    for (const QChar c : text) {
        if (c == u'/' || c == u'+' || c == u'#' || c.isNull())
            return fail(Failure::invalidInput(name, QStringLiteral("must not have '%1'").arg(c.isNull() ? u'0' : c)));
    }
    return text.toUtf8();
}

Result<QByteArray> deviceTopic(const AppId &appId, const DevId &devId, QByteArrayView word)
{
    Result<QByteArray> app = levelOf(appId, QStringLiteral("Application ID"));
    if (!app)
        return app;
    Result<QByteArray> device = levelOf(devId, QStringLiteral("Device ID"));
    if (!device)
        return device;
    return *app + '/' + devicesLevel.toByteArray() + '/' + *device + '/' + word.toByteArray();
}

} // namespace

Topic parseTopic(QByteArrayView topic)
{
    Levels levels(topic);
    const QByteArrayView appId = levels.next();
    if (appId.isEmpty() || levels.atEnd())
        return {};
    const QByteArrayView word = levels.next();
    if (word == eventsLevel)
        return {Topic::Kind::ApplicationEvent, appId, {}, levels.rest()};
    if (word != devicesLevel || levels.atEnd())
        return {};
    return parseDeviceTopic(appId, levels);
}

Result<SubscribeFilters> subscribeFilters(const AppId &appId)
{
    return levelOf(appId, QStringLiteral("Application ID")).map([](const QByteArray &app) {
        return SubscribeFilters{app + "/devices/+/up", app + "/devices/+/events/#", app + "/events/#"};
    });
}

Result<QByteArray> downlinkTopic(const AppId &appId, const DevId &devId)
{
    return deviceTopic(appId, devId, downLevel);
}

Result<QByteArray> uplinkTopic(const AppId &appId, const DevId &devId)
{
    return deviceTopic(appId, devId, upLevel);
}

Result<QByteArray> eventTopic(const AppId &appId, const DevId &devId, const QString &type)
{
    return deviceTopic(appId, devId, eventsLevel).map([&](const QByteArray &topic) {
        return topic + '/' + type.toUtf8();
    });
}

} // namespace thingsdesk::ttnv2
