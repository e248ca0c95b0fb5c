// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/uplinkmessage.h"

#include <QObject>

#include <optional>

class QPushButton;

namespace thingsdesk {

class ApplicationSession;
class ConfirmBar;

/// "Simulate again": asks in place, then has the network publish the uplink's bytes as if the device had sent them.
class SimulateAgain final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulateAgain)
public:
    /// `open` is the button; the bar asks.
    SimulateAgain(ApplicationSession &session, QPushButton &open, ConfirmBar &bar, QObject *parent);

    /// Nothing where the record is no uplink with bytes. Closes an open question.
    void setUplink(const std::optional<UplinkMessage> &uplink);

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);
    void simulated(const QString &text);

private:
    void showRight();
    void ask();
    void run();

    ApplicationSession &m_session;
    QPushButton &m_open;
    ConfirmBar &m_bar;
    std::optional<UplinkMessage> m_uplink;
    bool m_isRunning = false;
};

} // namespace thingsdesk
