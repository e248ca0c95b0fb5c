// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/historylimits.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace thingsdesk {

/// How much history is kept: by age, by size; neither by default.
class HistoryLimitsForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryLimitsForm)
public:
    explicit HistoryLimitsForm(QWidget *parent = nullptr);

    void setLimits(const HistoryLimits &limits);
    HistoryLimits limits() const;

Q_SIGNALS:
    void accepted(const thingsdesk::HistoryLimits &limits);
    void cancelled();

private:
    void showState();

    HistoryLimits m_before;
    QCheckBox *const m_byAge;
    QSpinBox *const m_days;
    QCheckBox *const m_bySize;
    QSpinBox *const m_megabytes;
    QLabel *const m_warning;
    QPushButton *const m_apply;
};

/// "everything is kept", "at most 90 days and 1 GB".
QString limitsText(const HistoryLimits &limits);

} // namespace thingsdesk
