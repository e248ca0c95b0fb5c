// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/message/eventpublisher.h"

#include <charconv>
#include <cmath>

namespace thingsdesk::sandbox {

namespace {

QByteArray topicOf(const AppId &appId, const DevId &devId)
{
    return appId.toString().toUtf8() + "/devices/" + devId.toString().toUtf8();
}

bool isFinite(const Location &place)
{
    return std::isfinite(place.latitude) && std::isfinite(place.longitude);
}

} // namespace

double shortestDouble(float value)
{
    if (!std::isfinite(value))
        return double(value);
    char digits[64];
    const auto written = std::to_chars(digits, digits + sizeof digits, value);
    double result = 0;
    std::from_chars(digits, written.ptr, result);
    return result;
}

void EventPublisher::uplink(const UplinkMessage &message, FieldDepth depth)
{
    if (!isFinite(message.metadata.location))
        return;
    const QByteArray topic = topicOf(message.appId, message.devId) + "/up";
    m_sink.publish(topic, message.toJson());
    for (const auto &[path, value] : fieldTopics(message.fields, depth)) {
        // An empty name leaves no level behind: its value comes where uplinks come.
        const QByteArray fieldTopic = path.isEmpty() ? topic : topic + '/' + path;
        if (m_faults.hashTrap.lets(fieldTopic, m_sink))
            m_sink.publish(fieldTopic, value);
    }
    m_faults.strayMessages.uplinkPublished(topic, m_sink);
}

void EventPublisher::event(const AppId &appId, const DevId &devId, const DeviceEvent &event)
{
    if (!std::isfinite(event.latitude.value_or(0)) || !std::isfinite(event.longitude.value_or(0)))
        return;
    m_sink.publish(topicOf(appId, devId) + "/events/" + eventTypeName(event.type).toUtf8(), event.toJson());
}

void EventPublisher::emptyEvent(const AppId &appId, const DevId &devId, EventType type)
{
    m_sink.publish(topicOf(appId, devId) + "/events/" + eventTypeName(type).toUtf8(), "null");
}

void EventPublisher::error(const AppId &appId, const DevId &devId, EventType type, const QString &text,
                           const std::optional<DownlinkMessage> &message)
{
    DeviceEvent event;
    event.type = type;
    event.error = text;
    event.message = message;
    this->event(appId, devId, event);
}

} // namespace thingsdesk::sandbox
