// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/deviceactions.h"

#include "gui/base/icons.h"
#include "gui/devices/devicecopymenu.h"

#include <QAction>
#include <QWidget>

namespace thingsdesk {

namespace {

QAction *makeAction(QObject *parent, const char *objectName, Icon symbol, const QString &text)
{
    auto *action = new QAction(icon(symbol), text, parent);
    action->setObjectName(QLatin1String(objectName));
    return action;
}

/// Enabled where it can be done, else told why not.
void allow(QAction *action, bool fits, const QString &missingRight)
{
    action->setEnabled(fits && missingRight.isEmpty());
    const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
    QString tip = action->text().remove(u'&');
    if (!shortcut.isEmpty())
        tip += QStringLiteral(" (%1)").arg(shortcut);
    action->setToolTip(missingRight.isEmpty() ? tip : tip + u'\n' + missingRight);
}

} // namespace

DeviceActions::DeviceActions(QWidget &page, QWidget &table)
    : QObject(&page)
{
    registerAction = makeAction(this, "registerAction", Icon::Add, tr("&Register"));
    registerAction->setShortcut(QKeySequence::New);
    registerAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    registerFirstAction = makeAction(this, "registerFirstButton", Icon::Add, tr("&Register a device"));
    connect(registerFirstAction, &QAction::triggered, registerAction, &QAction::trigger);
    clearFilterAction = makeAction(this, "clearFilterButton", Icon::Cross, tr("&Clear the filter"));
    editAction = makeAction(this, "editAction", Icon::Edit, tr("&Edit"));
    editAction->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    editAction->setShortcutContext(Qt::WidgetShortcut);
    deleteAction = makeAction(this, "deleteAction", Icon::Remove, tr("&Delete"));
    deleteAction->setShortcut(QKeySequence::Delete);
    deleteAction->setShortcutContext(Qt::WidgetShortcut);
    refreshAction = makeAction(this, "refreshAction", Icon::Refresh, tr("Read the list &again"));
    refreshAction->setShortcut(QKeySequence(Qt::Key_F5));
    refreshAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    trafficAction = makeAction(this, "trafficAction", Icon::Live, tr("Show &traffic"));
    downlinkAction = makeAction(this, "downlinkAction", Icon::Downlink, tr("Send down&link"));
    simulateAction = makeAction(this, "simulateAction", Icon::Uplink, tr("Si&mulate uplink"));
    firmwareAction = makeAction(this, "firmwareAction", Icon::Key, tr("Values for the &firmware"));
    personalizeAction = makeAction(this, "personalizeAction", Icon::Activation, tr("Con&vert to ABP"));
    undoAction = makeAction(this, "undoAction", Icon::Revert, {});
    undoAction->setShortcut(QKeySequence::Undo);
    undoAction->setShortcutContext(Qt::WidgetShortcut);
    setUndo({});
    page.addActions({registerAction, refreshAction});
    table.addActions({editAction, deleteAction, undoAction});
    makeMenus(page);
}

void DeviceActions::makeMenus(QWidget &page)
{
    m_copyMenu = new DeviceCopyMenu(&page);
    m_contextMenu = new QMenu(&page);
    m_contextMenu->setObjectName(QStringLiteral("deviceMenu"));
    m_contextMenu->addActions({editAction, deleteAction});
    m_contextMenu->addMenu(m_copyMenu);
    m_contextMenu->addSeparator();
    m_contextMenu->addActions({trafficAction, downlinkAction, simulateAction});
    m_contextMenu->addSeparator();
    m_contextMenu->addActions({firmwareAction, personalizeAction});
    m_moreMenu = new QMenu(&page);
    m_moreMenu->setObjectName(QStringLiteral("moreMenu"));
    m_moreMenu->addActions({trafficAction, downlinkAction, simulateAction});
    m_moreMenu->addSeparator();
    m_moreMenu->addActions({firmwareAction, personalizeAction});
    m_moreMenu->addSeparator();
    m_moreMenu->addActions({undoAction, refreshAction});
    for (QMenu *menu : {m_contextMenu, m_moreMenu})
        menu->setToolTipsVisible(true);
}

void DeviceActions::setUndo(const QString &text) const
{
    undoAction->setText(text.isEmpty() ? tr("Und&o") : text);
    undoAction->setEnabled(!text.isEmpty());
}

void DeviceActions::refresh(int selected, bool mayWrite, bool maySend, bool isWorking)
{
    const QString noDevices = mayWrite ? QString() : tr("The access key lacks the right \"devices\".");
    const QString noDownlinks = maySend ? QString() : tr("The access key lacks the right \"messages:down:w\".");
    const bool one = selected == 1;
    allow(registerAction, true, noDevices);
    allow(registerFirstAction, true, noDevices);
    allow(editAction, one, noDevices);
    allow(deleteAction, selected > 0 && !isWorking, noDevices);
    allow(refreshAction, true, noDevices);
    allow(trafficAction, selected > 0, {});
    allow(downlinkAction, one, noDownlinks);
    allow(simulateAction, one, noDevices);
    allow(firmwareAction, one, noDevices);
    allow(personalizeAction, one && !isWorking, noDevices);
    m_copyMenu->setEnabled(selected > 0);
    m_copyMenu->setKeysAvailable(one && mayWrite);
}

} // namespace thingsdesk
