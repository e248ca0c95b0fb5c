// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QObject>
#include <QUuid>

#include <memory>

namespace thingsdesk {

/// Where access keys and tokens are kept, one entry a profile. Calls never block and are answered later on the thread
/// that made the vault.
class SecretVault : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretVault)
public:
    ~SecretVault() override;

    /// NotFound where there is none; Cause KeychainUnavailable where there is no keychain, KeychainDenied where the
    /// user or the system refused.
    virtual Future<Secret> read(const QUuid &profile) = 0;
    virtual Future<void> write(const QUuid &profile, const Secret &secret) = 0;
    /// No failure where there is none.
    virtual Future<void> remove(const QUuid &profile) = 0;
    /// "the system's keychain", "memory (until the window is closed)": completes "is kept in …".
    virtual QString place() const = 0;

protected:
    explicit SecretVault(QObject *parent);
};

/// The system's keychain through QtKeychain. `service` names our entries there ("thingsdesk").
std::unique_ptr<SecretVault> createKeychainVault(const QString &service);
/// Memory only; wiped when it goes.
std::unique_ptr<SecretVault> createMemoryVault();

} // namespace thingsdesk
