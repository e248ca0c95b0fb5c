// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace thingsdesk::sandbox {

/// Where the handler's messages go: the broker, or a test's list.
class MessageSink
{
public:
    virtual ~MessageSink() = default;
    virtual void publish(const QByteArray &topic, const QByteArray &payload) = 0;
    virtual void breakConnection() {}
};

} // namespace thingsdesk::sandbox
