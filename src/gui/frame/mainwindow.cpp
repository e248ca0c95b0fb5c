// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/mainwindow.h"

#include "gui/base/banner.h"
#include "gui/base/confirmbar.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "gui/frame/applicationview.h"
#include "gui/frame/applicationviews.h"
#include "gui/frame/builtinnetwork.h"
#include "gui/frame/gotodialog.h"
#include "gui/frame/gotosources.h"
#include "gui/frame/helpwindows.h"
#include "gui/frame/sidebar.h"
#include "gui/frame/wayin.h"
#include "settings/preferences.h"

#include <QCloseEvent>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

QString geometryPart()
{
    return QStringLiteral("window/geometry");
}
QString splitterPart()
{
    return QStringLiteral("window/splitter");
}
QString sidebarPart()
{
    return QStringLiteral("window/sidebar");
}
QString currentPart()
{
    return QStringLiteral("window/current");
}

} // namespace

MainWindow::MainWindow(const FrameServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_keychain(services.keychain)
    , m_actions(this)
    , m_sidebarModel(services.sessions, services.preferences)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Thingsdesk"));
    setWindowIcon(applicationIcon());
    setMinimumSize(800, 500);
    lay();
    connectActions();
    connectParts();
    recallState();
    connectSessions();
    connectBuiltIn();
    onCurrentChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::lay()
{
    m_sidebar = new Sidebar(m_sidebarModel, m_actions, m_actions.makeMenu(this), this);
    m_confirmBar = new ConfirmBar(this);
    m_confirmBar->setObjectName(QStringLiteral("closeConfirmBar"));
    m_banner = new Banner(this);
    m_banner->setObjectName(QStringLiteral("windowBanner"));
    m_wayIn = new WayIn(m_services, m_keychain, this);
    m_goTo = new GoToDialog(this);

    m_stack = new QStackedWidget(this);
    m_stack->setObjectName(QStringLiteral("mainStack"));
    m_stack->addWidget(new QWidget(m_stack)); // until it is known what is there
    m_stack->addWidget(m_wayIn);
    m_views = std::make_unique<ApplicationViews>(m_services, m_actions, *m_stack, m_keychain);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_confirmBar);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);

    m_splitter = new QSplitter(this);
    m_splitter->setObjectName(QStringLiteral("mainSplitter"));
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(content);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setHandleWidth(4);
    m_sidebar->setMinimumWidth(150);
    m_splitter->setSizes({220, 1060});
    setCentralWidget(m_splitter);
}

void MainWindow::connectActions()
{
    connect(m_actions.goTo, &QAction::triggered, this,
            [this] { m_goTo->open(goToEntries(*this, m_sidebarModel, m_views->devices(), m_actions)); });
    connect(m_actions.toggleSidebar, &QAction::toggled, this, &MainWindow::setSidebarShown);
    connect(m_actions.nextApplication, &QAction::triggered, this, [this] { step(1); });
    connect(m_actions.previousApplication, &QAction::triggered, this, [this] { step(-1); });
    connect(m_actions.addApplication, &QAction::triggered, this, [this] {
        m_wayIn->showAddApplication();
        showWayIn();
    });
    connect(m_actions.showShortcuts, &QAction::triggered, this, [this] { showShortcuts(this, m_actions); });
    connect(m_actions.showAbout, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    for (auto action = m_actions.appearances.begin(); action != m_actions.appearances.end(); ++action) {
        action.value()->setChecked(action.key() == m_services.preferences.appearance());
        connect(action.value(), &QAction::triggered, this,
                [this, appearance = action.key()] { m_services.preferences.setAppearance(appearance); });
    }
}

void MainWindow::connectParts()
{
    for (const ApplicationPage::Id page : allPages())
        connect(m_actions.pages[int(page)], &QAction::triggered, this, [this, page] { currentView()->showPage(page); });
    connect(m_actions.checkConnection, &QAction::triggered, this, [this] { currentView()->checkConnection(); });
    connect(m_actions.enterKey, &QAction::triggered, this, [this] { currentView()->enterKey(); });
    connect(m_actions.connectNow, &QAction::triggered, this, [this] { currentSession()->start(); });
    connect(m_actions.disconnectNow, &QAction::triggered, this, [this] { currentSession()->stop(); });
    connect(m_actions.removeApplication, &QAction::triggered, this, [this] { currentView()->askForRemoval(); });
    connect(m_sidebar, &Sidebar::sessionChosen, this, &MainWindow::showSession);
    connect(m_sidebar, &Sidebar::menuWanted, this, [this](ApplicationSession *session, const QPoint &at) {
        showSession(session);
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(m_actions.ofApplication());
        menu->popup(at);
    });
    connect(m_wayIn, &WayIn::opened, this, &MainWindow::showSession);
    connect(m_wayIn, &WayIn::left, this, &MainWindow::leaveWayIn);
    connect(m_views.get(), &ApplicationViews::failed, this, &MainWindow::showNotice);
    // Once the session is gone from the sidebar as well.
    const auto leaveIfNone = [this] {
        if (!currentView() && m_stack->currentWidget() != m_wayIn)
            leaveWayIn();
    };
    connect(m_views.get(), &ApplicationViews::dropped, this, leaveIfNone, Qt::QueuedConnection);
}

void MainWindow::connectSessions()
{
    connect(&m_services.sessions, &SessionManager::sessionAdded, this, &MainWindow::addSession);
    for (ApplicationSession *session : m_services.sessions.sessions())
        addSession(session);
}

void MainWindow::connectBuiltIn()
{
    auto *again = new QAction(tr("Start it again"), this);
    again->setObjectName(QStringLiteral("startBuiltInButton"));
    connect(again, &QAction::triggered, &m_services.builtIn, &BuiltInNetwork::start);
    connect(&m_services.builtIn, &BuiltInNetwork::starting, m_banner, &Banner::clear);
    connect(&m_services.builtIn, &BuiltInNetwork::failed, this, [this, again](const Failure &failure) {
        // On the welcome page it is told at its door.
        if (m_sidebarModel.rowCount() > 0)
            m_banner->showFailure(failure, {again});
        else
            showWayIn();
    });
}

void MainWindow::start(bool expectsApplications)
{
    if (!expectsApplications || m_services.builtIn.isStarting())
        leaveWayIn();
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showApplication(const QUuid &profile)
{
    m_wanted = profile;
    if (ApplicationSession *session = m_services.sessions.session(profile))
        showSession(session);
}

void MainWindow::addSession(ApplicationSession *session)
{
    connect(session, &ApplicationSession::stateChanged, this, [this, session] {
        if (session == currentSession())
            onCurrentChanged();
    });
    if (m_actions.toggleSidebar->isChecked())
        m_sidebar->show();
    const bool isWanted = session->profile().id == m_wanted;
    // Somebody who is just adding an application is not to be taken away from it.
    const bool isBusy = m_stack->currentWidget() == m_wayIn && !m_views->isEmpty();
    if (isWanted || (!currentView() && !isBusy)) {
        const QUuid wanted = isWanted ? QUuid() : m_wanted;
        showSession(session);
        m_wanted = wanted;
    }
}

void MainWindow::showSession(ApplicationSession *session)
{
    m_wanted = QUuid();
    ApplicationView &shown = m_views->of(*session);
    const bool isNew = m_stack->currentWidget() != &shown;
    m_stack->setCurrentWidget(&shown);
    m_sidebar->select(session);
    if (!isNew)
        return;
    shown.activate();
    onCurrentChanged();
}

void MainWindow::showPage(ApplicationSession &session, ApplicationPage::Id page)
{
    showSession(&session);
    m_views->of(session).showPage(page);
}

void MainWindow::showDevice(ApplicationSession &session, const DevId &devId)
{
    showSession(&session);
    m_views->of(session).showDevice(devId);
}

ApplicationView *MainWindow::currentView() const
{
    return qobject_cast<ApplicationView *>(m_stack->currentWidget());
}

ApplicationSession *MainWindow::currentSession() const
{
    const ApplicationView *shown = currentView();
    return shown ? &shown->session() : nullptr;
}

void MainWindow::onCurrentChanged()
{
    ApplicationSession *session = currentSession();
    m_sidebarModel.setCurrent(session);
    for (QAction *action : m_actions.ofApplication() + m_actions.pages)
        action->setEnabled(session);
    const bool isOffline = session && session->state() == ApplicationSession::State::Offline;
    m_actions.connectNow->setVisible(!session || isOffline);
    m_actions.disconnectNow->setVisible(session && !isOffline);
    setWindowTitle(session ? tr("%1 – Thingsdesk").arg(texts::plain(session->appId().toString()))
                           : QStringLiteral("Thingsdesk"));
    if (session)
        m_services.preferences.setState({}, currentPart(), session->profile().id.toByteArray());
}

void MainWindow::showWayIn()
{
    m_stack->setCurrentWidget(m_wayIn);
    m_sidebar->select(nullptr);
    if (m_sidebarModel.rowCount() == 0)
        m_sidebar->hide();
    onCurrentChanged();
}

void MainWindow::leaveWayIn()
{
    const QList<ApplicationSession *> sessions = m_sidebarModel.sessions();
    if (!sessions.isEmpty())
        return showSession(sessions.first());
    m_wayIn->showWelcome();
    showWayIn();
}

void MainWindow::step(int distance)
{
    const QList<ApplicationSession *> sessions = m_sidebarModel.sessions();
    if (sessions.isEmpty())
        return;
    const qsizetype at = sessions.indexOf(currentSession());
    const qsizetype next = at < 0 ? 0 : (at + distance + sessions.size()) % sessions.size();
    showSession(sessions[next]);
}

void MainWindow::setSidebarShown(bool shown)
{
    m_sidebar->setVisible(shown && m_sidebarModel.rowCount() > 0);
    m_services.preferences.setState({}, sidebarPart(), shown ? "shown" : "hidden");
}

void MainWindow::showNotice(const Failure &failure)
{
    m_banner->showFailure(failure);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QStringList works = m_views->unsavedWork();
    if (works.isEmpty() || m_mayClose) {
        keepState();
        return event->accept();
    }
    event->ignore();
    m_confirmBar->ask({.text = tr("%1. Close the window and lose this?").arg(works.join(QStringLiteral("; "))),
                       .action = tr("Close and lose changes"),
                       .typed = {},
                       .choice = {}},
                      [this](bool) {
                          m_mayClose = true;
                          m_views->dropUnsavedWork();
                          close();
                      });
}

void MainWindow::keepState()
{
    m_views->saveState();
    m_sidebarModel.saveState();
    m_services.preferences.setState({}, geometryPart(), saveGeometry());
    m_services.preferences.setState({}, splitterPart(), m_splitter->saveState());
}

void MainWindow::recallState()
{
    if (!restoreGeometry(m_services.preferences.state({}, geometryPart())))
        resize(1280, 800);
    m_splitter->restoreState(m_services.preferences.state({}, splitterPart()));
    m_actions.toggleSidebar->setChecked(m_services.preferences.state({}, sidebarPart()) != "hidden");
    if (m_wanted.isNull())
        m_wanted = QUuid::fromString(QLatin1String(m_services.preferences.state({}, currentPart())));
}

} // namespace thingsdesk
