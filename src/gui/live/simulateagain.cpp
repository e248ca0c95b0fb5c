// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/simulateagain.h"

#include "core/futures.h"
#include "gui/base/confirmbar.h"
#include "gui/base/texts.h"
#include "session/applicationsession.h"

#include <QPushButton>

namespace thingsdesk {

SimulateAgain::SimulateAgain(ApplicationSession &session, QPushButton &open, ConfirmBar &bar, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_open(open)
    , m_bar(bar)
{
    connect(&m_open, &QPushButton::clicked, this, &SimulateAgain::ask);
    connect(&m_session, &ApplicationSession::rightsChanged, this, &SimulateAgain::showRight);
    showRight();
}

void SimulateAgain::setUplink(const std::optional<UplinkMessage> &uplink)
{
    if (m_bar.isAsking())
        m_bar.refuse();
    m_uplink = uplink;
    showRight();
}

void SimulateAgain::showRight()
{
    const bool isAllowed = m_session.rights().devices.value_or(true);
    m_open.setEnabled(isAllowed && m_uplink && !m_isRunning);
    m_open.setToolTip(isAllowed ? tr("Publish these bytes as if the device had sent them now")
                                : tr("The access key lacks the right “devices”."));
}

void SimulateAgain::ask()
{
    if (!m_uplink)
        return;
    ConfirmBar::Question question;
    question.text =
        tr("Publish these %n bytes on port %1 as if %2 had sent them now? Everyone who listens to the application gets "
           "them.",
           nullptr, int(m_uplink->payload.size()))
            .arg(m_uplink->port)
            .arg(texts::plain(m_uplink->devId.toString()));
    question.action = tr("Simulate");
    question.isDestructive = false;
    m_bar.ask(
        question, [this](bool) { run(); }, [this] { m_open.setFocus(); });
}

void SimulateAgain::run()
{
    if (!m_uplink || m_isRunning)
        return;
    m_isRunning = true;
    showRight();
    const UplinkMessage uplink = *m_uplink;
    auto done = andThen(this, m_session.registry(), [uplink](ApplicationClient *client) {
        return client->simulateUplink(uplink.devId, uplink.payload, uplink.port);
    });
    whenFinished<void>(this, done, [this, uplink](Future<void> finished) {
        m_isRunning = false;
        showRight();
        if (const auto result = resultOf<void>(finished); !result)
            Q_EMIT failed(result.error());
        else
            Q_EMIT simulated(tr("The network published the bytes of %1.").arg(texts::plain(uplink.devId.toString())));
    });
}

} // namespace thingsdesk
