// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace thingsdesk {

/// Stands at the beginning of main(), before any client. When it goes, after all of them, it waits until gRPC's own
/// threads have ended: else they may still work while the program's statics are torn down.
class NetworkLibraries final
{
    Q_DISABLE_COPY_MOVE(NetworkLibraries)
public:
    NetworkLibraries();
    ~NetworkLibraries();
};

} // namespace thingsdesk
