// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to network: what a connection's thread hands to the thread of its MqttClient.

#include "core/trafficmessage.h"
#include "network/mqttclient.h"

#include <QList>
#include <QMutex>

#include <deque>
#include <functional>
#include <optional>
#include <variant>

namespace thingsdesk {

namespace mqttnotice {

struct StateChange
{
    MqttClient::State state;
};
struct Online
{
};
struct Closed
{
    Failure failure;
};
struct Retry
{
    std::chrono::milliseconds pause;
    Failure failure;
};
struct GivenUp
{
    Failure failure;
};
struct Gap
{
    Timestamp from;
    Timestamp to;
};
struct Sent
{
    qint32 messageId;
};
struct Batch
{
    QList<TrafficMessage> messages;
    qsizetype bytes = 0;
};

} // namespace mqttnotice

using MqttNotice = std::variant<mqttnotice::StateChange, mqttnotice::Online, mqttnotice::Closed, mqttnotice::Retry,
                                mqttnotice::GivenUp, mqttnotice::Gap, mqttnotice::Sent, mqttnotice::Batch>;

/// An ordered queue from the network thread to the client's. It is bounded: where the receiver does not keep up, the
/// sender is told to stop reading, and woken when half is taken. What one wake-up had read may exceed the bound.
class MqttMailbox final
{
    Q_DISABLE_COPY_MOVE(MqttMailbox)
public:
    static constexpr qsizetype messageBound = 16'384;
    static constexpr qsizetype byteBound = qsizetype(32) * 1024 * 1024; ///< of the messages' raw bytes

    /// `receive` runs on `receiver`'s thread when something is there; `resume` on the receiver's thread when a full
    /// mailbox has room again.
    MqttMailbox(QObject *receiver, std::function<void()> receive, std::function<void()> resume);

    /// The receiver goes; what comes from now on is dropped. On the receiver's thread.
    void close();

    /// From the network thread. False: full, read no more until `resume`.
    bool post(MqttNotice notice);

    /// From the receiver's thread: the oldest, nothing where it is empty.
    std::optional<MqttNotice> take();
    /// The receiver has turned to others; it is called again for what is left.
    void turnEnded();

private:
    void wake();

    QMutex m_mutex;
    QObject *m_receiver;
    const std::function<void()> m_receive;
    const std::function<void()> m_resume;
    std::deque<MqttNotice> m_notices;
    qsizetype m_messages = 0;
    qsizetype m_bytes = 0;
    bool m_wakePosted = false;
    bool m_full = false;
};

} // namespace thingsdesk
