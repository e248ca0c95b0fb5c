// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/listplace.h"

#include "gui/base/texts.h"
#include "gui/live/historyscrollbar.h"
#include "gui/live/trafficview.h"

#include <QEvent>
#include <QPushButton>

namespace thingsdesk {

ListPlace::ListPlace(TrafficModel &model, TrafficView &view, HistoryScrollBar &bar)
    : QObject(&view)
    , m_model(model)
    , m_view(view)
    , m_bar(bar)
    , m_newer(new QPushButton(&view))
{
    m_newer->setObjectName(QStringLiteral("newerButton"));
    m_newer->setToolTip(tr("Go to the newest and follow (End)"));
    m_newer->setAutoDefault(false);
    m_newer->setFocusPolicy(Qt::NoFocus);
    m_newer->hide();
    m_view.installEventFilter(this);
    connect(m_newer, &QPushButton::clicked, &m_view, [this] {
        m_view.goToNewest();
        m_view.setFocus();
    });
    connect(&m_view, &TrafficView::placeChanged, this, &ListPlace::showPlace);
    connect(&m_view, &TrafficView::placeChanged, this, &ListPlace::showNewer);
    connect(&m_model, &TrafficModel::extentChanged, this, &ListPlace::showPlace);
    connect(&m_model, &TrafficModel::newerCountChanged, this, &ListPlace::showNewer);
    connect(&m_model, &TrafficModel::followingChanged, this, &ListPlace::showNewer);
    connect(&m_bar, &HistoryScrollBar::placeWanted, &m_view, &TrafficView::goToPlace);
    connect(&m_bar, &HistoryScrollBar::stepsWanted, &m_view, &TrafficView::scrollRows);
    connect(&m_bar, &HistoryScrollBar::pagesWanted, &m_view, &TrafficView::scrollPages);
    connect(&m_bar, &HistoryScrollBar::oldestWanted, &m_view, &TrafficView::goToOldest);
    connect(&m_bar, &HistoryScrollBar::newestWanted, &m_view, [this] {
        // A paused view is scrolled, not set going.
        if (m_view.isPaused())
            m_view.goToPlace(m_model.extent().lastId);
        else
            m_view.goToNewest();
    });
    connect(&m_bar, &HistoryScrollBar::sliderReleased, this, &ListPlace::showPlace);
    showPlace();
    showNewer();
}

void ListPlace::setClearedAt(qint64 id)
{
    m_clearedAt = id;
    showPlace();
}

void ListPlace::showPlace()
{
    const HistoryExtent extent = m_model.extent();
    const qint64 first = qMax(extent.firstId, m_clearedAt + 1);
    const qint64 top = m_view.topId();
    const qint64 bottom = m_view.bottomId();
    const bool isAtEnd = m_model.isFollowing() || (!m_model.hasNewer() && bottom >= m_model.lastId());
    m_bar.show(first, qMax(extent.lastId, bottom), top, bottom, isAtEnd);
}

void ListPlace::showNewer()
{
    const quint64 count = m_model.newerCount() + quint64(m_view.rowsBelow());
    m_newer->setText(count > 0 ? tr("%1 newer ↓").arg(texts::count(count)) : tr("Newest ↓"));
    m_newer->setVisible(!m_model.isFollowing());
    placeButton();
}

void ListPlace::placeButton()
{
    m_newer->adjustSize();
    const QRect area = m_view.viewport()->geometry();
    m_newer->move(area.left() + (area.width() - m_newer->width()) / 2, area.bottom() - m_newer->height() - 8);
    m_newer->raise();
}

bool ListPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        placeButton();
    return QObject::eventFilter(watched, event);
}

} // namespace thingsdesk
