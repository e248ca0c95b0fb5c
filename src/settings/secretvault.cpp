// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/secretvault.h"

#include <QHash>

namespace thingsdesk {

SecretVault::SecretVault(QObject *parent)
    : QObject(parent)
{
}

SecretVault::~SecretVault() = default;

namespace {

class MemoryVault final : public SecretVault
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemoryVault)
public:
    MemoryVault()
        : SecretVault(nullptr)
    {
    }

    Future<Secret> read(const QUuid &profile) override
    {
        const auto found = m_secrets.constFind(profile);
        if (found != m_secrets.constEnd())
            return readyFuture<Secret>(*found);
        return readyFuture<Secret>(fail({Failure::Kind::Permanent,
                                         Failure::Cause::NotFound,
                                         QStringLiteral("The key is not kept between two runs. Enter it again."),
                                         {}}));
    }

    Future<void> write(const QUuid &profile, const Secret &secret) override
    {
        m_secrets.insert(profile, secret);
        return readyFuture<void>({});
    }

    Future<void> remove(const QUuid &profile) override
    {
        m_secrets.remove(profile);
        return readyFuture<void>({});
    }

    QString place() const override { return QStringLiteral("memory (until the window is closed)"); }

private:
    QHash<QUuid, Secret> m_secrets; // a Secret wipes itself
};

} // namespace

std::unique_ptr<SecretVault> createMemoryVault()
{
    return std::make_unique<MemoryVault>();
}

} // namespace thingsdesk

#include "secretvault.moc"
