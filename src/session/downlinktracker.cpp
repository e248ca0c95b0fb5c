// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/downlinktracker.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

/// The network writes fields in another order than they were given.
bool areSameFields(const QByteArray &one, const QByteArray &other)
{
    const QJsonDocument first = QJsonDocument::fromJson(one);
    return first.isObject() && first == QJsonDocument::fromJson(other);
}

} // namespace

DownlinkTracker::DownlinkTracker(DownlinkMessage downlink)
    : m_downlink(std::move(downlink))
{
}

bool DownlinkTracker::isEnded() const noexcept
{
    return m_stage == Stage::Failed || m_stage == Stage::Acked || (m_stage == Stage::Sent && !m_downlink.confirmed);
}

bool DownlinkTracker::isAboutThis(const DownlinkMessage &message) const
{
    if (message.port != m_downlink.port || message.confirmed != m_downlink.confirmed)
        return false;
    // Once encoded, a message of fields has bytes as well.
    return m_downlink.fields.isEmpty() ? message.payload == m_downlink.payload
                                       : areSameFields(message.fields, m_downlink.fields);
}

std::optional<DownlinkTracker::Stage> DownlinkTracker::take(const DeviceEvent &event)
{
    if (isEnded() || event.devId != m_downlink.devId)
        return {};
    const bool about = event.message && isAboutThis(*event.message);
    switch (event.type) {
    case EventType::DownlinkScheduled:
        if (!about || m_stage != Stage::Published)
            return {};
        return m_stage = Stage::Scheduled;
    case EventType::DownlinkSent:
        // An equal one may wait in the queue already, except where it was replaced.
        if (!about || (m_stage == Stage::Published && m_downlink.schedule != Schedule::Replace))
            return {};
        return m_stage = Stage::Sent;
    case EventType::DownlinkAcked:
        // Older networks send no message with it.
        if (m_stage != Stage::Sent || (event.message && !about))
            return {};
        return m_stage = Stage::Acked;
    case EventType::DownlinkError:
        return about ? takeError(event) : std::nullopt;
    default:
        return {};
    }
}

std::optional<DownlinkTracker::Stage> DownlinkTracker::takeError(const DeviceEvent &event)
{
    m_error = event.error.value_or(u"The network gives no reason."_s);
    return m_stage = Stage::Failed;
}

QString DownlinkTracker::likelyCauses() const
{
    switch (m_stage) {
    case Stage::Published:
        return u"The network did not say that it scheduled the downlink. Likely causes: the application has no such "
               "device; the key may not send downlinks; the application was registered less than a minute ago."_s;
    case Stage::Scheduled:
        return m_downlink.fields.isEmpty() ? u"The downlink waits for the device's next uplink. Likely causes: the "
                                             u"device sends rarely, is off or out of "
                                             "reach; another downlink goes first or has replaced this one."_s
                                           : u"The downlink waits for the device's next uplink. Likely causes: the "
                                             u"device sends rarely, is off or out of "
                                             "reach; the application has no payload format that encodes fields; "
                                             "another downlink goes first or has "
                                             "replaced this one."_s;
    case Stage::Sent:
        return u"The downlink was sent, but not acknowledged. Likely causes: the device did not hear it, or has not "
               u"sent "
               "since; the network repeats it after each uplink."_s;
    case Stage::Acked:
    case Stage::Failed:
        break;
    }
    return {};
}

QString stageName(DownlinkTracker::Stage stage)
{
    switch (stage) {
    case DownlinkTracker::Stage::Published:
        return u"published"_s;
    case DownlinkTracker::Stage::Scheduled:
        return u"scheduled"_s;
    case DownlinkTracker::Stage::Sent:
        return u"sent"_s;
    case DownlinkTracker::Stage::Acked:
        return u"acked"_s;
    case DownlinkTracker::Stage::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace thingsdesk
