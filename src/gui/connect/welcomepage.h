// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QWidget>

#include <memory>

namespace thingsdesk {

/// What stands there before there is any application: the ways in.
class WelcomePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomePage)
public:
    explicit WelcomePage(QWidget *parent = nullptr);
    ~WelcomePage() override;

    /// The built-in network is starting, and how far it is; an empty text ends this.
    void setDemoProgress(const QString &text);
    /// The built-in network did not start: the doors are open again, the banner says why.
    void showFailure(const Failure &failure);

Q_SIGNALS:
    void demoWanted();
    void connectWanted();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
