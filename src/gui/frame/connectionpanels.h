// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "gui/frame/frameservices.h"
#include "settings/profile.h"

#include <QStackedWidget>

namespace thingsdesk {

class ApplicationSession;
class Banner;
class ConnectionCheckView;
class Credentials;
class KeyEntryPanel;
class KeychainState;
class RegisterApplicationPanel;

/// What takes the pages' place while the way to the network is seen to: another key, the connection check, registering
/// the application. Each part is made when it is first wanted.
class ConnectionPanels final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionPanels)
public:
    ConnectionPanels(ApplicationSession &session, const FrameServices &services, KeychainState &keychain,
                     QWidget *parent = nullptr);

    void enterKey();
    void checkConnection();
    void registerApplication();
    bool isUsed() const noexcept { return m_isUsed; } ///< one of them stands there

Q_SIGNALS:
    void opened();
    void closed();
    /// A key could not be kept; what was typed is still there.
    void failed(const thingsdesk::Failure &failure);

private:
    void open(QWidget *panel);
    void close();
    void changeKey(const Credentials &credentials, SecretPlace place);
    void makeCheckPanel();
    void explainProfile(const QString &what);

    ApplicationSession &m_session;
    const FrameServices m_services;
    KeychainState &m_keychain;
    bool m_isUsed = false;
    KeyEntryPanel *m_keyPanel = nullptr;
    QWidget *m_checkPanel = nullptr;
    ConnectionCheckView *m_checkView = nullptr;
    Banner *m_checkBanner = nullptr;
    RegisterApplicationPanel *m_registerPanel = nullptr;
};

} // namespace thingsdesk
