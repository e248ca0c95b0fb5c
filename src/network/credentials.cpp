// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/credentials.h"

#include <algorithm>

namespace thingsdesk {

namespace {

bool isPrintableAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

} // namespace

Result<Credentials> Credentials::accessKey(const QByteArray &text)
{
    const QString field = QStringLiteral("Access key");
    const QByteArray key = text.trimmed();
    if (key.isEmpty())
        return fail(Failure::invalidInput(field, QStringLiteral("must not be empty")));
    if (!isPrintableAscii(key))
        return fail(Failure::invalidInput(field, QStringLiteral("must not have blanks or special characters")));
    const qsizetype dot = key.indexOf('.');
    if (dot <= 0 || dot == key.size() - 1)
        return fail(Failure::invalidInput(
            field, QStringLiteral("must have the account server's name and a dot at its beginning, as in "
                                  "\"ttn-account-v2.…\"")));
    return Credentials(Kind::AccessKey, Secret(key));
}

Result<Credentials> Credentials::token(const QByteArray &text)
{
    const QString field = QStringLiteral("Token");
    QByteArray token = text.trimmed();
    if (token.toLower().startsWith("bearer "))
        token = token.sliced(7).trimmed();
    if (token.isEmpty())
        return fail(Failure::invalidInput(field, QStringLiteral("must not be empty")));
    if (!isPrintableAscii(token) || token.count('.') != 2)
        return fail(Failure::invalidInput(field, QStringLiteral("must be a JWT: three parts with dots between them")));
    return Credentials(Kind::Token, Secret(token));
}

} // namespace thingsdesk
