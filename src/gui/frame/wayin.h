// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/frame/frameservices.h"

#include <QStackedWidget>

namespace thingsdesk {

class AddApplicationPage;
class ApplicationSession;
class Credentials;
class KeychainState;
struct Profile;
class WelcomePage;

/// How applications come into the console: the welcome with its doors, and the page that adds one.
class WayIn final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WayIn)
public:
    WayIn(const FrameServices &services, KeychainState &keychain, QWidget *parent = nullptr);

    void showWelcome();
    void showAddApplication();

Q_SIGNALS:
    void opened(thingsdesk::ApplicationSession *session);
    /// Nothing is to be added; back to what was there.
    void left();

private:
    void makeAddPage();
    void add(const Profile &profile, const Credentials &credentials);

    const FrameServices m_services;
    KeychainState &m_keychain;
    WelcomePage *m_welcome = nullptr;
    AddApplicationPage *m_add = nullptr;
};

} // namespace thingsdesk
