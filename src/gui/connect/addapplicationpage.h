// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/credentials.h"
#include "network/networkthread.h"
#include "settings/profile.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace thingsdesk {

/// Sets up an application of a network: who it is, its key, where the network is. The connection check runs here before
/// anything is saved. Enter takes the primary action, Esc gives up.
class AddApplicationPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddApplicationPage)
public:
    explicit AddApplicationPage(NetworkThread &network, QWidget *parent = nullptr);
    ~AddApplicationPage() override;

    /// Where keys are kept ("the system's keychain"), or why they cannot be kept there.
    void setKeychainState(const QString &place, const std::optional<Failure> &problem);
    /// Empties the form, for another application.
    void clear();
    /// Saving or opening failed: everything typed is still there.
    void showFailure(const Failure &failure);

Q_SIGNALS:
    void accepted(const thingsdesk::Profile &profile, const thingsdesk::Credentials &credentials);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
