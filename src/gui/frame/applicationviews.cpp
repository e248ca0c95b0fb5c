// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/applicationviews.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "gui/frame/applicationview.h"
#include "gui/frame/pagestack.h"
#include "session/sessionmanager.h"
#include "settings/preferences.h"

#include <QStackedWidget>

namespace thingsdesk {

ApplicationViews::ApplicationViews(const FrameServices &services, const WindowActions &actions, QStackedWidget &stack,
                                   KeychainState &keychain, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_actions(actions)
    , m_stack(stack)
    , m_keychain(keychain)
{
    connect(&services.sessions, &SessionManager::sessionAboutToBeRemoved, this, &ApplicationViews::drop);
    connect(&services.sessions, &SessionManager::noticed, this,
            [this](ApplicationSession *session, const Failure &failure) { showNotice(*session, failure); });
}

ApplicationViews::~ApplicationViews()
{
    // The pages before the models that they look at.
    qDeleteAll(m_views);
}

ApplicationView &ApplicationViews::of(ApplicationSession &session)
{
    ApplicationView *&view = m_views[&session];
    if (!view) {
        view = new ApplicationView(session, m_devices.of(session), m_services, m_keychain, m_actions, &m_stack);
        m_stack.addWidget(view);
        // Later, because the view goes by it, and with it the button that was pressed.
        connect(
            view, &ApplicationView::removalConfirmed, this,
            [this, of = &session](bool withHistory) { remove(of, withHistory); }, Qt::QueuedConnection);
        if (m_notices.contains(&session))
            view->showNotice(m_notices.take(&session));
    }
    return *view;
}

void ApplicationViews::showNotice(ApplicationSession &session, const Failure &failure)
{
    if (ApplicationView *view = m_views.value(&session))
        view->showNotice(failure);
    else
        m_notices[&session] = failure;
}

void ApplicationViews::remove(ApplicationSession *session, bool withHistory)
{
    if (!m_views.contains(session))
        return;
    const QUuid id = session->profile().id;
    whenFinished<void>(this, m_services.sessions.remove(id, withHistory), [this, id](Future<void> answer) {
        if (const Result<void> result = resultOf<void>(answer); !result)
            Q_EMIT failed(result.error());
        m_services.preferences.forget(id);
    });
}

void ApplicationViews::drop(ApplicationSession *session)
{
    // Now, and not later: session and history go as soon as this returns.
    delete m_views.take(session);
    m_notices.remove(session);
    m_devices.forget(*session);
    Q_EMIT dropped(session);
}

QStringList ApplicationViews::unsavedWork() const
{
    QStringList works;
    for (ApplicationView *view : m_views) {
        for (const QString &work : view->pages().unsavedWork())
            works += QStringLiteral("%1, %2").arg(texts::plain(view->session().appId().toString()), work);
    }
    return works;
}

void ApplicationViews::dropUnsavedWork()
{
    for (ApplicationView *view : std::as_const(m_views))
        view->pages().dropUnsavedWork();
}

void ApplicationViews::saveState()
{
    for (ApplicationView *view : std::as_const(m_views))
        view->saveState();
}

} // namespace thingsdesk
