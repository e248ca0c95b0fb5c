// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/frame/frameservices.h"

#include <QWidget>

class QStackedWidget;

namespace thingsdesk {

class Banner;
class ConfirmBar;
class ConnectionBanner;
class ConnectionPanels;
class DeviceTableModel;
class KeychainState;
class PageStack;
struct WindowActions;

/// Everything of one application: header, banners, tabs with pages, and the panels that take the pages' place.
class ApplicationView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationView)
public:
    ApplicationView(ApplicationSession &session, DeviceTableModel &devices, const FrameServices &services,
                    KeychainState &keychain, const WindowActions &actions, QWidget *parent = nullptr);
    ~ApplicationView() override;

    ApplicationSession &session() const noexcept { return m_session; }
    PageStack &pages() noexcept { return *m_pages; }

    void showPage(ApplicationPage::Id page);
    void showDevice(const DevId &devId);
    void checkConnection();
    void enterKey();
    /// Asks in place; `removalConfirmed` follows.
    void askForRemoval();
    /// Something about the session's parts that the user should know.
    void showNotice(const Failure &failure);
    void activate();
    void saveState();

Q_SIGNALS:
    void removalConfirmed(bool withHistory);

private:
    void lay(const WindowActions &actions);
    void connectBanner();
    void connectHistory();

    ApplicationSession &m_session;
    const FrameServices m_services;
    ConfirmBar *m_confirmBar = nullptr;
    Banner *m_notice = nullptr;
    Banner *m_banner = nullptr;
    ConnectionBanner *m_connectionBanner = nullptr;
    QStackedWidget *m_stack = nullptr;
    PageStack *m_pages = nullptr;
    ConnectionPanels *m_panels = nullptr;
};

} // namespace thingsdesk
