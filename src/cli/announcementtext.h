// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/announcement.h"

#include <QByteArray>

namespace thingsdesk::cli {

/// An announcement with the V2 SDK's names.
QByteArray announcementJson(const Announcement &announcement);

/// The same for people.
QString announcementText(const Announcement &announcement);

} // namespace thingsdesk::cli
