// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/bannerprompt.h"

#include <QAction>

namespace thingsdesk {

BannerPrompt::BannerPrompt(Banner &banner, QObject *parent)
    : QObject(parent)
    , m_banner(banner)
{
}

BannerPrompt::~BannerPrompt() = default;

QList<QAction *> BannerPrompt::actionsFor(const QList<BannerAnswer> &answers)
{
    for (QAction *action : std::as_const(m_actions))
        action->deleteLater(); // the one that was just chosen may be among them
    m_actions.clear();
    for (const BannerAnswer &answer : answers) {
        auto *action = new QAction(answer.text, this);
        action->setObjectName(answer.objectName);
        connect(action, &QAction::triggered, this, [this, chosen = answer.chosen] {
            m_banner.clear();
            chosen();
        });
        m_actions.append(action);
    }
    return m_actions;
}

void BannerPrompt::ask(Banner::Level level, const QString &text, const QList<BannerAnswer> &answers)
{
    m_banner.showMessage(level, text, actionsFor(answers));
}

void BannerPrompt::fail(const Failure &failure, const QList<BannerAnswer> &answers)
{
    m_banner.showFailure(failure, actionsFor(answers));
}

void BannerPrompt::say(Banner::Level level, const QString &text)
{
    m_banner.showPassing(level, text);
}

void BannerPrompt::clear()
{
    m_banner.clear();
    actionsFor({});
}

bool BannerPrompt::isAsking() const
{
    return m_banner.isShowing() && !m_actions.isEmpty();
}

} // namespace thingsdesk
