// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace thingsdesk::bench {

/// Writes a database and its log out, and drops them from the system's cache.
void dropFromCache(const QString &file);

/// Memory of this process in megabytes: "VmRSS:" all that is resident, "RssAnon:" its own.
double residentMegabytes(const char *key);

} // namespace thingsdesk::bench
