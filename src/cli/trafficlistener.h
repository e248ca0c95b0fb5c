// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commandcontext.h"

#include <QTimer>

namespace thingsdesk::cli {

/// Which messages `listen` prints, and when it stops.
struct ListenOptions
{
    bool events = false;
    std::optional<qint64> count;              ///< lines
    std::optional<std::chrono::seconds> time; ///< from the first connection on
};

/// Prints the live traffic until it has printed enough, the time is up, or nobody reads. It comes back by itself after
/// a loss; a first connection that does not come about ends the run.
class TrafficListener final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficListener)
public:
    TrafficListener(CommandContext &context, MqttClient &client, ListenOptions options);

    void start();

private:
    void onOnline();
    void print(const QList<TrafficMessage> &messages);
    void giveUpWithoutConnection();

    CommandContext &m_context;
    MqttClient &m_client;
    const ListenOptions m_options;
    QTimer m_firstConnection;
    QTimer m_end;
    bool m_wasOnline = false;
    qint64 m_printed = 0;
    std::optional<Failure> m_lastFailure;
};

} // namespace thingsdesk::cli
