// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/credentials.h"
#include "settings/profile.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace thingsdesk {

/// Asks for another key or token for an application that is set up already, in the place of a dialog. Enter accepts,
/// Esc gives up.
class KeyEntryPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyEntryPanel)
public:
    explicit KeyEntryPanel(QWidget *parent = nullptr);
    ~KeyEntryPanel() override;

    /// See SecretPlaceChooser. Before ask().
    void setKeychainState(const QString &place, const std::optional<Failure> &problem);
    /// Empties the field and says for which application, and why.
    void ask(const Profile &profile, const std::optional<Failure> &reason);

Q_SIGNALS:
    void accepted(const thingsdesk::Credentials &credentials, thingsdesk::SecretPlace place);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
