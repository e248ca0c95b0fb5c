// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollBar>

namespace thingsdesk {

/// A scroll bar that stands for a whole history by record IDs, whatever part of it a view holds. Steps and pages are
/// handed on as rows to scroll; only dragging and clicking far asks for another place.
class HistoryScrollBar final : public QScrollBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryScrollBar)
public:
    explicit HistoryScrollBar(QWidget *parent = nullptr);

    /// The history reaches from `first` to `last`; `top` to `bottom` is seen. `atEnd`: nothing newer below.
    void show(qint64 first, qint64 last, qint64 top, qint64 bottom, bool atEnd);

Q_SIGNALS:
    void placeWanted(qint64 id); ///< that record to the top
    void stepsWanted(int rows);  ///< lines, negative = up
    void pagesWanted(int pages);
    void oldestWanted();
    void newestWanted();

private:
    void take(int action);

    qint64 m_first = 0;
    qint64 m_scale = 1; ///< IDs a unit of the bar
};

} // namespace thingsdesk
