// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/banner.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace thingsdesk {

/// A banner's answer: a button and what it does. The banner goes before `chosen` is called.
struct BannerAnswer
{
    QString objectName;
    QString text;
    std::function<void()> chosen;
};

/// Asks in a page's banner, and keeps the buttons for as long as the question stands.
class BannerPrompt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BannerPrompt)
public:
    explicit BannerPrompt(Banner &banner, QObject *parent = nullptr);
    ~BannerPrompt() override;

    void ask(Banner::Level level, const QString &text, const QList<BannerAnswer> &answers);
    void fail(const Failure &failure, const QList<BannerAnswer> &answers = {});
    void say(Banner::Level level, const QString &text);
    /// Takes back what this prompt last said, if it still stands there.
    void clear();
    bool isAsking() const;

private:
    QList<QAction *> actionsFor(const QList<BannerAnswer> &answers);

    Banner &m_banner;
    QList<QAction *> m_actions;
};

} // namespace thingsdesk
