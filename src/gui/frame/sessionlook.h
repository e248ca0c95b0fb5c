// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/icons.h"
#include "session/applicationsession.h"

namespace thingsdesk {

/// How a session's state is shown: by shape, word and colour together.
struct SessionLook
{
    Icon icon = Icon::Offline;
    Tone tone = Tone::Muted;
    QString word; ///< "connected"
};

SessionLook lookOf(ApplicationSession::State state);

} // namespace thingsdesk
