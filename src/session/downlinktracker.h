// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deviceevent.h"

namespace thingsdesk {

/// Follows one downlink through the network's events, which carry no identity: it is known by its device, port, content
/// and whether it is confirmed. Source: wire-v2 sections 10.3 and 11.
class DownlinkTracker
{
public:
    enum class Stage { Published, Scheduled, Sent, Acked, Failed };

    explicit DownlinkTracker(DownlinkMessage downlink);

    Stage stage() const noexcept { return m_stage; }
    /// Acknowledged, sent where nothing more can come, or failed.
    bool isEnded() const noexcept;
    const QString &error() const noexcept { return m_error; } ///< of stage Failed, in the network's words

    /// What the event says about this downlink: the stage that it reached by it, or nothing. A confirmed downlink can
    /// be sent several times.
    std::optional<Stage> take(const DeviceEvent &event);

    /// Why nothing more may have come, by the stage that was reached.
    QString likelyCauses() const;

private:
    bool isAboutThis(const DownlinkMessage &message) const;
    std::optional<Stage> takeError(const DeviceEvent &event);

    const DownlinkMessage m_downlink;
    Stage m_stage = Stage::Published;
    QString m_error;
};

QString stageName(DownlinkTracker::Stage stage); ///< "published", "scheduled", …

} // namespace thingsdesk
