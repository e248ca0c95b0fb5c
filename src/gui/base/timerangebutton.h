// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/timerange.h"

#include <QToolButton>

class QDateTimeEdit;
class QFrame;
class QLabel;
class QMenu;

namespace thingsdesk {

/// A button to choose a range of times: a menu of usual ones, and two moments of one's own in local time.
class TimeRangeButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeRangeButton)
public:
    explicit TimeRangeButton(QWidget *parent = nullptr);

    const TimeRange &range() const noexcept { return m_range; }
    /// Tells nobody.
    void setRange(const TimeRange &range);
    void openCustom();

Q_SIGNALS:
    void rangeChanged();

private:
    void setUpMenu();
    void setUpCustom();
    void choose(const TimeRange &range);
    void chooseCustom();

    TimeRange m_range;
    QMenu *m_menu;
    QFrame *m_custom;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    QLabel *m_rule;
};

} // namespace thingsdesk
