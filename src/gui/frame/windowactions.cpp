// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/windowactions.h"

#include "gui/base/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace thingsdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

QAction *make(QWidget *window, const char *name, const QString &text, const QList<QKeySequence> &shortcuts = {})
{
    auto *action = new QAction(text, window);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(shortcuts);
    if (!shortcuts.isEmpty())
        action->setToolTip(
            QStringLiteral("%1 (%2)").arg(action->iconText(), shortcuts.first().toString(QKeySequence::NativeText)));
    window->addAction(action);
    return action;
}

QAction *make(QWidget *window, const char *name, Icon sign, const QString &text,
              const QList<QKeySequence> &shortcuts = {})
{
    QAction *action = make(window, name, text, shortcuts);
    action->setIcon(icon(sign));
    return action;
}

Icon pageIcon(ApplicationPage::Id page)
{
    switch (page) {
    case ApplicationPage::Id::Overview:
        return Icon::Overview;
    case ApplicationPage::Id::Devices:
        return Icon::Device;
    case ApplicationPage::Id::Live:
        return Icon::Live;
    case ApplicationPage::Id::PayloadFunctions:
        return Icon::Code;
    case ApplicationPage::Id::Downlinks:
        return Icon::Send;
    }
    return Icon::Overview;
}

QMap<Preferences::Appearance, QAction *> makeAppearances(QWidget *window)
{
    QMap<Preferences::Appearance, QAction *> actions{
        {Preferences::Appearance::System, make(window, "systemAppearanceAction", Words::tr("As the &system"))},
        {Preferences::Appearance::Light, make(window, "lightAppearanceAction", Words::tr("&Light"))},
        {Preferences::Appearance::Dark, make(window, "darkAppearanceAction", Words::tr("&Dark"))},
        {Preferences::Appearance::HighContrast,
         make(window, "highContrastAppearanceAction", Words::tr("High &contrast"))},
    };
    auto *group = new QActionGroup(window);
    for (QAction *action : std::as_const(actions)) {
        action->setCheckable(true);
        group->addAction(action);
    }
    return actions;
}

} // namespace

QString pageTitle(ApplicationPage::Id page)
{
    switch (page) {
    case ApplicationPage::Id::Overview:
        return Words::tr("Overview");
    case ApplicationPage::Id::Devices:
        return Words::tr("Devices");
    case ApplicationPage::Id::Live:
        return Words::tr("Live");
    case ApplicationPage::Id::PayloadFunctions:
        return Words::tr("Payload functions");
    case ApplicationPage::Id::Downlinks:
        return Words::tr("Downlinks");
    }
    return {};
}

QList<ApplicationPage::Id> allPages()
{
    using Id = ApplicationPage::Id;
    return {Id::Overview, Id::Devices, Id::Live, Id::PayloadFunctions, Id::Downlinks};
}

WindowActions::WindowActions(QWidget *window)
    : goTo(make(window, "goToAction", Icon::Search, Words::tr("&Go to…"), {Qt::CTRL | Qt::Key_K}))
    , openMenu(make(window, "openMenuAction", Words::tr("Open the menu"), {Qt::Key_F10}))
    , toggleSidebar(make(window, "toggleSidebarAction", Icon::Sidebar, Words::tr("Show &sidebar"),
                         {Qt::CTRL | Qt::Key_B, Qt::Key_F9}))
    , nextApplication(
          make(window, "nextApplicationAction", Words::tr("Next application"), {Qt::CTRL | Qt::Key_PageDown}))
    , previousApplication(
          make(window, "previousApplicationAction", Words::tr("Previous application"), {Qt::CTRL | Qt::Key_PageUp}))
    , addApplication(make(window, "addApplicationAction", Icon::Add, Words::tr("&Add application…"),
                          {Qt::CTRL | Qt::SHIFT | Qt::Key_A}))
    , showShortcuts(make(window, "showShortcutsAction", Words::tr("&Keyboard shortcuts"),
                         {Qt::Key_F1, Qt::CTRL | Qt::Key_Question}))
    , showAbout(make(window, "showAboutAction", Icon::Info, Words::tr("A&bout Thingsdesk")))
    , quit(make(window, "quitAction", Words::tr("&Quit"), {Qt::CTRL | Qt::Key_Q}))
    , appearances(makeAppearances(window))
    , checkConnection(make(window, "checkConnectionAction", Icon::Network, Words::tr("&Connection check")))
    , enterKey(make(window, "enterKeyAction", Icon::Key, Words::tr("Enter another &key…")))
    , connectNow(make(window, "connectAction", Icon::Play, Words::tr("C&onnect")))
    , disconnectNow(make(window, "disconnectAction", Icon::Pause, Words::tr("&Disconnect")))
    , removeApplication(make(window, "removeApplicationAction", Icon::Remove, Words::tr("&Remove application…")))
{
    toggleSidebar->setCheckable(true);
    toggleSidebar->setChecked(true);
    for (const ApplicationPage::Id page : allPages()) {
        const int number = int(page) + 1;
        pages +=
            make(window, "", pageIcon(page), pageTitle(page), {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number))});
        pages.last()->setObjectName(QStringLiteral("showPage%1Action").arg(number));
    }
}

QList<QAction *> WindowActions::ofApplication() const
{
    return {checkConnection, enterKey, connectNow, disconnectNow, removeApplication};
}

QList<QAction *> WindowActions::all() const
{
    return QList<QAction *>{goTo, toggleSidebar, nextApplication, previousApplication, addApplication} + pages +
           ofApplication() + appearances.values() + QList<QAction *>{showShortcuts, showAbout, openMenu, quit};
}

QMenu *WindowActions::makeMenu(QWidget *window) const
{
    auto *menu = new QMenu(window);
    menu->setObjectName(QStringLiteral("windowMenu"));
    menu->addActions({goTo, addApplication});
    QMenu *application = menu->addMenu(Words::tr("A&pplication"));
    application->addActions(ofApplication());
    application->insertSeparator(removeApplication);
    menu->addSeparator();
    menu->addAction(toggleSidebar);
    menu->addMenu(Words::tr("Appea&rance"))->addActions(appearances.values());
    menu->addSeparator();
    menu->addActions({showShortcuts, showAbout});
    menu->addSeparator();
    menu->addAction(quit);
    return menu;
}

} // namespace thingsdesk
