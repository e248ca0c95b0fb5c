// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "gui/frame/devicemodels.h"
#include "gui/frame/frameservices.h"
#include "gui/frame/keychainstate.h"

#include <QMap>
#include <QObject>

class QStackedWidget;

namespace thingsdesk {

class ApplicationSession;
class ApplicationView;
struct WindowActions;

/// The views of all applications in the window's stack. One is made when its application is first shown, and goes
/// before its session does.
class ApplicationViews final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationViews)
public:
    ApplicationViews(const FrameServices &services, const WindowActions &actions, QStackedWidget &stack,
                     KeychainState &keychain, QObject *parent = nullptr);
    ~ApplicationViews() override;

    ApplicationView &of(ApplicationSession &session);
    DeviceModels &devices() noexcept { return m_devices; }
    bool isEmpty() const { return m_views.isEmpty(); }
    /// Of an application that was not shown yet, too: then it is told when it is.
    void showNotice(ApplicationSession &session, const Failure &failure);
    QStringList unsavedWork() const;
    void dropUnsavedWork();
    void saveState();

Q_SIGNALS:
    /// The view has just gone.
    void dropped(thingsdesk::ApplicationSession *session);
    void failed(const thingsdesk::Failure &failure);

private:
    void drop(ApplicationSession *session);
    void remove(ApplicationSession *session, bool withHistory);

    const FrameServices m_services;
    const WindowActions &m_actions;
    QStackedWidget &m_stack;
    KeychainState &m_keychain;
    DeviceModels m_devices;
    QMap<ApplicationSession *, ApplicationView *> m_views;
    QMap<ApplicationSession *, Failure> m_notices;
};

} // namespace thingsdesk
