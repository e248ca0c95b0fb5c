// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/keychainstate.h"

#include "core/futures.h"
#include "settings/secretvault.h"

namespace thingsdesk {

KeychainState::KeychainState(SecretVault &keychain, QObject *parent)
    : QObject(parent)
    , m_keychain(keychain)
{
}

void KeychainState::ask()
{
    if (m_isAsked)
        return;
    m_isAsked = true;
    // There is no entry of that name: a keychain that works says so.
    whenFinished<Secret>(this, m_keychain.read(QUuid::createUuid()), [this](Future<Secret> answer) {
        const Result<Secret> secret = resultOf<Secret>(answer);
        const bool works = secret || secret.error().cause == Failure::Cause::NotFound;
        m_problem = works ? std::nullopt : std::optional(secret.error());
        m_isAsked = works; // one that is locked now may be open the next time
        Q_EMIT known();
    });
}

QString KeychainState::place() const
{
    return m_keychain.place();
}

} // namespace thingsdesk
