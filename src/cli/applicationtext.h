// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

#include <QByteArray>

namespace thingsdesk::cli {

/// An application with the V2 SDK's names. In the place of the on-join key stands whether one is set.
QByteArray applicationJson(const Application &application);

/// The same for people.
QString applicationText(const Application &application);

/// The format's word on the command line: "none", "custom", "cayennelpp", or what the server stores.
QString formatWord(const Application &application);

} // namespace thingsdesk::cli
