// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deviceevent.h"
#include "core/uplinkmessage.h"
#include "sandbox/faults.h"
#include "sandbox/message/canonicaljson.h"

namespace thingsdesk::sandbox {

/// Publishes uplinks, their fields and events on the handler's topics (wire-v2 section 9). Main thread.
class EventPublisher final
{
    Q_DISABLE_COPY_MOVE(EventPublisher)
public:
    EventPublisher(MessageSink &sink, Faults &faults)
        : m_sink(sink)
        , m_faults(faults)
    {
    }

    /// The uplink, then each of its fields. A location that is no number has no JSON form: then nothing is published.
    void uplink(const UplinkMessage &message, FieldDepth depth = FieldDepth::Leaves);

    void event(const AppId &appId, const DevId &devId, const DeviceEvent &event);
    /// An event with the body `null`.
    void emptyEvent(const AppId &appId, const DevId &devId, EventType type);
    /// …/errors, with the downlink where it is about one.
    void error(const AppId &appId, const DevId &devId, EventType type, const QString &text,
               const std::optional<DownlinkMessage> &message = std::nullopt);

private:
    MessageSink &m_sink;
    Faults &m_faults;
};

/// The double whose shortest digits are the float's: 52.3731 stays 52.3731.
double shortestDouble(float value);

} // namespace thingsdesk::sandbox
