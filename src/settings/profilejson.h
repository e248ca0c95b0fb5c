// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "settings/profile.h"

#include <QJsonObject>

namespace thingsdesk {

/// A profile as it stands in the file. Members of `before` that we do not know stay.
QJsonObject profileToJson(const Profile &profile, QJsonObject before = {});

/// Fails where ID or application ID are missing, or a member has a value that this version does not know.
Result<Profile> profileFromJson(const QJsonObject &json);

} // namespace thingsdesk
