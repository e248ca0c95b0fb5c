// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/profilekey.h"

#include "cli/commandcontext.h"
#include "settings/secretvault.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// What a person at a terminal can do, beside what the keychain's own text says.
Failure withOtherWays(Failure failure)
{
    if (failure.kind != Failure::Kind::Cancelled)
        failure.text += u" Or give the key by THINGSDESK_ACCESS_KEY or --key-file."_s;
    return failure;
}

Failure notKept(const Profile &profile)
{
    return withOtherWays({Failure::Kind::Permanent,
                          Failure::Cause::NotFound,
                          u"The key of \"%1\" is kept only while the console is open."_s.arg(profile.name()),
                          {}});
}

} // namespace

void withProfileKey(CommandContext &context, const std::function<void()> &then)
{
    const Connection &connection = context.connection();
    const bool isNeeded = connection.profile && context.command().needs == Needs::Credentials &&
                          connection.credentials.kind() == Credentials::Kind::None;
    if (!isNeeded)
        return then();
    if (connection.profile->secretPlace != SecretPlace::Keychain) {
        context.fail(notKept(*connection.profile));
        return;
    }
    SecretVault *const keychain = createKeychainVault(u"thingsdesk"_s).release();
    keychain->setParent(&context);
    context.awaitResult(keychain->read(connection.profile->id), [&context, keychain, then](const Result<Secret> &key) {
        keychain->deleteLater();
        if (!key) {
            context.fail(withOtherWays(key.error()));
            return;
        }
        const Result<Credentials> credentials = context.connection().profile->usesToken
                                                    ? Credentials::token(key->expose())
                                                    : Credentials::accessKey(key->expose());
        if (!credentials) {
            context.fail(withOtherWays(credentials.error()));
            return;
        }
        context.setCredentials(*credentials);
        then();
    });
}

} // namespace thingsdesk::cli
