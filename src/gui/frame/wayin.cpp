// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/wayin.h"

#include "core/futures.h"
#include "gui/connect/addapplicationpage.h"
#include "gui/connect/welcomepage.h"
#include "gui/frame/builtinnetwork.h"
#include "gui/frame/keychainstate.h"
#include "session/sessionmanager.h"

namespace thingsdesk {

WayIn::WayIn(const FrameServices &services, KeychainState &keychain, QWidget *parent)
    : QStackedWidget(parent)
    , m_services(services)
    , m_keychain(keychain)
    , m_welcome(new WelcomePage(this))
{
    setObjectName(QStringLiteral("wayIn"));
    addWidget(m_welcome);
    connect(m_welcome, &WelcomePage::connectWanted, this, &WayIn::showAddApplication);
    connect(m_welcome, &WelcomePage::demoWanted, &services.builtIn, &BuiltInNetwork::start);
    connect(&services.builtIn, &BuiltInNetwork::starting, m_welcome,
            [this] { m_welcome->setDemoProgress(tr("The built-in network is starting…")); });
    connect(&services.builtIn, &BuiltInNetwork::opened, m_welcome, [this] { m_welcome->setDemoProgress({}); });
    connect(&services.builtIn, &BuiltInNetwork::failed, m_welcome,
            [this](const Failure &failure) { m_welcome->showFailure(failure); });
}

void WayIn::showWelcome()
{
    setCurrentWidget(m_welcome);
}

void WayIn::showAddApplication()
{
    if (!m_add)
        makeAddPage();
    m_keychain.ask();
    setCurrentWidget(m_add);
    m_add->setFocus();
}

void WayIn::makeAddPage()
{
    m_add = new AddApplicationPage(m_services.network, this);
    addWidget(m_add);
    const auto tellState = [this] { m_add->setKeychainState(m_keychain.place(), m_keychain.problem()); };
    connect(&m_keychain, &KeychainState::known, m_add, tellState);
    tellState();
    connect(m_add, &AddApplicationPage::accepted, this, &WayIn::add);
    connect(m_add, &AddApplicationPage::cancelled, this, &WayIn::left);
}

void WayIn::add(const Profile &profile, const Credentials &credentials)
{
    const auto added = m_services.sessions.add(profile, credentials);
    whenFinished<ApplicationSession *>(this, added, [this](Future<ApplicationSession *> answer) {
        const Result<ApplicationSession *> session = resultOf<ApplicationSession *>(answer);
        if (!session)
            return m_add->showFailure(session.error());
        m_add->clear();
        Q_EMIT opened(*session);
    });
}

} // namespace thingsdesk
