// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/savedviewsbutton.h"

#include "gui/base/popups.h"
#include "gui/base/texts.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace thingsdesk {

SavedViewsButton::SavedViewsButton(QWidget *parent)
    : QToolButton(parent)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_list(new QListWidget(m_popup))
    , m_name(new QLineEdit(m_popup))
    , m_save(new QPushButton(tr("&Save"), m_popup))
    , m_choose(new QPushButton(tr("S&how"), m_popup))
    , m_remove(new QPushButton(tr("&Delete"), m_popup))
{
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setText(tr("Saved views") + QStringLiteral(" ▾"));
    setAccessibleName(tr("Saved views"));
    setToolTip(tr("Filters that were saved under a name"));
    setUpPopup();
    connect(this, &QToolButton::clicked, this, &SavedViewsButton::openPopup);
}

void SavedViewsButton::setUpPopup()
{
    popups::frame(*m_popup);
    m_list->setObjectName(QStringLiteral("viewList"));
    m_list->setAccessibleName(tr("Saved views"));
    m_name->setObjectName(QStringLiteral("viewNameEdit"));
    m_name->setAccessibleName(tr("Name for the present filter"));
    m_name->setPlaceholderText(tr("Name for the present filter"));
    m_name->setMaxLength(80);
    m_save->setObjectName(QStringLiteral("saveViewButton"));
    m_choose->setObjectName(QStringLiteral("chooseViewButton"));
    m_remove->setObjectName(QStringLiteral("deleteViewButton"));
    for (QPushButton *button : {m_save, m_choose, m_remove})
        button->setAutoDefault(false);
    auto *grid = new QGridLayout(m_popup);
    grid->setContentsMargins(8, 8, 8, 8);
    grid->addWidget(m_list, 0, 0, 1, 3);
    grid->addWidget(m_choose, 1, 0);
    grid->addWidget(m_remove, 1, 2);
    grid->addWidget(m_name, 2, 0, 1, 2);
    grid->addWidget(m_save, 2, 2);
    connect(m_list, &QListWidget::itemActivated, this, &SavedViewsButton::choose);
    connect(m_choose, &QPushButton::clicked, this, &SavedViewsButton::choose);
    connect(m_remove, &QPushButton::clicked, this, &SavedViewsButton::removeCurrent);
    connect(m_save, &QPushButton::clicked, this, &SavedViewsButton::save);
    connect(m_name, &QLineEdit::returnPressed, this, &SavedViewsButton::save);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_save->setEnabled(!text.trimmed().isEmpty()); });
}

void SavedViewsButton::fill()
{
    m_list->clear();
    for (const SavedView &view : m_views->views()) {
        auto *item = new QListWidgetItem(texts::plain(view.name), m_list);
        item->setToolTip(view.filter.summary().toHtmlEscaped());
    }
    const bool hasViews = m_list->count() > 0;
    if (hasViews) {
        m_list->setCurrentRow(0);
    } else {
        auto *none = new QListWidgetItem(tr("No view is saved yet."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_choose->setEnabled(hasViews);
    m_remove->setEnabled(hasViews);
    m_save->setEnabled(!m_name->text().trimmed().isEmpty());
}

void SavedViewsButton::openPopup()
{
    if (m_views == nullptr)
        return;
    fill();
    m_popup->setFixedSize(fontMetrics().averageCharWidth() * 52, fontMetrics().height() * 15);
    popups::open(*m_popup, *this);
    (m_choose->isEnabled() ? static_cast<QWidget *>(m_list) : m_name)->setFocus();
}

void SavedViewsButton::save()
{
    if (!m_views->save(m_name->text(), m_present))
        return;
    m_name->clear();
    fill();
}

void SavedViewsButton::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_views->views().size())
        return;
    m_popup->close();
    Q_EMIT viewChosen(m_views->views().at(row).filter);
}

void SavedViewsButton::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_views->views().size())
        return;
    m_views->remove(QString(m_views->views().at(row).name));
    fill();
}

} // namespace thingsdesk
