// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"

#include <QObject>
#include <QTimer>

class QAction;

namespace thingsdesk {

class Banner;

/// Tells in a banner why an application is not connected, and offers what helps with that.
class ConnectionBanner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionBanner)
public:
    ConnectionBanner(ApplicationSession &session, Banner &banner, QObject *parent = nullptr);

    QAction *enterKeyAction() const { return m_enterKey; }
    QAction *checkAction() const { return m_check; }
    QAction *registerAction() const { return m_register; }

private:
    void showState();
    void showFailure();
    void showRecentRegistration();
    void tick();
    QList<QAction *> actionsFor(const Failure &failure) const;
    QString withCountdown(const QString &text) const;

    ApplicationSession &m_session;
    Banner &m_banner;
    QAction *m_enterKey = nullptr;
    QAction *m_check = nullptr;
    QAction *m_register = nullptr;
    QAction *m_tryNow = nullptr;
    QAction *m_connect = nullptr;
    QTimer m_ticking;
};

} // namespace thingsdesk
