// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/savedprofile.h"

#include "settings/profilestore.h"
#include "settings/settingspaths.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

Parsed<std::optional<Profile>> readProfile(const Arguments &arguments)
{
    const std::optional<QString> name = arguments.value(u"profile"_s);
    if (!name)
        return std::optional<Profile>();
    for (const QString &option : {u"app"_s, u"discovery"_s, u"handler"_s, u"mqtt"_s, u"ca"_s, u"handler-cert"_s,
                                  u"mqtt-ca"_s, u"allow-plaintext"_s}) {
        if (arguments.has(option))
            return wrongUse(u"--profile brings the whole connection: --%1 cannot stand beside it."_s.arg(option));
    }
    ProfileStore store(SettingsPaths::ofUser().profilesFile());
    const Result<void> loaded = store.load();
    const Result<Profile> found = store.findByName(*name);
    if (found)
        return std::optional(*found);
    // The profile may be among what could not be read.
    const Failure &failure = loaded ? found.error() : loaded.error();
    return wrongUse("--profile: "_L1 + failure.text, failure.detail);
}

} // namespace thingsdesk::cli
