// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "history/historystore.h"

#include <QGroupBox>

class QPushButton;

namespace thingsdesk {

class FactList;
class HistoryLimitsForm;
class Preferences;

/// What is stored of the application's messages, and how much of it is kept.
class MessagesCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessagesCard)
public:
    MessagesCard(HistoryStore &history, Preferences &preferences, QWidget *parent = nullptr);

    void showStatistics(const HistoryStatistics &statistics);

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);
    void limitsApplied();

private:
    void applyLimits(const HistoryLimits &limits);
    void showLimits();

    HistoryStore &m_history;
    Preferences &m_preferences;
    FactList *const m_facts;
    QPushButton *const m_change;
    HistoryLimitsForm *const m_form;
};

} // namespace thingsdesk
