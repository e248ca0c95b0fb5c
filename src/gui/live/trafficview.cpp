// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/trafficview.h"

#include "gui/base/tablesetup.h"
#include "gui/live/trafficdelegate.h"
#include "gui/live/trafficwords.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace thingsdesk {

namespace {

constexpr int edgeRows = 400; ///< so near the window's edge it is moved
constexpr std::chrono::milliseconds dragPause{50};

/// Widths in average characters.
constexpr int columnCharacters[TrafficModel::ColumnCount] = {11, 16, 21, 6, 9, 16, 30, 10, 9, 10, 10};

} // namespace

TrafficView::TrafficView(QWidget *parent)
    : QTableView(parent)
{
    setUpTable(*this);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerItem);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionsClickable(false); // the order is that of arrival
    setRowHeight();
    m_edges.setSingleShot(true);
    m_edges.setInterval(0);
    connect(&m_edges, &QTimer::timeout, this, &TrafficView::fetchAtEdges);
    m_goTo.setSingleShot(true);
    m_goTo.setInterval(dragPause);
    connect(&m_goTo, &QTimer::timeout, this, [this] { m_model->goTo(m_wantedId); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TrafficView::takeScrolled);
}

void TrafficView::setTraffic(TrafficModel &model)
{
    setDragDropMode(QAbstractItemView::DragOnly);
    m_model = &model;
    auto *words = new TrafficWords(model, this);
    // Before the view's own slots, and after them: what is seen is kept in its place.
    connect(words, &QAbstractItemModel::rowsAboutToBeInserted, this, &TrafficView::beginChange);
    connect(words, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TrafficView::beginChange);
    connect(words, &QAbstractItemModel::modelAboutToBeReset, this, &TrafficView::beginChange);
    setModel(words);
    connect(words, &QAbstractItemModel::rowsInserted, this, &TrafficView::endChange);
    connect(words, &QAbstractItemModel::rowsRemoved, this, &TrafficView::endChange);
    connect(words, &QAbstractItemModel::modelReset, this, &TrafficView::endChange);
    connect(m_model, &TrafficModel::moved, this, &TrafficView::arrive);
    connect(m_model, &TrafficModel::followingChanged, this, &TrafficView::keepPlace);
    connect(m_model, &TrafficModel::searchingChanged, this, [this](bool searching) {
        if (!searching)
            m_edges.start();
    });
    setItemDelegate(new TrafficDelegate(model, *this));
    alignNumbers(*this, {TrafficModel::PortColumn, TrafficModel::CounterColumn, TrafficModel::RssiColumn,
                         TrafficModel::SnrColumn, TrafficModel::GatewaysColumn});
    setUpColumns();
    keepPlace();
}

void TrafficView::setUpColumns()
{
    const int unit = fontMetrics().averageCharWidth();
    for (int column = 0; column < TrafficModel::ColumnCount; ++column)
        setColumnWidth(column, qMax(columnCharacters[column] * unit, horizontalHeader()->sectionSizeHint(column) + 8));
}

/// The fields get what the other columns leave, but never less than can be read.
void TrafficView::fitFields()
{
    const int fields = columnWidth(TrafficModel::FieldsColumn);
    const int rest = viewport()->width() - (horizontalHeader()->length() - fields);
    setColumnWidth(TrafficModel::FieldsColumn, qMax(fontMetrics().averageCharWidth() * 17, rest));
}

void TrafficView::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

void TrafficView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

int TrafficView::rowsSeen() const
{
    return qMax(1, viewport()->height() / qMax(1, verticalHeader()->defaultSectionSize()));
}

qint64 TrafficView::topId() const
{
    const auto *record = m_model != nullptr ? m_model->record(verticalScrollBar()->value()) : nullptr;
    return record != nullptr ? record->id : 0;
}

int TrafficView::rowsBelow() const
{
    return m_model == nullptr ? 0 : qMax(0, m_model->rowCount() - verticalScrollBar()->value() - rowsSeen());
}

qint64 TrafficView::bottomId() const
{
    if (m_model == nullptr || m_model->rowCount() == 0)
        return 0;
    const int row = qMin(verticalScrollBar()->value() + rowsSeen(), m_model->rowCount()) - 1;
    const auto *record = m_model->record(row);
    return record != nullptr ? record->id : 0;
}

int TrafficView::rowAtOrAfter(qint64 id) const
{
    int low = 0;
    int high = m_model->rowCount();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (m_model->record(middle)->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m_model->rowCount() ? low : m_model->rowCount() - 1;
}

void TrafficView::beginChange()
{
    m_changing = true;
}

void TrafficView::endChange()
{
    // A record that left the window takes its selection along; the view would hand it to a neighbour.
    const int row = m_currentId > 0 ? m_model->rowOf(m_currentId) : -1;
    if (row < 0) {
        selectionModel()->clear();
    } else if (currentIndex().row() != row) {
        selectionModel()->setCurrentIndex(model()->index(row, 0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_changing = false;
    keepPlace();
    m_edges.start(); // not from within the model's change
}

void TrafficView::updateGeometries()
{
    ++m_adjusting;
    QTableView::updateGeometries();
    if (m_model != nullptr && m_model->isFollowing() && !m_changing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    --m_adjusting;
}

void TrafficView::keepPlace()
{
    if (m_model == nullptr || m_changing)
        return;
    ++m_adjusting;
    updateGeometries();
    if (!m_model->isFollowing() && m_topId > 0 && m_model->rowCount() > 0)
        verticalScrollBar()->setValue(rowAtOrAfter(m_topId));
    --m_adjusting;
    if (m_model->isFollowing())
        m_topId = topId();
    Q_EMIT placeChanged();
}

void TrafficView::takeScrolled()
{
    if (m_model == nullptr || m_changing || m_adjusting > 0)
        return;
    m_topId = topId();
    const bool isAtEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    if (m_model->isFollowing() && !isAtEnd)
        m_model->setFollowing(false);
    else if (!m_model->isFollowing() && isAtEnd && !m_model->hasNewer() && !m_paused)
        m_model->setFollowing(true);
    fetchAtEdges();
    Q_EMIT placeChanged();
}

void TrafficView::fetchAtEdges()
{
    if (m_model == nullptr || m_model->rowCount() == 0 || m_model->isFollowing())
        return;
    const int top = verticalScrollBar()->value();
    if (top < edgeRows && m_model->hasOlder())
        m_model->fetchOlder();
    // What came after the pause stays where it is until the view goes on.
    const bool mayGoOn = !m_paused || m_model->lastId() < m_pausedAt;
    const bool isNear = m_model->rowCount() - (top + rowsSeen()) < edgeRows;
    const bool isFarFromTail = m_model->newerCount() > quint64(edgeRows);
    const bool isAtEnd = top == verticalScrollBar()->maximum();
    if (isNear && mayGoOn && m_model->hasNewer() && (isFarFromTail || isAtEnd || m_paused))
        m_model->fetchNewer();
}

void TrafficView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitFields();
    Q_EMIT placeChanged();
}

void TrafficView::setPaused(bool paused)
{
    if (m_model == nullptr || m_paused == paused)
        return;
    m_paused = paused;
    m_pausedAt = m_model->extent().lastId;
    m_topId = topId();
    if (paused)
        m_model->setFollowing(false);
    else
        m_model->goToNewest();
    Q_EMIT pausedChanged(paused);
}

void TrafficView::goToOldest()
{
    m_model->setFollowing(false);
    m_arrival = Arrival::Top;
    m_model->goToOldest();
}

void TrafficView::goToNewest()
{
    m_arrival = Arrival::None;
    m_goTo.stop();
    if (m_paused)
        setPaused(false);
    else
        m_model->goToNewest();
}

void TrafficView::goToRecord(qint64 id)
{
    m_arrival = Arrival::Selected;
    m_model->goTo(id);
}

void TrafficView::goToPlace(qint64 id)
{
    if (m_model->rowCount() == 0)
        return;
    m_goTo.stop();
    if (id >= m_model->firstId() && id <= m_model->lastId()) {
        verticalScrollBar()->setValue(rowAtOrAfter(id));
        return;
    }
    m_model->setFollowing(false);
    m_arrival = Arrival::Top;
    m_wantedId = id;
    m_goTo.start();
}

void TrafficView::scrollRows(int rows)
{
    verticalScrollBar()->setValue(verticalScrollBar()->value() + rows);
}

void TrafficView::scrollPages(int pages)
{
    scrollRows(pages * qMax(1, rowsSeen() - 1));
}

void TrafficView::arrive(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const Arrival arrival = std::exchange(m_arrival, Arrival::None);
    if (m_model->isFollowing() || arrival == Arrival::None)
        return keepPlace();
    const int top = arrival == Arrival::Selected ? qMax(0, row - rowsSeen() / 2) : row;
    m_topId = m_model->record(top)->id;
    keepPlace();
    if (arrival == Arrival::Selected)
        selectRow(row);
    m_edges.start();
}

void TrafficView::selectRow(int row)
{
    ++m_adjusting;
    setCurrentIndex(model()->index(row, TrafficModel::TimeColumn));
    --m_adjusting;
}

void TrafficView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (m_changing)
        return;
    QTableView::currentChanged(current, previous);
    const auto *record = current.isValid() ? m_model->record(current.row()) : nullptr;
    if (record == nullptr || record->id == m_currentId)
        return;
    m_currentId = record->id;
    Q_EMIT currentRecordChanged(m_currentId);
}

bool TrafficView::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Home:
        goToOldest();
        return true;
    case Qt::Key_End:
        goToNewest();
        return true;
    case Qt::Key_Space:
        setPaused(!m_paused);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT detailsWanted();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (currentIndex().isValid())
            return false;
        selectRow(qMin(verticalScrollBar()->value() + (m_model->isFollowing() ? rowsSeen() - 1 : 0),
                       m_model->rowCount() - 1));
        return true;
    default:
        return false;
    }
}

void TrafficView::focusInEvent(QFocusEvent *event)
{
    // Not the view's own way, which makes the first row the current one.
    QAbstractScrollArea::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call)
    viewport()->update();
}

void TrafficView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (m_model != nullptr && isPlain && m_model->rowCount() > 0 && takeKey(event->key())) {
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace thingsdesk
