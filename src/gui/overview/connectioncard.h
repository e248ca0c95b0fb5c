// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/tlsprobe.h"
#include "session/applicationsession.h"

#include <QGroupBox>

namespace thingsdesk {

class FactList;

/// Where the application's servers are, how they are spoken to, and whose certificates they show.
class ConnectionCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionCard)
public:
    explicit ConnectionCard(ApplicationSession &session, QWidget *parent = nullptr);
    ~ConnectionCard() override;

    /// Shows what the session knows, and looks at certificates that were not seen in the last ten minutes.
    void refresh();

Q_SIGNALS:
    void checkWanted();
    void newKeyWanted();

private:
    struct Server
    {
        QString fact; ///< object name of its row
        ProbeRequest request;
    };
    QList<Server> servers() const;
    void probe(const Server &server);
    void showReport(const Server &server, const Result<ProbeReport> &report);
    void showState();

    ApplicationSession &m_session;
    FactList *const m_facts;
    QMap<QString, QPair<QString, qint64>> m_probed; ///< by row: which address, and when (milliseconds)
};

} // namespace thingsdesk
