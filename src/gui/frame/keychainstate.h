// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QObject>

#include <optional>

namespace thingsdesk {

class SecretVault;

/// Whether there is a keychain to keep keys in. Asked when it is first needed: asking may make the system show its own
/// dialog.
class KeychainState final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeychainState)
public:
    explicit KeychainState(SecretVault &keychain, QObject *parent = nullptr);

    /// Asks once; `known` follows, unless it is known already.
    void ask();
    QString place() const;
    std::optional<Failure> problem() const { return m_problem; }

Q_SIGNALS:
    void known();

private:
    SecretVault &m_keychain;
    bool m_isAsked = false;
    std::optional<Failure> m_problem;
};

} // namespace thingsdesk
