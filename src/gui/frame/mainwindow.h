// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/frame/frameservices.h"
#include "gui/frame/keychainstate.h"
#include "gui/frame/sidebarmodel.h"
#include "gui/frame/windowactions.h"

#include <QMainWindow>
#include <QUuid>

#include <memory>

class QSplitter;
class QStackedWidget;

namespace thingsdesk {

class ApplicationView;
class ApplicationViews;
class Banner;
class ConfirmBar;
class GoToDialog;
class Sidebar;
class WayIn;

/// The console's window: the sidebar, and beside it one application's view or the way in. Only the frame: what the
/// parts do is theirs.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    explicit MainWindow(const FrameServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Call it once: what stands there until the first application comes. Without any to come: the welcome.
    void start(bool expectsApplications);
    void bringToFront();
    /// Shows this application now, or as soon as it is there.
    void showApplication(const QUuid &profile);
    void showSession(ApplicationSession *session);
    void showPage(ApplicationSession &session, ApplicationPage::Id page);
    void showDevice(ApplicationSession &session, const DevId &devId);
    ApplicationSession *currentSession() const;
    ApplicationView *currentView() const;
    void showNotice(const Failure &failure);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void lay();
    void connectActions();
    void connectParts();
    void connectSessions();
    void connectBuiltIn();
    void addSession(ApplicationSession *session);
    void showWayIn();
    void leaveWayIn();
    void step(int distance);
    void onCurrentChanged();
    void setSidebarShown(bool shown);
    void keepState();
    void recallState();

    const FrameServices m_services;
    KeychainState m_keychain;
    const WindowActions m_actions;
    SidebarModel m_sidebarModel;
    QUuid m_wanted;
    bool m_mayClose = false;

    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    ConfirmBar *m_confirmBar = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    WayIn *m_wayIn = nullptr;
    GoToDialog *m_goTo = nullptr;
    std::unique_ptr<ApplicationViews> m_views;
};

} // namespace thingsdesk
