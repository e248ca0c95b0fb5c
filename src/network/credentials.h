// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

namespace thingsdesk {

/// What proves that a caller may act on an application: an access key ("ttn-account-v2.…") or a token (JWT). V2 looks
/// at the key only where no token is sent, and an empty token beside a key spoils the call: so it is one or the other.
class Credentials
{
public:
    enum class Kind { None, AccessKey, Token };

    Credentials() = default;

    /// Takes a key as pasted (blanks around it are dropped). A key without a dot is refused: a V2 handler would ask one
    /// of its account servers at random.
    static Result<Credentials> accessKey(const QByteArray &text);
    /// Takes a JWT, also with "Bearer " before it: three parts with dots between them.
    static Result<Credentials> token(const QByteArray &text);

    Kind kind() const noexcept { return m_kind; }
    const Secret &secret() const noexcept { return m_secret; }

    friend bool operator==(const Credentials &, const Credentials &) = default;

private:
    Credentials(Kind kind, Secret secret)
        : m_kind(kind)
        , m_secret(std::move(secret))
    {
    }

    Kind m_kind = Kind::None;
    Secret m_secret;
};

} // namespace thingsdesk
