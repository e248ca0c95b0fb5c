// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to settings: createKeychainVault() makes it.

#include "settings/secretvault.h"

#include <QHash>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace thingsdesk {

/// The system's keychain: on Linux a Secret Service or KWallet. Nothing is written anywhere else where there is none.
class KeychainVault final : public SecretVault
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeychainVault)
public:
    /// A keychain may ask its user, who may not be there: after `patience` a call fails.
    explicit KeychainVault(QString service, std::chrono::milliseconds patience = std::chrono::seconds(60));

    Future<Secret> read(const QUuid &profile) override;
    Future<void> write(const QUuid &profile, const Secret &secret) override;
    Future<void> remove(const QUuid &profile) override;
    QString place() const override;

private:
    template <class T>
    Future<T> run(QKeychain::Job *job, const QUuid &profile, std::function<Result<T>(const QKeychain::Job &)> outcome,
                  std::function<void()> whenLate = {});
    void undoLateWrite(const QUuid &profile, quint64 number);

    const QString m_service;
    const std::chrono::milliseconds m_patience;
    QHash<QUuid, quint64> m_lastCall; ///< counts the calls for a profile
};

} // namespace thingsdesk
