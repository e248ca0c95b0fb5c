// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sandbox/account/caller.h"
#include "sandbox/account/opensslhandles.h"
#include "sandbox/refusal.h"

#include <QJsonObject>

namespace thingsdesk::sandbox {

/// Makes and reads the tokens of the network's account server: JSON Web Tokens signed with ES256 (RFC 7515, RFC 7518).
class Tokens final
{
    Q_DISABLE_COPY_MOVE(Tokens)
public:
    static constexpr char issuer[] = "ttn-account-v2";

    /// Takes the signing key from `token-key.pem` in the directory, or makes it there.
    static Result<std::unique_ptr<Tokens>> inDirectory(const QString &directory);

    explicit Tokens(PrivateKey key)
        : m_key(std::move(key))
    {
    }

    /// A signed token with these claims, as they are.
    QByteArray sign(const QJsonObject &claims) const;
    /// What an account server says about an application: valid for `seconds`, with rights and the scope for it.
    static QJsonObject applicationClaims(const QString &subject, const AppId &appId, const QStringList &rights,
                                         qint64 seconds);
    /// The same for an operator, who may ask a component for its status.
    static QJsonObject operatorClaims(const QString &componentId, qint64 seconds);

    /// Who a token stands for. Refused: `permission denied: unable to parse token: <why>`, in the stack's words.
    Reply<Caller> verify(const QByteArray &token) const;

private:
    bool isSignatureGood(const QByteArray &signedText, const QByteArray &signature) const;

    PrivateKey m_key;
};

} // namespace thingsdesk::sandbox
