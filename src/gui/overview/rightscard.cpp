// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/rightscard.h"

#include "gui/overview/factlist.h"

#include <QVBoxLayout>

namespace thingsdesk {

RightsCard::RightsCard(ApplicationSession &session, QWidget *parent)
    : QGroupBox(tr("Rights of the key"), parent)
    , m_session(session)
    , m_facts(new FactList(this))
{
    setObjectName(QStringLiteral("rightsCard"));
    m_facts->addFact(QStringLiteral("settingsRightLabel"), tr("Settings"));
    m_facts->addFact(QStringLiteral("devicesRightLabel"), tr("Devices"));
    m_facts->addFact(QStringLiteral("readUplinksRightLabel"), tr("Read uplinks"));
    m_facts->addFact(QStringLiteral("sendDownlinksRightLabel"), tr("Send downlinks"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    connect(&session, &ApplicationSession::rightsChanged, this, &RightsCard::refresh);
    refresh();
}

void RightsCard::refresh()
{
    const KeyRights rights = m_session.rights();
    const auto show = [this](const QString &fact, const std::optional<bool> &may, const QString &yes,
                             const QString &no) {
        if (!may)
            return m_facts->setFact(fact, tr("? not known yet"), tr("It shows at the first use."), Tone::Muted);
        m_facts->setFact(fact, *may ? tr("✓ yes: %1").arg(yes) : tr("✗ no: %1").arg(no), {},
                         *may ? Tone::Text : Tone::Warning);
    };
    show(QStringLiteral("settingsRightLabel"), rights.settings, tr("payload format and functions"),
         tr("the right \"settings\" is missing"));
    show(QStringLiteral("devicesRightLabel"), rights.devices, tr("register, change and delete"),
         tr("the right \"devices\" is missing"));
    show(QStringLiteral("readUplinksRightLabel"), rights.readUplinks, tr("live messages and events"),
         tr("the right \"messages:up:r\" is missing"));
    show(QStringLiteral("sendDownlinksRightLabel"), rights.sendDownlinks, tr("to all devices"),
         tr("the right \"messages:down:w\" is missing"));
}

} // namespace thingsdesk
