// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/downlinkmessage.h"

#include <optional>

namespace thingsdesk::sandbox {

/// A downlink as an application published it, read with the handler's own leniency (wire-v2 section 10.2): keys in any
/// case, the last of a repeated key, payload_raw also as an array of numbers. Stricter readers are the clients' job.
struct DownlinkRequest
{
    DownlinkMessage message; ///< without IDs: the topic tells them
    QByteArray schedule;     ///< as written

    bool isEmpty() const { return message.payload.isEmpty() && message.fields.isEmpty(); }

    /// Nothing where the handler drops the message without a word: no JSON, a wrong type, a port beyond 8 bits.
    static std::optional<DownlinkRequest> fromJson(const QByteArray &json);
};

} // namespace thingsdesk::sandbox
