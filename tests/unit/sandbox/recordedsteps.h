// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/sandbox/recordednetwork.h"

namespace thingsdesk::test {

/// One step of a recording in tests/data/v2/mqtt: what was done, and what passed the broker then.
struct RecordedStep
{
    QString name;
    QString note;
    QJsonObject done;                      ///< the line with `uplink`, `published`, `call` or `join_request`
    QList<MqttObserver::Message> messages; ///< without what was published to the network
    std::optional<QJsonValue> received;    ///< `device_received`; null = nothing
    std::optional<QJsonValue> joinAccept;  ///< `join_accept`
    QJsonObject outcome;                   ///< of a call: `code`, `message`
    bool connectionClosed = false;

    /// The body of the uplink itself, where one came.
    QByteArray uplinkBody() const;
};

QList<RecordedStep> recordedSteps(const QString &file);

/// The frame of a step with `uplink`. How the gateways heard it is taken from the message that came of it.
sandbox::AirUplink airUplink(const RecordedStep &step);

/// Compares as texts, with the members in their order; masked are moments, random addresses, the encrypted frame (not
/// its length), measured durations, and the second receive window, which our network never uses. The order of messages
/// does not count, but what was sent comes after its uplink. Empty = the same.
QString difference(const RecordedStep &step, const QList<MqttObserver::Message> &messages);

/// Compares with what the recorded device received, where that was recorded.
QString difference(const RecordedStep &step, const std::optional<sandbox::AirDownlink> &received);

} // namespace thingsdesk::test
