// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trafficmodel.h"

#include <QTableView>
#include <QTimer>

namespace thingsdesk {

class TrafficDelegate;

/// The list of a TrafficModel. Moves the model's window when the scrolling comes near its edges and keeps what is seen
/// in its place whatever the model does; follows the newest until it is scrolled away or paused.
class TrafficView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrafficView)
public:
    explicit TrafficView(QWidget *parent = nullptr);

    /// Once, before it is shown. The model outlives the view.
    void setTraffic(TrafficModel &model);

    bool isPaused() const noexcept { return m_paused; }
    /// Stops the view, not the recording. Going on shows the newest.
    void setPaused(bool paused);

    qint64 currentRecordId() const noexcept { return m_currentId; } ///< 0 = none
    qint64 topId() const;                                           ///< the first record that is seen; 0 = empty
    qint64 bottomId() const;                                        ///< the last one
    int rowsBelow() const;                                          ///< of the model, after the last one that is seen

    void goToOldest();
    void goToNewest();
    void goToRecord(qint64 id); ///< and selects it
    void goToPlace(qint64 id);  ///< that record, or the next one, to the top
    void scrollRows(int rows);  ///< negative = up
    void scrollPages(int pages);

Q_SIGNALS:
    void pausedChanged(bool paused);
    void placeChanged();                  ///< scrolled, or the model's window changed
    void currentRecordChanged(qint64 id); ///< by the user, not by what the model does
    void detailsWanted();                 ///< Enter

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;

private:
    enum class Arrival { None, Top, Selected };

    void beginChange();
    void endChange();
    void keepPlace();
    void takeScrolled();
    void fetchAtEdges();
    void arrive(int row);
    void selectRow(int row);
    int rowAtOrAfter(qint64 id) const;
    int rowsSeen() const;
    bool takeKey(int key);
    void setUpColumns();
    void setRowHeight();
    void fitFields();

    TrafficModel *m_model = nullptr;
    QTimer m_goTo; ///< dragging asks for many places: only the last one counts
    QTimer m_edges;
    qint64 m_wantedId = 0;
    Arrival m_arrival = Arrival::None;
    qint64 m_topId = 0;
    qint64 m_currentId = 0;
    qint64 m_pausedAt = 0; ///< the newest record when it was paused
    int m_adjusting = 0;   ///< the bar moves because of us, not of the user
    bool m_changing = false;
    bool m_paused = false;
};

} // namespace thingsdesk
