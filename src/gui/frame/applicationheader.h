// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace thingsdesk {

class ApplicationSession;
struct WindowActions;

/// The line over an application's pages: its name, its network, the connection's state, messages a minute, and its
/// menu.
class ApplicationHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationHeader)
public:
    ApplicationHeader(ApplicationSession &session, const WindowActions &actions, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showState();
    void showRate(int messages);
    QPushButton *makeMenuButton(const WindowActions &actions);

    ApplicationSession &m_session;
    QLabel *m_sign = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_rate = nullptr;
};

} // namespace thingsdesk
