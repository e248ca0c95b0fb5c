// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/connectionpanels.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/base/texts.h"
#include "gui/connect/connectioncheckview.h"
#include "gui/connect/keyentrypanel.h"
#include "gui/connect/registerapplicationpanel.h"
#include "gui/frame/keychainstate.h"
#include "session/sessionmanager.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

namespace thingsdesk {

ConnectionPanels::ConnectionPanels(ApplicationSession &session, const FrameServices &services, KeychainState &keychain,
                                   QWidget *parent)
    : QStackedWidget(parent)
    , m_session(session)
    , m_services(services)
    , m_keychain(keychain)
{
    setObjectName(QStringLiteral("connectionPanels"));
    setContentsMargins(16, 12, 16, 12);
}

void ConnectionPanels::open(QWidget *panel)
{
    setCurrentWidget(panel);
    m_isUsed = true;
    Q_EMIT opened();
}

void ConnectionPanels::close()
{
    m_isUsed = false;
    if (m_checkView)
        m_checkView->cancel();
    Q_EMIT closed();
}

void ConnectionPanels::enterKey()
{
    if (!m_keyPanel) {
        m_keyPanel = new KeyEntryPanel(this);
        addWidget(m_keyPanel);
        const auto tellState = [this] { m_keyPanel->setKeychainState(m_keychain.place(), m_keychain.problem()); };
        connect(&m_keychain, &KeychainState::known, m_keyPanel, tellState);
        connect(m_keyPanel, &KeyEntryPanel::accepted, this, &ConnectionPanels::changeKey);
        connect(m_keyPanel, &KeyEntryPanel::cancelled, this, &ConnectionPanels::close);
        tellState();
    }
    m_keychain.ask();
    m_keyPanel->ask(m_session.profile(), m_session.failure());
    open(m_keyPanel);
}

void ConnectionPanels::changeKey(const Credentials &credentials, SecretPlace place)
{
    const Future<void> changed = m_services.sessions.changeCredentials(m_session.profile().id, credentials, place);
    whenFinished<void>(this, changed, [this](Future<void> answer) {
        const Result<void> result = resultOf<void>(answer);
        if (result)
            close();
        else
            Q_EMIT failed(result.error());
    });
}

void ConnectionPanels::makeCheckPanel()
{
    m_checkPanel = new QWidget(this);
    auto *title = new QLabel(tr("Connection check"), m_checkPanel);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto *againButton = new QPushButton(tr("Check &again"), m_checkPanel);
    againButton->setObjectName(QStringLiteral("checkAgainButton"));
    againButton->setAccessibleName(tr("Check again"));
    auto *backButton = new QPushButton(tr("&Back to the pages"), m_checkPanel);
    backButton->setObjectName(QStringLiteral("checkBackButton"));
    backButton->setAccessibleName(tr("Back to the pages"));
    m_checkBanner = new Banner(m_checkPanel);
    m_checkView = new ConnectionCheckView(m_checkPanel);
    auto *scroll = new QScrollArea(m_checkPanel);
    scroll->setObjectName(QStringLiteral("checkScrollArea"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_checkView);

    auto *top = new QHBoxLayout;
    top->addWidget(title);
    top->addStretch(1);
    top->addWidget(againButton);
    top->addWidget(backButton);
    auto *column = new QVBoxLayout(m_checkPanel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_checkBanner);
    column->addWidget(scroll, 1);
    addWidget(m_checkPanel);

    connect(againButton, &QPushButton::clicked, this, &ConnectionPanels::checkConnection);
    connect(backButton, &QPushButton::clicked, this, &ConnectionPanels::close);
    connect(new QShortcut(Qt::Key_Escape, m_checkPanel, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &ConnectionPanels::close);
    connect(m_checkView, &ConnectionCheckView::keyWanted, this, &ConnectionPanels::enterKey);
    connect(m_checkView, &ConnectionCheckView::registrationWanted, this, &ConnectionPanels::registerApplication);
    connect(m_checkView, &ConnectionCheckView::certificateWanted, this, [this] { explainProfile(tr("Certificates")); });
    connect(m_checkView, &ConnectionCheckView::addressWanted, this, [this] { explainProfile(tr("Addresses")); });
    connect(m_checkView, &ConnectionCheckView::plaintextAllowanceWanted, this,
            [this] { explainProfile(tr("Allowing plain text")); });
    connect(m_checkView, &ConnectionCheckView::applicationIdWanted, this,
            [this] { explainProfile(tr("The application ID")); });
}

void ConnectionPanels::explainProfile(const QString &what)
{
    m_checkBanner->showMessage(
        Banner::Level::Info,
        tr("%1 are part of how the application was added. Add it again with other settings; what is recorded stays "
           "until this one is removed.")
            .arg(what));
}

void ConnectionPanels::checkConnection()
{
    if (!m_checkPanel)
        makeCheckPanel();
    m_checkBanner->clear();
    open(m_checkPanel);
    m_checkView->run(m_session.connectionCheck());
}

void ConnectionPanels::registerApplication()
{
    if (!m_registerPanel) {
        m_registerPanel = new RegisterApplicationPanel(m_session, this);
        addWidget(m_registerPanel);
        connect(m_registerPanel, &RegisterApplicationPanel::cancelled, this, &ConnectionPanels::close);
        connect(m_registerPanel, &RegisterApplicationPanel::registered, this, [this] {
            close();
            m_session.start();
        });
    }
    m_registerPanel->refresh();
    open(m_registerPanel);
}

} // namespace thingsdesk
