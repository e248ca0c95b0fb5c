// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

#include <QStringList>

namespace thingsdesk::sandbox {

/// The folders of resources/functions, which are compiled in: "weather-station", "cold-chain", "cayenne-lpp", ….
QStringList sampleFunctionSets();

/// The functions of one folder; those that it does not have are empty, all of them for an unknown folder.
PayloadFunctions sampleFunctions(const QString &set);

} // namespace thingsdesk::sandbox
