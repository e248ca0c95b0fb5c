// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "settings/profile.h"

#include <QWidget>

#include <optional>

class QRadioButton;

namespace thingsdesk {

class FieldNote;

/// Where a key is kept: in the keychain, or nowhere but in memory. Parts: "keychainRadio", "askRadio".
class SecretPlaceChooser final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretPlaceChooser)
public:
    explicit SecretPlaceChooser(QWidget *parent = nullptr);

    /// `place` completes "is kept in …". A problem rules the keychain out and says why.
    void setKeychainState(const QString &place, const std::optional<Failure> &problem);
    SecretPlace place() const;
    void setPlace(SecretPlace place); ///< no effect where the keychain is ruled out

private:
    QRadioButton *const m_keychain;
    QRadioButton *const m_ask;
    FieldNote *const m_note;
};

} // namespace thingsdesk
