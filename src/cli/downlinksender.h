// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commandcontext.h"
#include "session/downlinktracker.h"

#include <QTimer>

namespace thingsdesk::cli {

/// Publishes one downlink and, where asked for, prints each stage that the network tells of it.
class DownlinkSender final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkSender)
public:
    /// Without `wait` the run ends once the downlink is published.
    DownlinkSender(CommandContext &context, MqttClient &client, DownlinkMessage downlink,
                   std::optional<std::chrono::seconds> wait);

    void start();

private:
    void publish();
    void onPublished();
    void onEvents(const QList<TrafficMessage> &messages);
    void onEvent(const TrafficMessage &message, const DeviceEvent &event);
    void print(DownlinkTracker::Stage stage, const Timestamp &time, const QByteArray &message, const QString &detail);
    void endByStage();
    void onClosed(const Failure &failure);
    void onTimeOut();

    CommandContext &m_context;
    MqttClient &m_client;
    const DownlinkMessage m_downlink;
    const std::optional<std::chrono::seconds> m_wait;
    DownlinkTracker m_tracker;
    QTimer m_deadline;
    bool m_published = false;
    bool m_sending = false;
    QString m_closedText;          ///< why the connection went after publishing
    QList<TrafficMessage> m_early; ///< events that overtook the publish's own answer
};

} // namespace thingsdesk::cli
