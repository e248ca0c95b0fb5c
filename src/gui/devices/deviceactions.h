// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace thingsdesk {

class DeviceCopyMenu;

/// What can be done with devices: the same actions for toolbar, context menu and keyboard. They know what is selected
/// and what the key may do; a missing right is named in the tooltip.
class DeviceActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceActions)
public:
    /// Shortcuts work on `page`; Enter and Del only while `table` has the focus.
    DeviceActions(QWidget &page, QWidget &table);

    void refresh(int selected, bool mayWrite, bool maySend, bool isWorking);
    QMenu *contextMenu() const noexcept { return m_contextMenu; }
    QMenu *moreMenu() const noexcept { return m_moreMenu; }
    DeviceCopyMenu *copyMenu() const noexcept { return m_copyMenu; }

    QAction *registerAction = nullptr;
    QAction *registerFirstAction = nullptr; ///< the same, as an empty page puts it
    QAction *clearFilterAction = nullptr;
    QAction *editAction = nullptr;
    QAction *deleteAction = nullptr;
    QAction *refreshAction = nullptr;
    QAction *trafficAction = nullptr;
    QAction *downlinkAction = nullptr;
    QAction *simulateAction = nullptr;
    QAction *firmwareAction = nullptr;
    QAction *personalizeAction = nullptr;
    QAction *undoAction = nullptr; ///< the last save or deletion, also after its banner has gone

    /// What undoAction takes back; empty where there is nothing.
    void setUndo(const QString &text) const;

private:
    void makeMenus(QWidget &page);

    QMenu *m_contextMenu = nullptr;
    QMenu *m_moreMenu = nullptr;
    DeviceCopyMenu *m_copyMenu = nullptr;
};

} // namespace thingsdesk
