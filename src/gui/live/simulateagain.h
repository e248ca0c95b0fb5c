// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/uplinkmessage.h"

#include <QObject>

#include <optional>

class QFrame;
class QLabel;
class QPushButton;

namespace thingsdesk {

class ApplicationSession;

/// "Simulate again": asks in place, then has the network publish the uplink's bytes as if the device had sent them.
class SimulateAgain final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulateAgain)
public:
    struct Controls
    {
        QPushButton &open;
        QFrame &question;
        QLabel &text;
        QPushButton &yes;
        QPushButton &no;
    };

    SimulateAgain(ApplicationSession &session, const Controls &controls, QObject *parent);

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
    const Controls m_controls;
    std::optional<UplinkMessage> m_uplink;
    bool m_isRunning = false;
};

} // namespace thingsdesk
