// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QObject>
#include <QTimer>

namespace thingsdesk {

/// Counts the records after a window's end that fit its filter, while it stands still. Without a filter IDs tell it;
/// with one it looks at what comes in small pages, and estimates beyond 10,000 from what it has seen.
class NewerCounter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewerCounter)
public:
    explicit NewerCounter(HistoryStore &history, QObject *parent = nullptr);
    ~NewerCounter() override;

    /// Counts anew, from behind `end`.
    void start(const HistoryFilter &filter, qint64 end);
    void stop(); ///< counts nothing: 0
    /// The window's end went to another record, and so many that fit are now behind it that were in it (or the other
    /// way round, below 0).
    void moveEnd(qint64 end, qint64 left);
    /// The history ends here now.
    void setHistoryEnd(qint64 lastId);

    quint64 count() const noexcept { return m_shown; }

Q_SIGNALS:
    void countChanged(quint64 count);

private:
    bool isPlain() const;
    void look();
    void take(const HistoryPage &page, qint64 knownEnd);
    void show();

    HistoryStore &m_history;
    HistoryFilter m_filter;
    QTimer m_timer;
    Future<HistoryPage> m_call;
    qint64 m_start = 0;     ///< counting began behind this ID
    qint64 m_end = 0;       ///< of the window
    qint64 m_countedTo = 0; ///< everything up to here is in m_count
    qint64 m_historyEnd = 0;
    qint64 m_count = 0; ///< that fit, behind the window and up to m_countedTo
    qint64 m_found = 0; ///< that fit, of all that were looked at
    quint64 m_shown = 0;
    int m_generation = 0; ///< answers to an earlier one are stale
    bool m_isCounting = false;
    bool m_isLooking = false;
};

} // namespace thingsdesk
