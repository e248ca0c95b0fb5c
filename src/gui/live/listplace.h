// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QPushButton;

namespace thingsdesk {

class HistoryScrollBar;
class TrafficModel;
class TrafficView;

/// Holds list, outer scroll bar and the button "142 newer ↓" together.
class ListPlace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListPlace)
public:
    ListPlace(TrafficModel &model, TrafficView &view, HistoryScrollBar &bar);

    /// Records up to this ID are hidden.
    void setClearedAt(qint64 id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showPlace();
    void showNewer();
    void placeButton();

    TrafficModel &m_model;
    TrafficView &m_view;
    HistoryScrollBar &m_bar;
    QPushButton *m_newer;
    qint64 m_clearedAt = 0;
};

} // namespace thingsdesk
