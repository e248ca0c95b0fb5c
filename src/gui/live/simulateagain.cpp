// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/simulateagain.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "session/applicationsession.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

SimulateAgain::SimulateAgain(ApplicationSession &session, const Controls &controls, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_controls(controls)
{
    m_controls.text.setTextFormat(Qt::PlainText);
    m_controls.question.hide();
    connect(&m_controls.open, &QPushButton::clicked, this, &SimulateAgain::ask);
    connect(&m_controls.yes, &QPushButton::clicked, this, &SimulateAgain::run);
    connect(&m_controls.no, &QPushButton::clicked, this, [this] {
        m_controls.question.hide();
        m_controls.open.setFocus();
    });
    connect(&m_session, &ApplicationSession::rightsChanged, this, &SimulateAgain::showRight);
    showRight();
}

void SimulateAgain::setUplink(const std::optional<UplinkMessage> &uplink)
{
    m_uplink = uplink;
    m_controls.question.hide();
    showRight();
}

void SimulateAgain::showRight()
{
    const bool isAllowed = m_session.rights().devices.value_or(true);
    m_controls.open.setEnabled(isAllowed && m_uplink && !m_isRunning);
    m_controls.open.setToolTip(isAllowed ? tr("Publish these bytes as if the device had sent them now")
                                         : tr("The access key lacks the right “devices”."));
}

void SimulateAgain::ask()
{
    m_controls.text.setText(
        tr("Publish these %n bytes on port %1 as if %2 had sent them now? Everyone who listens to the application gets "
           "them.",
           nullptr, int(m_uplink->payload.size()))
            .arg(m_uplink->port)
            .arg(texts::plain(m_uplink->devId.toString())));
    m_controls.question.show();
    m_controls.yes.setFocus();
}

void SimulateAgain::run()
{
    if (!m_uplink || m_isRunning)
        return;
    m_isRunning = true;
    m_controls.question.hide();
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
