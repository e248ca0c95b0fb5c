// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;
class QTreeView;

namespace thingsdesk {

class ApplicationSession;
class SidebarModel;
struct WindowActions;

/// Left in the window: "go to", the networks with their applications, "add application".
class Sidebar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sidebar)
public:
    /// `menu` is the program's; the model and the actions outlive this widget.
    Sidebar(SidebarModel &model, const WindowActions &actions, QMenu *menu, QWidget *parent = nullptr);

    void select(ApplicationSession *session);
    QTreeView &view() noexcept { return *m_view; }

Q_SIGNALS:
    void sessionChosen(thingsdesk::ApplicationSession *session);
    /// The menu of an application, at a point of the screen.
    void menuWanted(thingsdesk::ApplicationSession *session, const QPoint &at);

private:
    QWidget *makeTop(const WindowActions &actions, QMenu *menu);
    void setUpView();

    SidebarModel &m_model;
    QTreeView *m_view = nullptr;
};

} // namespace thingsdesk
