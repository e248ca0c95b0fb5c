// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "sandbox/messagesink.h"

#include <QElapsedTimer>
#include <QHash>

namespace thingsdesk::sandbox {

// The real stack's own faults, each behind a class of its own; all sleep unless they are told to act (--faults).

/// Uplinks of an application are lost for a minute after it was registered, because the broker does not know it yet.
class RegistrationDelay
{
public:
    static constexpr qint64 milliseconds = 60'000;

    void enable() { m_enabled = true; }
    void registered(const AppId &appId)
    {
        if (m_enabled)
            m_since[appId].start();
    }
    bool loses(const AppId &appId) const
    {
        const auto since = m_since.constFind(appId);
        return since != m_since.cend() && since->elapsed() < milliseconds;
    }

private:
    bool m_enabled = false;
    QHash<AppId, QElapsedTimer> m_since;
};

/// A `#` in a field's name makes the broker close the handler's connection; what is sent until it is open again is
/// lost.
class HashTrap
{
public:
    void enable() { m_enabled = true; }
    /// Whether the topic may be published; a topic with `#` never is, and closes the connection where the fault acts.
    bool lets(const QByteArray &topic, MessageSink &sink) const
    {
        if (!topic.contains('#'))
            return true;
        if (m_enabled)
            sink.breakConnection();
        return false;
    }

private:
    bool m_enabled = false;
};

/// Now and then something arrives where uplinks arrive that is none.
class StrayMessages
{
public:
    static constexpr int everyNth = 10; ///< uplinks

    void enable() { m_enabled = true; }
    /// To be called for each uplink; publishes a stray one after some of them.
    void uplinkPublished(const QByteArray &topic, MessageSink &sink)
    {
        static const QList<QByteArray> strays = {"6",        "",     "{\"app_id\":",      "[]",
                                                 "\xff\xfe", "null", "{\"port\":\"one\"}"};
        if (!m_enabled || ++m_count % everyNth != 0)
            return;
        sink.publish(topic, strays[m_count / everyNth % strays.size()]);
    }

private:
    bool m_enabled = false;
    qsizetype m_count = 0;
};

struct Faults
{
    RegistrationDelay registrationDelay;
    HashTrap hashTrap;
    StrayMessages strayMessages;

    void enableAll()
    {
        registrationDelay.enable();
        hashTrap.enable();
        strayMessages.enable();
    }
};

} // namespace thingsdesk::sandbox
