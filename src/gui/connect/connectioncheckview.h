// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/connect/checkadvice.h"
#include "network/connectioncheck.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace thingsdesk {

class CheckStepLine;

/// Runs a connection check and shows it step by step. What helps at a failed step is told by a signal: the owner knows
/// where keys, addresses and certificates are kept.
class ConnectionCheckView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionCheckView)
public:
    explicit ConnectionCheckView(QWidget *parent = nullptr);
    ~ConnectionCheckView() override;

    /// Starts it and shows it; one that is under way is given up.
    void run(std::unique_ptr<ConnectionCheck> check);
    void cancel();
    /// Back to the state before a check.
    void reset();
    /// The input has changed: what is shown no longer holds, but stays to be read. One that is under way is given up.
    void setOutdated();
    bool isOutdated() const noexcept { return m_outdated; }
    bool isRunning() const;
    /// Of the last check; nothing before one ended.
    std::optional<bool> passed() const noexcept { return m_passed; }
    KeyRights rights() const noexcept { return m_rights; }
    /// The step that failed first; null where none did.
    QWidget *firstFailed() const;
    /// The whole check as text, without secrets.
    QString report() const;

Q_SIGNALS:
    void finished(bool allOk);
    void certificateWanted(thingsdesk::CheckStep::Id step);
    void plaintextAllowanceWanted();
    void keyWanted();
    void applicationIdWanted();
    void addressWanted(thingsdesk::CheckStep::Id step);
    void registrationWanted();

private:
    void onStep(const CheckStep &step);
    void onFinished(bool allOk);
    void onHelp(CheckStep::Id id, CheckHelp help);
    void showSummary();
    CheckStepLine *line(CheckStep::Id id) const;

    std::unique_ptr<ConnectionCheck> m_check;
    QList<CheckStepLine *> m_lines;
    std::optional<bool> m_passed;
    bool m_cancelled = false;
    bool m_outdated = false;
    KeyRights m_rights;
    QLabel *m_summary = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace thingsdesk
