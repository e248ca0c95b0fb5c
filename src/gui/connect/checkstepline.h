// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/connect/checkadvice.h"

#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QLabel;

namespace thingsdesk {

class ElidedLabel;

/// One line of the connection check: sign, name, state in words, time, what was found; where it failed, the likely
/// causes and the buttons that help. Object name "NAMEStep" with the step's name in camel case.
class CheckStepLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckStepLine)
public:
    enum class State { Waiting, Running, Passed, Failed, Skipped, NotReached };

    explicit CheckStepLine(CheckStep::Id id, QWidget *parent = nullptr);

    CheckStep::Id id() const noexcept { return m_step.id; }
    State state() const noexcept { return m_state; }
    const CheckStep &step() const noexcept { return m_step; }
    /// Waiting, Running, NotReached.
    void setState(State state);
    void setOutcome(const CheckStep &step);
    QString stateText() const;

Q_SIGNALS:
    void helpWanted(thingsdesk::CheckHelp help);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();
    void showAdvice();
    void addHelpButtons(QBoxLayout *layout, const CheckAdvice &advice);

    CheckStep m_step;
    State m_state = State::Waiting;
    QGridLayout *m_grid = nullptr;
    QLabel *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_stateLabel = nullptr;
    QLabel *m_time = nullptr;
    ElidedLabel *m_note = nullptr;
    QWidget *m_advice = nullptr;
};

} // namespace thingsdesk
