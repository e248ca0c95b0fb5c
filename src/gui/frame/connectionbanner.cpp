// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/connectionbanner.h"

#include "gui/base/banner.h"
#include "gui/base/texts.h"

#include <QAction>

namespace thingsdesk {

namespace {

using Cause = Failure::Cause;
using State = ApplicationSession::State;

/// V2's handlers read an application's routes anew about once a minute.
constexpr std::chrono::seconds registrationTime{90};

QAction *makeAction(QObject *parent, const char *name, const QString &text)
{
    auto *action = new QAction(text, parent);
    action->setObjectName(QString::fromLatin1(name));
    return action;
}

std::chrono::seconds untilNow(const Timestamp &time)
{
    return std::chrono::seconds((Timestamp::now().nanoseconds - time.nanoseconds) / 1'000'000'000);
}

} // namespace

ConnectionBanner::ConnectionBanner(ApplicationSession &session, Banner &banner, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_banner(banner)
    , m_enterKey(makeAction(this, "enterAnotherKeyButton", tr("Enter another key")))
    , m_check(makeAction(this, "connectionCheckButton", tr("Connection check")))
    , m_register(makeAction(this, "registerApplicationButton", tr("Register application")))
    , m_tryNow(makeAction(this, "tryNowButton", tr("Try now")))
    , m_connect(makeAction(this, "connectButton", tr("Connect")))
{
    connect(m_tryNow, &QAction::triggered, &session, &ApplicationSession::start);
    connect(m_connect, &QAction::triggered, &session, &ApplicationSession::start);
    connect(&session, &ApplicationSession::stateChanged, this, &ConnectionBanner::showState);
    connect(&session, &ApplicationSession::registered, this, &ConnectionBanner::showState);
    connect(&session, &ApplicationSession::credentialsChanged, this, &ConnectionBanner::showState);
    m_ticking.setInterval(std::chrono::seconds(1));
    connect(&m_ticking, &QTimer::timeout, this, &ConnectionBanner::tick);
    showState();
}

void ConnectionBanner::showState()
{
    m_ticking.stop();
    switch (m_session.state()) {
    case State::Offline:
        m_banner.showMessage(Banner::Level::Info, tr("Not connected. What the network sends now is not recorded."),
                             {m_connect});
        break;
    case State::Connecting:
        // The header tells it. A failure that was shown stays until it is known to be over: nothing flickers.
        if (!m_session.failure())
            m_banner.clear();
        break;
    case State::Online:
        showRecentRegistration();
        break;
    case State::BackingOff:
    case State::NeedsUser:
        showFailure();
        break;
    }
}

void ConnectionBanner::showFailure()
{
    std::optional<Failure> failure = m_session.failure();
    if (!failure)
        return m_banner.clear();
    const QList<QAction *> actions = actionsFor(*failure);
    if (m_session.state() == State::BackingOff) {
        failure->kind = Failure::Kind::Transient;
        failure->text = withCountdown(failure->text);
        m_ticking.start();
    }
    m_banner.showFailure(*failure, actions);
}

QList<QAction *> ConnectionBanner::actionsFor(const Failure &failure) const
{
    if (m_session.state() == State::BackingOff)
        return {m_tryNow, m_check};
    if (!m_session.hasCredentials())
        return {m_enterKey};
    switch (failure.cause) {
    case Cause::KeyRejected:
    case Cause::RightMissing:
    case Cause::KeychainDenied:
    case Cause::KeychainUnavailable:
        return {m_enterKey, m_check};
    case Cause::ApplicationNotFound:
    case Cause::ApplicationNotRegistered:
        return {m_register, m_check};
    default:
        return {m_check, m_tryNow};
    }
}

QString ConnectionBanner::withCountdown(const QString &text) const
{
    const std::optional<Timestamp> retry = m_session.retryAt();
    if (!retry)
        return text;
    const qint64 left = -untilNow(*retry).count();
    return left > 0 ? tr("%1 Trying again in %2 s.").arg(text).arg(left) : tr("%1 Trying again now.").arg(text);
}

void ConnectionBanner::showRecentRegistration()
{
    const std::optional<Timestamp> registered = m_session.registeredAt();
    if (!registered || untilNow(*registered) >= registrationTime)
        return m_banner.clear();
    m_banner.showMessage(Banner::Level::Info,
                         tr("The application was registered %1. In its first minute the network may lose uplinks.")
                             .arg(texts::ago(*registered)));
    m_ticking.start();
}

void ConnectionBanner::tick()
{
    if (m_session.state() == State::BackingOff) {
        if (const std::optional<Failure> failure = m_session.failure())
            m_banner.updateText(withCountdown(failure->text));
        return;
    }
    // A note that the user has closed stays closed.
    if (m_session.state() != State::Online || !m_banner.isShowing())
        return m_ticking.stop();
    if (untilNow(*m_session.registeredAt()) >= registrationTime) {
        m_ticking.stop();
        m_banner.clear();
    }
}

} // namespace thingsdesk
