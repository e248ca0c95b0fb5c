// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "settings/preferences.h"

#include <QAction>
#include <QMap>

class QMenu;

namespace thingsdesk {

/// What the window can do, each thing once: menus, shortcuts, buttons and "go to" all use these. They belong to the
/// widget they were made for; who makes them connects them.
struct WindowActions
{
    explicit WindowActions(QWidget *window);

    QAction *goTo = nullptr;
    QAction *openMenu = nullptr;
    QAction *toggleSidebar = nullptr; ///< checked = shown
    QAction *nextApplication = nullptr;
    QAction *previousApplication = nullptr;
    QAction *addApplication = nullptr;
    QAction *showShortcuts = nullptr;
    QAction *showAbout = nullptr;
    QAction *quit = nullptr;
    QList<QAction *> pages; ///< in the order of ApplicationPage::Id
    QMap<Preferences::Appearance, QAction *> appearances;

    /// About the application that is shown; disabled where there is none.
    QAction *checkConnection = nullptr;
    QAction *enterKey = nullptr;
    QAction *connectNow = nullptr;
    QAction *disconnectNow = nullptr;
    QAction *removeApplication = nullptr;

    QList<QAction *> ofApplication() const;
    QList<QAction *> all() const;
    /// The program's menu; belongs to the window.
    QMenu *makeMenu(QWidget *window) const;
};

/// The page's name on its tab.
QString pageTitle(ApplicationPage::Id page);
QList<ApplicationPage::Id> allPages();

} // namespace thingsdesk
