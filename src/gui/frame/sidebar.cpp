// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/sidebar.h"

#include "gui/base/icons.h"
#include "gui/frame/sidebardelegate.h"
#include "gui/frame/sidebarmodel.h"
#include "gui/frame/windowactions.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace thingsdesk {

Sidebar::Sidebar(SidebarModel &model, const WindowActions &actions, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTreeView(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setUpView();
    auto *addButton = new QPushButton(icon(Icon::Add), actions.addApplication->text(), this);
    addButton->setObjectName(QStringLiteral("addApplicationButton"));
    addButton->setAccessibleName(tr("Add application"));
    addButton->setToolTip(actions.addApplication->toolTip());
    connect(addButton, &QPushButton::clicked, actions.addApplication, &QAction::trigger);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 8);
    column->setSpacing(8);
    column->addWidget(makeTop(actions, menu));
    column->addWidget(m_view, 1);
    column->addWidget(addButton);
}

QWidget *Sidebar::makeTop(const WindowActions &actions, QMenu *menu)
{
    auto *top = new QWidget(this);
    auto *menuButton = new QToolButton(top);
    menuButton->setObjectName(QStringLiteral("menuButton"));
    menuButton->setIcon(icon(Icon::Menu));
    menuButton->setAccessibleName(tr("Menu"));
    menuButton->setToolTip(tr("Menu (F10)"));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    menuButton->setMenu(menu);
    menuButton->setAutoRaise(true);
    menuButton->setFocusPolicy(Qt::StrongFocus);
    connect(actions.openMenu, &QAction::triggered, menuButton, &QToolButton::showMenu);

    // Looks like the field that it opens.
    auto *goToButton = new QPushButton(icon(Icon::Search, Tone::Muted), tr("Go to…  Ctrl+K"), top);
    goToButton->setObjectName(QStringLiteral("goToButton"));
    goToButton->setAccessibleName(tr("Go to a device, page or action"));
    goToButton->setToolTip(actions.goTo->toolTip());
    connect(goToButton, &QPushButton::clicked, actions.goTo, &QAction::trigger);

    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(goToButton, 1);
    row->addWidget(menuButton);
    return top;
}

void Sidebar::setUpView()
{
    m_view->setObjectName(QStringLiteral("applicationTree"));
    m_view->setAccessibleName(tr("Networks and applications"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new SidebarDelegate(m_view));
    m_view->header()->hide();
    m_view->setUniformRowHeights(true);
    m_view->setRootIsDecorated(true);
    m_view->setIndentation(12);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    // On the window's ground, so that it reads as part of the frame and not as a page.
    m_view->viewport()->setAutoFillBackground(false);
    m_view->expandAll();
    connect(&m_model, &QAbstractItemModel::rowsInserted, m_view, [this](const QModelIndex &parent) {
        if (parent.isValid())
            m_view->expand(parent);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (ApplicationSession *session = m_model.session(current))
            Q_EMIT sessionChosen(session);
    });
    connect(m_view, &QTreeView::customContextMenuRequested, this, [this](const QPoint &at) {
        if (ApplicationSession *session = m_model.session(m_view->indexAt(at)))
            Q_EMIT menuWanted(session, m_view->viewport()->mapToGlobal(at));
    });
}

void Sidebar::select(ApplicationSession *session)
{
    const QModelIndex index = session ? m_model.indexOf(session) : QModelIndex();
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

} // namespace thingsdesk
