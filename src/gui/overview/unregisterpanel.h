// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace thingsdesk {

/// Asks for the application's ID as a confirmation, then deletes its devices and the application at the handler.
class UnregisterPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnregisterPanel)
public:
    explicit UnregisterPanel(ApplicationSession &session, QWidget *parent = nullptr);
    ~UnregisterPanel() override;

    /// Asks anew; `devices` is how many would go, where it is known.
    void ask(std::optional<quint64> devices);
    bool isRunning() const;

Q_SIGNALS:
    void unregistered();
    void cancelled();
    /// Also where it was cancelled half-way: some devices may be gone.
    void failed(const thingsdesk::Failure &failure);

private:
    void start();
    void run(ApplicationClient *client);
    void end(const Result<void> &result);
    void showState();

    ApplicationSession &m_session;
    Future<void> m_work;
    bool m_running = false;
    QLabel *const m_text;
    QLineEdit *const m_confirm;
    QPushButton *const m_go;
    QPushButton *const m_cancel;
    QProgressBar *const m_progress;
};

} // namespace thingsdesk
